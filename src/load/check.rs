//! Rules beyond shape, over the whole: what a status may claim, and that history is in order.

use super::problem::{Effect, Fault, Problem};
use super::reader::Names;
use crate::model::{Dataset, Recommendation};

/// Notes every breach. What it finds is shown, not hidden: the record is kept.
pub(super) fn check(dataset: &Dataset, names: &Names, problems: &mut Vec<Problem>) {
    for id in dataset.ids::<Recommendation>() {
        let recommendation = &dataset[id];
        let place = names.pointer(id.into());
        let mut note = |path: String, fault| {
            problems.push(Problem {
                pointer: format!("{place}/statuses/{path}"),
                record: Some(recommendation.entry.id.clone()),
                fault,
                effect: Effect::Kept,
            });
        };
        let begun = dataset[recommendation.session].date();
        let mut before = None;
        for (n, entry) in recommendation.statuses.iter().enumerate() {
            if dataset.lacks_proof(id, entry) {
                let status = entry.status.key();
                note(format!("{n}/status"), Fault::ProofMissing { status });
            }
            for (m, &action) in entry.evidence.iter().enumerate() {
                if !dataset[action].answers.iter().any(|a| a.recommendation == id) {
                    let action = dataset[action].entry.id.clone();
                    note(format!("{n}/evidence/{m}"), Fault::EvidenceNotLinked { action });
                }
            }
            if let Some(begun) = begun.filter(|begun| entry.date.end() < begun.start()) {
                let session = begun.to_string();
                note(format!("{n}/date"), Fault::BeforeSession { session });
            }
            if let Some(after) = before.filter(|&after| entry.date.end() < after) {
                note(format!("{n}/date"), Fault::OutOfOrder { after: after.to_string() });
            }
            before = Some(entry.date.end());
        }
    }
}

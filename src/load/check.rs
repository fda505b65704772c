//! Rules beyond shape, over the whole: what a status may claim, and that history is in order.

use super::names::Names;
use super::problem::{Effect, Fault, Findings, Problem};
use crate::model::{Dataset, Recommendation};

/// Notes every breach. What it finds is shown, not hidden: the record is kept.
pub(super) fn check(dataset: &Dataset, names: &Names, found: &mut Findings) {
    for id in dataset.ids::<Recommendation>() {
        let recommendation = &dataset[id];
        let history = format!("{}/statuses", names.pointer(id.into()));
        let begun = dataset[recommendation.session].date();
        let mut before = None;
        for (n, entry) in recommendation.statuses.iter().enumerate() {
            let mut note = |list: &str, at: Option<usize>, fault| {
                let mut pointer = format!("{}/{list}", found.place(&history, n));
                if let Some(at) = at {
                    pointer = found.place(&pointer, at);
                }
                found.problems.push(Problem {
                    pointer,
                    record: Some(recommendation.entry.id.clone()),
                    fault,
                    effect: Effect::Kept,
                });
            };
            if dataset.lacks_proof(id, entry) {
                let status = entry.status.key();
                note("status", None, Fault::ProofMissing { status });
            }
            for (m, &action) in entry.evidence.iter().enumerate() {
                if !dataset[action].answers.iter().any(|a| a.recommendation == id) {
                    let action = dataset[action].entry.id.clone();
                    note("evidence", Some(m), Fault::EvidenceNotLinked { action });
                }
            }
            if let Some(begun) = begun.filter(|begun| entry.date.end() < begun.start()) {
                let session = begun.to_string();
                note("date", None, Fault::BeforeSession { session });
            }
            if let Some(after) = before.filter(|&after| entry.date.end() < after) {
                note("date", None, Fault::OutOfOrder { after: after.to_string() });
            }
            before = Some(entry.date.end());
        }
    }
}

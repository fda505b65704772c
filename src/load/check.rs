//! Rules beyond shape, over the whole: what a status may claim, that history is in order, that
//! what should be told apart can be.

use super::names::Names;
use super::problem::{Effect, Fault, Findings, Problem};
use crate::model::{Action, Coverage, Dataset, Document, Id, Recommendation, Ref, Session};
use crate::order;

/// What is checked, and what is found.
struct Check<'a> {
    dataset: &'a Dataset,
    names: &'a Names,
    found: &'a mut Findings,
}

/// So many recommendations have their statuses checked at a time.
const AT_ONCE: usize = 4000;

/// Notes every breach of some of the rules, `part` after part; `false` where there are no more.
/// What it finds is shown, not hidden: the record is kept. `whole` tells that nothing was left
/// out, so that what is not there is not in the file.
pub(super) fn check(
    dataset: &Dataset,
    names: &Names,
    whole: bool,
    found: &mut Findings,
    part: usize,
) -> bool {
    let mut check = Check { dataset, names, found };
    match part.checked_sub(4) {
        None if part == 0 => check.documents(),
        None if part == 1 => check.sessions(),
        None if part == 2 => check.coverage(whole),
        None => check.actions(),
        Some(part) => {
            let mut some = dataset.ids::<Recommendation>().skip(part * AT_ONCE).take(AT_ONCE);
            let Some(first) = some.next() else { return false };
            check.statuses(first);
            some.for_each(|id| check.statuses(id));
        }
    }
    true
}

impl Check<'_> {
    /// Notes a breach at a field of a record.
    fn note(&mut self, item: impl Into<Ref>, field: &str, fault: Fault) {
        let item = item.into();
        self.note_at(item, format!("{}/{field}", self.names.pointer(item)), fault);
    }

    fn note_at(&mut self, item: Ref, pointer: String, fault: Fault) {
        let record = self.dataset.entry(item).map(|entry| entry.id.clone());
        self.found.problems.push(Problem { pointer, record, fault, effect: Effect::Kept });
    }

    /// No two documents have one symbol.
    fn documents(&mut self) {
        let dataset = self.dataset;
        let symbol = |id: Id<Document>| Some((dataset[id].symbol.as_deref()?, id));
        let mut symbols: Vec<_> = dataset.ids::<Document>().filter_map(symbol).collect();
        order::sort(&mut symbols);
        for pair in symbols.windows(2) {
            if let &[(before, first), (symbol, id)] = pair
                && before == symbol
            {
                let by = dataset[first].entry.id.clone();
                self.note(id, "symbol", Fault::Taken { by });
            }
        }
    }

    /// The sessions of a body have numbers of their own, in the order of their dates.
    fn sessions(&mut self) {
        let dataset = self.dataset;
        let key = |id: Id<Session>| (dataset[id].body, dataset[id].ordinal, id);
        let mut sessions: Vec<_> = dataset.ids::<Session>().map(key).collect();
        order::sort(&mut sessions);
        // The latest before, and when it was.
        let mut latest = None;
        for (n, &(body, ordinal, id)) in sessions.iter().enumerate() {
            let before = n.checked_sub(1).map(|n| sessions[n]).filter(|before| before.0 == body);
            match before {
                None => latest = None,
                Some((_, number, first)) if number == ordinal => {
                    let by = dataset[first].entry.id.clone();
                    self.note(id, "ordinal", Fault::Taken { by });
                    continue;
                }
                Some(_) => {}
            }
            let Some(date) = dataset[id].date() else { continue };
            match latest {
                Some((other, day)) if date.end() < day => {
                    let field = if dataset[id].held.is_some() { "held" } else { "planned" };
                    let other: &Session = &dataset[other];
                    let date = other.date().map(|date| date.to_string()).unwrap_or_default();
                    let other = other.entry.id.clone();
                    self.note(id, field, Fault::SessionOrder { other, date });
                }
                _ => latest = Some((id, date.start())),
            }
        }
    }

    /// What a session's coverage says is in the record, and no more than that.
    fn coverage(&mut self, whole: bool) {
        let dataset = self.dataset;
        let mut holds = vec![[0_usize; 3]; dataset.sessions.len()];
        for record in &dataset.recommendations {
            holds[record.session.index()][0] += 1;
        }
        for record in &dataset.resolutions {
            holds[record.session.index()][1] += 1;
        }
        for session in dataset.documents.iter().filter_map(|document| document.session) {
            holds[session.index()][2] += 1;
        }
        for id in dataset.ids::<Session>() {
            let holds = holds[id.index()];
            let nearest = match holds {
                [0, 0, 0] => Coverage::Dates,
                [0, 0, _] => Coverage::Documents,
                [0, _, _] => Coverage::SomeResolutions,
                _ => Coverage::SomeRecommendations,
            };
            let said = dataset[id].coverage;
            // From the fullest down. One who says that all is captured also says that some is;
            // where resolutions are, recommendations may be as well.
            let claims_less = said > nearest && said > Coverage::SomeResolutions;
            let needs = match said {
                Coverage::Recommendations | Coverage::SomeRecommendations => holds[0],
                Coverage::SomeResolutions => holds[1],
                Coverage::Documents => holds[2],
                Coverage::Dates => 1,
            };
            if claims_less || (whole && needs == 0) {
                let nearest = Coverage::ALL.iter().find(|(_, coverage)| *coverage == nearest);
                let nearest = nearest.map_or("", |(word, _)| word);
                self.note(id, "coverage", Fault::Coverage { holds, nearest });
            }
        }
    }

    /// A status of a recommendation has proof, and stands in its place in the history.
    fn statuses(&mut self, id: Id<Recommendation>) {
        let dataset = self.dataset;
        let recommendation = &dataset[id];
        let begun = dataset[recommendation.session].date();
        let mut before = None;
        for (n, entry) in recommendation.statuses.iter().enumerate() {
            if dataset.lacks_proof(id, entry) {
                let status = entry.status.key();
                self.note_status(id, n, "/status", Fault::ProofMissing { status });
            }
            for (m, &action) in entry.evidence.iter().enumerate() {
                if !dataset[action].answers.iter().any(|a| a.recommendation == id) {
                    let list = format!("{}/evidence", self.status(id, n));
                    let action = dataset[action].entry.id.clone();
                    let fault = Fault::EvidenceNotLinked { action };
                    self.note_at(id.into(), self.found.place(&list, m), fault);
                }
            }
            let mut date = |fault| self.note_status(id, n, "/date", fault);
            if let Some(begun) = begun.filter(|begun| entry.date.end() < begun.start()) {
                date(Fault::BeforeSession { session: begun.to_string() });
            }
            if let Some(after) = before.filter(|&after| entry.date.end() < after) {
                date(Fault::OutOfOrder { after: after.to_string() });
            }
            before = Some(entry.date.end());
        }
    }

    /// Where a status stands in the file.
    fn status(&self, id: Id<Recommendation>, n: usize) -> String {
        self.found.place(&format!("{}/statuses", self.names.pointer(id.into())), n)
    }

    fn note_status(&mut self, id: Id<Recommendation>, n: usize, field: &str, fault: Fault) {
        self.note_at(id.into(), self.status(id, n) + field, fault);
    }

    /// No action is later than the report that tells of it.
    fn actions(&mut self) {
        let dataset = self.dataset;
        for id in dataset.ids::<Action>() {
            let report = dataset[id].report.and_then(|report| dataset[report].date);
            let (Some(date), Some(report)) = (dataset[id].date, report) else { continue };
            if date.start() > report.end() {
                self.note(id, "date", Fault::AfterReport { report: report.to_string() });
            }
        }
    }
}

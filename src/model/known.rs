//! What was known on a day.

use std::cmp::Reverse;

use super::{Action, Answer, Dataset, Date, Day, Id, Kind, Recommendation, Ref, Session, Strength};

impl Session {
    /// When it was held, as known on a day: nothing, where it had not begun by then.
    pub fn held_by(&self, day: Day) -> Option<Date> {
        self.held.filter(|held| held.start() <= day)
    }

    /// Whether it was held, but had not begun by a day: what came of it was not known then.
    pub fn is_ahead(&self, day: Day) -> bool {
        self.held.is_some() && self.held_by(day).is_none()
    }
}

impl Dataset {
    /// The day since which a record is known; `None` where it always is.
    ///
    /// - Every name (a body, State, addressee, function or topic): always.
    /// - A session: since it began or, where a plan of it is known, since it was to begin or the
    ///   first document before it, if that was earlier.
    /// - A recommendation: since the session that made it ended. A resolution: since it was
    ///   adopted.
    /// - An action: since the report that tells of it, or else since it took place.
    /// - A document or submission: since its date or, where it has none, the end of the session
    ///   that it was for.
    /// - What nothing of this dates: always.
    ///
    /// Of a partial date the last day counts: by then it is certain. And what the dataset holds is
    /// known on the day up to which it is kept: it is never later than that.
    pub fn known_since(&self, item: Ref) -> Option<Day> {
        let index = item.index as usize;
        let day = match item.kind {
            Kind::Session => {
                let session = self.sessions.get(index)?;
                let begun = |date: Date| if date.is_exact() { date.start() } else { date.end() };
                // That it is planned is known by the papers for it, at the latest.
                let papers = session.planned.into_iter().flat_map(|_| {
                    let own = self
                        .documents
                        .iter()
                        .filter(|paper| paper.session.is_some_and(|id| id.index() == index));
                    own.filter_map(|paper| paper.date).map(Date::end)
                });
                let dates = [session.held, session.planned].into_iter().flatten().map(begun);
                dates.chain(papers).min()?
            }
            Kind::Action => {
                let action = self.actions.get(index)?;
                let report = action.report;
                let reported = report.and_then(|report| self[report].date).or(action.date);
                match (reported, report) {
                    (Some(date), _) => date.end(),
                    (None, Some(report)) => self.known_since(report.into())?,
                    (None, None) => return None,
                }
            }
            Kind::Document => {
                let document = self.documents.get(index)?;
                document.date.or_else(|| self[document.session?].date())?.end()
            }
            _ => self.date(item)?.end(),
        };
        Some(day.min(self.meta.as_of))
    }

    /// What was done last about a recommendation, as known on a day: the latest action of those
    /// that answer it most plainly, and how plainly that is.
    pub fn last_answer(
        &self,
        recommendation: Id<Recommendation>,
        day: Day,
    ) -> Option<(Id<Action>, Strength)> {
        let known = self.answers(recommendation).filter(|(id, _)| self.known((*id).into(), day));
        let of = |(id, answer): (Id<Action>, &Answer)| {
            let when = self.date(id.into()).map(Date::end);
            (Reverse(answer.strength), when, id)
        };
        known.map(of).max().map(|(strength, _, id)| (id, strength.0))
    }

    /// Whether a record was known on a day: see [`Dataset::known_since`].
    pub fn known(&self, item: Ref, day: Day) -> bool {
        self.known_since(item).is_none_or(|since| since <= day)
    }

    /// When a record was, as known on a day: [`Dataset::date`], but a session that had not begun
    /// by then when it was planned.
    pub fn date_on(&self, item: Ref, day: Day) -> Option<Date> {
        match self.typed::<Session>(item) {
            Some(id) if self[id].held_by(day).is_none() => self[id].planned.or(self[id].held),
            _ => self.date(item),
        }
    }
}

//! The timeline running down: what is shown, by date, a row each, and beside the rows a gutter
//! with a track for each lane. For narrow screens and for paper.
//!
//! A recommendations' track is a stream: stripes, one a status, as wide as there are
//! recommendations of it at that moment. It begins where they are adopted and changes where a
//! report changes their statuses; each such day has a row of its own.
//!
//! Rows are as high as their words need, so nothing here is placed from top to bottom: a row says
//! what is drawn above and below its mark.

use super::lanes::{Lane, LaneKind};
use super::listing::{Choice, Lit};
use super::marks::{Bundle, Mark, Shape, What};
use super::members::Members;
use super::place;
use crate::model::{Action, Dataset, Day, Kind, Recommendation, Ref, Session, Status, Submission};
use crate::order;

/// The gutter is at most so wide, px.
pub const GUTTER: f64 = 116.0;
/// How far below its upper edge a row's mark stands, px: the middle of its first line of text.
pub const MARK_Y: f64 = 18.0;
/// The widest that a track is, px.
const TRACK: f64 = 12.0;
/// A stream's share of the width, where a lane of marks has 1.
const STREAM: f64 = 1.4;
/// So many records of one lane and day are one row at the least zoom; of submissions, which are
/// no more than a State's name each, always.
const MANY: usize = 3;

/// A lane's track in the gutter.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// What the lane holds.
    pub kind: LaneKind,
    /// Its middle, px from the gutter's edge.
    pub x: f64,
    /// Its width, px.
    pub width: f64,
    /// What stands for the lane in a key; `None` for a stream.
    pub sign: Option<Mark>,
    /// How many of its recommendations are shown; 0 for other lanes.
    pub total: usize,
    /// How many of its records are shown but not told in rows, since it is folded.
    pub folded: usize,
}

/// For each track how many of its recommendations stand at each status, in the order of
/// [`Status::ALL`]; zero throughout for other kinds.
pub type Stripes = Vec<[usize; 7]>;

/// What a row tells of.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A record, or several of a lane, as the mark says.
    Records(Box<Mark>),
    /// Reports changed the statuses of these recommendations.
    Statuses(Vec<Ref>),
    /// The day as of which everything is shown.
    AsOf,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The first and the last day of what it tells of; `None` where nothing dates it.
    pub days: Option<(Day, Day)>,
    /// The position of its track; that of none, where it tells of no lane's records.
    pub track: usize,
    /// What it tells of.
    pub event: Event,
    /// The position in [`Chronicle::states`] of the stripes above its mark.
    pub before: usize,
    /// The same below it: as of its first day.
    pub after: usize,
    /// The track on which the lit trail comes from above.
    pub enters: Option<usize>,
    /// The track on which it goes on.
    pub leaves: Option<usize>,
}

impl Row {
    /// The year that it stands under.
    pub fn year(&self) -> Option<i32> {
        self.days.map(|(first, _)| first.civil().year)
    }

    /// Its record or records.
    pub fn items(&self) -> &[Ref] {
        match &self.event {
            Event::Records(mark) => mark.items(),
            Event::Statuses(items) => items,
            Event::AsOf => &[],
        }
    }
}

/// The timeline running down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chronicle {
    /// The gutter's tracks, from its outer edge inward; the same whatever is shown.
    pub tracks: Vec<Track>,
    /// The gutter's width, px.
    pub width: f64,
    /// The rows, earliest first; those without a date at the end.
    pub rows: Vec<Row>,
    /// The stripes that rows refer to; neighbours differ.
    pub states: Vec<Stripes>,
    /// How many records lie before the window, and the day of the nearest.
    pub earlier: Option<(usize, Day)>,
    /// How many lie after it, and the day of the nearest.
    pub later: Option<(usize, Day)>,
}

/// One thing to be told.
#[derive(Clone, Copy)]
struct One {
    /// Its lane, or the number of lanes, where statuses are reported.
    track: usize,
    first: Day,
    last: Day,
    item: Ref,
}

/// Something that changes a stream.
struct Change {
    day: Day,
    track: usize,
    from: Option<Status>,
    to: Status,
}

/// The chronicle of what is shown: within a window (its first and last day), or of all. Where it
/// would have more than `most` rows, lanes are counted by day, month, quarter, year …, the fullest
/// lane first; a row that then stands for several holds each of them.
pub fn chronicle(
    dataset: &Dataset,
    lanes: &[Lane],
    choice: &Choice<'_>,
    window: Option<(Day, Day)>,
    most: usize,
) -> Chronicle {
    let mut made = Chronicle::default();
    made.tracks = tracks(lanes, &mut made.width);
    let lit = choice.lit();
    let (first, last) = window.unwrap_or((Day(i32::MIN), Day(i32::MAX)));
    let inside = |a: Day, b: Day| a <= last && b >= first;
    let statuses = lanes.len();
    let mut told: Vec<One> = Vec::new();
    let mut undated: Vec<(usize, Vec<Ref>)> = Vec::new();
    let mut changes: Vec<Change> = Vec::new();
    // The lit records beyond the window that are nearest to it: there the trail goes on.
    let (mut above, mut below): (Option<(Day, usize)>, bool) = (None, false);
    for (track, lane) in lanes.iter().enumerate() {
        let mut dateless = Vec::new();
        let folded = (choice.folded)(&lane.key);
        for &item in lane.items.iter().filter(|&&item| (choice.shown)(item)) {
            let days = days(dataset, item, choice.as_of);
            if folded && let Some(track) = made.tracks.get_mut(track) {
                track.folded += 1;
            }
            let Some(days) = days else {
                if !folded {
                    dateless.push(item);
                }
                continue;
            };
            if folded {
                // Its stream alone tells of it.
            } else if inside(days.0, days.1) {
                told.push(One { track, first: days.0, last: days.1, item });
            } else if days.1 < first {
                let (n, nearest) = made.earlier.unwrap_or((0, days.1));
                made.earlier = Some((n + 1, nearest.max(days.1)));
                if lit.has(item) && above.is_none_or(|(day, _)| day <= days.0) {
                    above = Some((days.0, track));
                }
            } else {
                let (n, nearest) = made.later.unwrap_or((0, days.0));
                made.later = Some((n + 1, nearest.min(days.0)));
                below |= lit.has(item);
            }
            if let Some(id) = dataset.typed::<Recommendation>(item) {
                let of = &dataset[id];
                if let Some(track) = made.tracks.get_mut(track) {
                    track.total += 1;
                }
                let mut status = Status::NotAssessed;
                changes.push(Change { day: days.0, track, from: None, to: status });
                for entry in of.statuses.iter().filter(|entry| entry.date.end() <= choice.as_of) {
                    let day = entry.date.end().max(days.0);
                    changes.push(Change { day, track, from: Some(status), to: entry.status });
                    if entry.status != status && inside(day, day) && !folded {
                        told.push(One { track: statuses, first: day, last: day, item });
                    }
                    status = entry.status;
                }
            }
        }
        if !dateless.is_empty() {
            undated.push((track, dateless));
        }
    }
    order::sort_by_key(&mut told, |one| (one.track, one.first, one.last, one.item.index));
    order::sort_by_key(&mut changes, |change| change.day);

    let mut groups: Vec<(usize, Day, Day, Vec<Ref>)> =
        gather(told, statuses, most.saturating_sub(undated.len() + 1));
    order::sort_by_key(&mut groups, |group| (group.1, group.0, group.2));
    for (track, first, last, items) in groups {
        let event = match track < statuses {
            true => Event::Records(mark(dataset, choice, &lit, items, (first, last))),
            false => Event::Statuses(items),
        };
        made.rows.push(row(Some((first, last)), track, event));
    }
    let as_of = choice.as_of;
    if inside(as_of, as_of) {
        let before = |row: &Row| row.days.is_some_and(|(first, _)| first <= as_of);
        let at = made.rows.partition_point(before);
        made.rows.insert(at, row(Some((as_of, as_of)), statuses, Event::AsOf));
    }
    // A row each, where there is room.
    let room = most.saturating_sub(made.rows.len());
    let parted = undated.iter().map(|(_, items)| items.len()).sum::<usize>() <= room;
    let undated = undated.iter().flat_map(|(track, items)| {
        let each = if parted { 1 } else { items.len() };
        items.chunks(each).map(|items| (*track, items.to_vec()))
    });
    for (track, items) in undated {
        let mark = mark(dataset, choice, &lit, items, (as_of, as_of));
        made.rows.push(row(None, track, Event::Records(mark)));
    }
    sweep(&mut made, &changes);
    lead(&mut made.rows, above.map(|(_, track)| track), below);
    made
}

fn row(days: Option<(Day, Day)>, track: usize, event: Event) -> Row {
    Row { days, track, event, before: 0, after: 0, enters: None, leaves: None }
}

/// A track for each lane, whatever it shows, so that tracks stay where they are under filters.
fn tracks(lanes: &[Lane], width: &mut f64) -> Vec<Track> {
    let sign = |lane: &Lane| {
        let (shape, half) = match lane.items.first()?.kind {
            Kind::Session => (Shape::Session { held: true }, 4.0),
            Kind::Resolution => (Shape::Resolution, 7.0),
            Kind::Recommendation => return None,
            Kind::Action => (Shape::Action { dated: true }, 4.0),
            Kind::Submission => (Shape::Submission { dated: true }, 3.0),
            _ => (Shape::Document, 5.0),
        };
        let mut mark = Mark::new(What::Bundle(no_bundle()), shape, -half, half, 0.0, 2.0 * half);
        mark.anchor = 0.0;
        Some(mark)
    };
    let share = |lane: &Lane| if sign(lane).is_some() { 1.0 } else { STREAM };
    let shares: f64 = lanes.iter().map(share).sum();
    let unit = TRACK.min(GUTTER / shares.max(1.0));
    let mut tracks = Vec::with_capacity(lanes.len());
    for lane in lanes {
        let wide = share(lane) * unit;
        let (kind, x) = (lane.kind, *width + wide / 2.0);
        tracks.push(Track { kind, x, width: wide, sign: sign(lane), total: 0, folded: 0 });
        *width += wide;
    }
    tracks
}

/// The first and the last day of a record, as known on the as-of day: of a recommendation the one
/// on which it was adopted.
fn days(dataset: &Dataset, item: Ref, as_of: Day) -> Option<(Day, Day)> {
    match dataset.typed::<Recommendation>(item) {
        Some(id) => place::adopted(dataset, &dataset[id]).map(|day| (day, day)),
        None => dataset.date_on(item, as_of).map(|date| (date.start(), date.end())),
    }
}

fn no_bundle() -> Bundle {
    Bundle { items: Members::default(), statuses: [0; 7], days: (Day(0), Day(0)) }
}

/// How coarsely a lane is counted: 0 not at all, then by day, month, quarter, year, decade, and
/// all in one.
const COARSEST: u8 = 6;

/// What those of one row have in common at a level; of a day, also its other end.
fn period(level: u8, one: &One) -> (i32, i32) {
    let civil = one.first.civil();
    let month = 12 * civil.year + i32::from(civil.month) - 1;
    match level {
        0 | 1 => (one.first.0, one.last.0),
        2 => (month, 0),
        3 => (month.div_euclid(3), 0),
        4 => (civil.year, 0),
        5 => (civil.year.div_euclid(10), 0),
        _ => (0, 0),
    }
}

/// How many of a lane's first things make its first row.
fn run(of: &[One], level: u8, statuses: usize) -> usize {
    let Some(first) = of.first() else { return 0 };
    let same = of.iter().take_while(|one| period(level, one) == period(level, first)).count();
    let least = match (level, first.track == statuses, first.item.kind) {
        (2.., ..) | (_, true, _) => 1,
        (1, ..) | (_, _, Kind::Submission) => MANY,
        _ => usize::MAX,
    };
    if same >= least { same } else { 1 }
}

/// Puts what is told into at most `most` rows, if there is any way: lane, days, records. `told` is
/// sorted by lane and day.
fn gather(told: Vec<One>, statuses: usize, most: usize) -> Vec<(usize, Day, Day, Vec<Ref>)> {
    let runs = |of: &[One], level: u8| {
        let (mut of, mut lens) = (of, Vec::new());
        while !of.is_empty() {
            let n = run(of, level, statuses).max(1);
            lens.push(n);
            of = of.get(n..).unwrap_or_default();
        }
        lens
    };
    let mut lanes: Vec<(&[One], u8, Vec<usize>)> =
        told.chunk_by(|a, b| a.track == b.track).map(|of| (of, 0, runs(of, 0))).collect();
    while lanes.iter().map(|lane| lane.2.len()).sum::<usize>() > most {
        let coarser = lanes.iter_mut().filter(|lane| lane.1 < COARSEST && lane.2.len() > 1);
        let Some(fullest) = coarser.max_by_key(|lane| lane.2.len()) else { break };
        fullest.1 += 1;
        fullest.2 = runs(fullest.0, fullest.1);
    }
    let mut groups = Vec::new();
    for (mut of, _, lens) in lanes {
        for n in lens {
            let (these, rest) = of.split_at(n.min(of.len()));
            of = rest;
            let Some(first) = these.first() else { continue };
            let last = these.iter().map(|one| one.last).max().unwrap_or(first.last);
            let mut items: Vec<Ref> = these.iter().map(|one| one.item).collect();
            if first.track == statuses {
                // Counted together, one may have changed more than once.
                items = order::distinct(items);
            }
            groups.push((first.track, first.first, last, items));
        }
    }
    groups
}

/// The mark of a row, about 0 in the middle.
fn mark(
    dataset: &Dataset,
    choice: &Choice<'_>,
    lit: &Lit,
    items: Vec<Ref>,
    days: (Day, Day),
) -> Box<Mark> {
    let is_lit = |item: &Ref| lit.has(*item);
    let (any_lit, selected) =
        (items.iter().any(is_lit), items.iter().any(|&item| Some(item) == choice.selected));
    let dimmed = items.iter().all(|item| choice.dimmed(*item, is_lit(item)));
    let (what, shape, half) = match items.as_slice() {
        [item] => {
            let (shape, half) = shape(dataset, *item, choice.as_of);
            (What::Item(*item), shape, half)
        }
        _ => (
            What::Bundle(Bundle { items: items.into(), statuses: [0; 7], days }),
            Shape::Bundle,
            5.0,
        ),
    };
    let mut mark = Mark::new(what, shape, -half, half, MARK_Y, 2.0 * half);
    mark.anchor = 0.0;
    (mark.lit, mark.selected, mark.dimmed) = (any_lit, selected, dimmed);
    Box::new(mark)
}

/// The shape of a record's mark, and half of its width, px.
fn shape(dataset: &Dataset, item: Ref, as_of: Day) -> (Shape, f64) {
    match item.kind {
        Kind::Session => {
            let held = dataset.typed::<Session>(item).map(|id| dataset[id].held_by(as_of));
            (Shape::Session { held: held.flatten().is_some() }, 4.0)
        }
        Kind::Resolution => (Shape::Resolution, 7.0),
        Kind::Action => {
            let id = dataset.typed::<Action>(item);
            (Shape::Action { dated: id.is_some_and(|id| dataset[id].date.is_some()) }, 4.0)
        }
        Kind::Submission => {
            let id = dataset.typed::<Submission>(item);
            (Shape::Submission { dated: id.is_some_and(|id| dataset[id].date.is_some()) }, 3.0)
        }
        Kind::Document => (Shape::Document, 5.0),
        _ => (Shape::Lifeline, 2.5),
    }
}

/// Says of each row which stripes stand above and below its mark.
fn sweep(made: &mut Chronicle, changes: &[Change]) {
    let mut now: Stripes = vec![[0; 7]; made.tracks.len()];
    let mut changes = changes;
    let mut until = |now: &mut Stripes, day: Day| {
        while let [change, rest @ ..] = changes
            && change.day <= day
        {
            changes = rest;
            let Some(counts) = now.get_mut(change.track) else { continue };
            for (n, status) in counts.iter_mut().zip(Status::ALL) {
                if change.from == Some(status) {
                    *n = n.saturating_sub(1);
                }
                if change.to == status {
                    *n += 1;
                }
            }
        }
    };
    if let Some((first, _)) = made.rows.first().and_then(|row| row.days) {
        until(&mut now, Day(first.0.saturating_sub(1)));
    }
    made.states.push(now.clone());
    for row in &mut made.rows {
        row.before = made.states.len() - 1;
        if let Some((day, _)) = row.days {
            until(&mut now, day);
        }
        if made.states.last() != Some(&now) {
            made.states.push(now.clone());
        }
        row.after = made.states.len() - 1;
    }
}

/// Leads the trail from one lit row to the next; from above where it comes from before the window,
/// on where it goes on after it.
fn lead(rows: &mut [Row], above: Option<usize>, below: bool) {
    let lit = |row: &Row| match &row.event {
        Event::Records(mark) => mark.lit && row.days.is_some(),
        Event::Statuses(_) | Event::AsOf => false,
    };
    let last = rows.iter().rposition(lit);
    let mut at = above;
    for (n, row) in rows.iter_mut().enumerate() {
        row.enters = at.filter(|_| below || last.is_some_and(|last| n <= last));
        if lit(row) {
            at = Some(row.track);
        }
        row.leaves = at.filter(|_| below || last.is_some_and(|last| n < last));
    }
}

//! Two sessions, or the record as known on two days, side by side.

use leptos::prelude::event_target_value;

use super::as_of;
use super::dom::{Element, Node, element, live, live_text};
use super::glyph::glyph;
use super::link;
use super::recommendations::opened;
use super::signal::{Memo, RwSignal};
use super::store::Store;
use crate::address::{Address, View};
use crate::browser::{self, Entry};
use crate::compare::{self, Line, Pair, Side, Verdict};
use crate::model::{Coverage, Day, Id, Occurrence, Point, Recommendation, Ref, Session};
use crate::wording;
use crate::words::{self, Key};

/// So many recommendations are listed at first, and so many more at a time.
const STEP: usize = 60;

pub(super) fn view(store: Store) -> Node {
    let words = store.words;
    let title = move || heading(store);
    let content = move || match store.pair.get() {
        Some(pair) => live(move || comparison(store, pair)),
        None => element("p").class("empty").child(words.get(Key::compare_choose)).into(),
    };
    element("div")
        .class("compare")
        .child(element("h2").child(live_text(title)))
        .child(chooser(store))
        .child(live(content))
        .into()
}

/// What is compared, in words.
pub(super) fn heading(store: Store) -> String {
    let words = store.words;
    let Some(pair) = store.pair.get() else {
        return words.get(Key::compare_title).to_owned();
    };
    let (left, right) = pair.sides();
    let names = [("left", &*name(store, left)), ("right", &*name(store, right))];
    match pair {
        Pair::Sessions(..) => words.with(Key::compare_sessions, &names),
        Pair::Days(..) => words.with(Key::compare_days, &names),
    }
}

/// What a side is called: a session's title, a day no later than the one shown.
fn name(store: Store, side: Side) -> String {
    match side {
        Side::Session(id) => words::name(store.words, store.dataset(), id.into()),
        Side::Day(day) => words::day(store.words, day.min(store.as_of())),
    }
}

/// What is shown, in the order in which this view shows it.
pub(super) fn in_order(store: Store) -> Vec<Id<Recommendation>> {
    let lines = store.pair.get().map(|pair| lines(store, pair)).unwrap_or_default();
    lines.into_iter().map(|line| line.recommendation).collect()
}

fn lines(store: Store, pair: Pair) -> Vec<Line<'static>> {
    store.outcome.with(|outcome| {
        let shown = |id: Id<Recommendation>| outcome.recommendations.has(id.index());
        compare::compare(store.dataset(), pair, store.as_of(), &shown)
    })
}

/// A link that compares a session with the one of its body before it, where either made a
/// recommendation.
pub(super) fn with_before(store: Store, session: Id<Session>) -> Option<Element> {
    let (words, dataset) = (store.words, store.dataset());
    let before = compare::before(dataset, session, store.as_of())?;
    let made = |of: &Recommendation| of.session == session || of.session == before;
    dataset.recommendations.iter().find(|of| made(of))?;
    let pair = Pair::of(dataset, Side::Session(before), Side::Session(session))?;
    let text = words.with(Key::compare_with, &[("session", &dataset[before].title)]);
    Some(element("p").child(link_to(store, pair, text)))
}

/// A link that compares what is known on the day shown with the latest.
pub(super) fn with_latest(store: Store) -> Option<Node> {
    let dataset = store.dataset();
    let (then, latest) = (Side::Day(store.as_of()), Side::Day(dataset.meta.as_of));
    let pair = Pair::of(dataset, then, latest)?;
    let go = move |address: &mut Address| {
        address.set_as_of(dataset, dataset.meta.as_of);
        address.compare(dataset, pair);
    };
    Some(link::to(store, "plain", go, store.words.get(Key::compare_latest)))
}

/// Goes to this view, with two sessions worth a look.
pub(super) fn go(store: Store, address: &mut Address) {
    match store.sessions.get() {
        Some(pair) => address.compare(store.dataset(), pair),
        None => address.go(View::Compare),
    }
}

/// A link that compares two sides.
fn link_to(store: Store, pair: Pair, text: impl Into<Node>) -> Node {
    let go = move |address: &mut Address| address.compare(store.dataset(), pair);
    link::to(store, "plain", go, text)
}

// ——— Choosing

/// The choice of what is compared: two sessions or two days, and which.
fn chooser(store: Store) -> Element {
    let words = store.words;
    let days = Memo::new(move || matches!(store.pair.get(), Some(Pair::Days(..))));
    let option = move |of_days: bool, key: Key| {
        let choose = move |_: &_| {
            let (dataset, as_of) = (store.dataset(), store.as_of_untracked());
            let proposed = match of_days {
                true => compare::days(dataset, as_of),
                false => compare::sessions(dataset, as_of),
            };
            if let Some(pair) = proposed {
                store.go(Entry::Push, |address| address.compare(dataset, pair));
            }
        };
        let input = element("input")
            .attr("type", "radio")
            .attr("name", "compared")
            .live_checked(move || store.pair.get().is_some() && days.get() == of_days)
            .on("change", choose);
        element("label").child((input, element("span").child(words.get(key))))
    };
    let sorts = element("fieldset").class("show-as").child((
        element("legend").class("visually-hidden").child(words.get(Key::compare_what)),
        option(false, Key::compare_two_sessions),
        option(true, Key::compare_two_days),
    ));
    let sides = move || match days.get() {
        true => Node::from((day(store, false), day(store, true))),
        false => Node::from((session(store, false), session(store, true))),
    };
    element("div").class("toolbar").child((sorts, live(sides)))
}

fn label(second: bool) -> Key {
    if second { Key::compare_second } else { Key::compare_first }
}

/// The choice of one session of the two.
fn session(store: Store, second: bool) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let now = move || {
        let sides = store.pair.get().map(Pair::sides);
        let side = sides.map(|(left, right)| if second { right } else { left });
        side.map(|side| side.slug(dataset)).unwrap_or_default()
    };
    let mut known: Vec<Id<Session>> =
        dataset.ids::<Session>().filter(|&id| store.known(id.into())).collect();
    crate::order::sort_by_key(&mut known, |&id| {
        (dataset[id].body, dataset.date_on(id.into(), store.as_of()).map(|date| date.start()))
    });
    let none = element("option").attr("value", "").child("–");
    let options: Node = known
        .into_iter()
        .map(|id| {
            let of = &dataset[id];
            element("option").attr("value", &of.entry.id).child(of.title.as_str())
        })
        .collect();
    let choose = move |slug: String| {
        let chosen = dataset.find(&slug).and_then(|item| dataset.typed(item)).map(Side::Session);
        put(store, second, chosen);
    };
    let select = element("select").child((none, options)).live_value(now);
    let select = select.on("change", move |event| choose(event_target_value(event)));
    element("label").class("select").child((words.get(label(second)), " ", select))
}

/// The choice of one day of the two.
fn day(store: Store, second: bool) -> Element {
    let dataset = store.dataset();
    let now = move || {
        let sides = store.pair.get().map(Pair::sides);
        let side = sides.map(|(left, right)| if second { right } else { left });
        side.map(|side| side.slug(dataset)).unwrap_or_default()
    };
    let (first, latest) = (store.record.extent.days.0, dataset.meta.as_of);
    let choose = move |text: String| {
        let day = Point::parse(&text).map(Point::first);
        if let Some(day) = day.filter(|day| (first..=latest).contains(day)) {
            put(store, second, Some(Side::Day(day)));
        }
    };
    let input = element("input")
        .attr("type", "date")
        .attr("required", "")
        .attr("min", &first.to_string())
        .attr("max", &latest.to_string())
        .live_value(now)
        .on("change", move |event| choose(event_target_value(event)));
    element("label").class("select").child((store.words.get(label(second)), " ", input))
}

/// Puts a side in the place of one of the two; the other stays.
fn put(store: Store, second: bool, side: Option<Side>) {
    let dataset = store.dataset();
    let slug = side.map(|side| side.slug(dataset)).filter(|slug| !slug.is_empty());
    store.go(Entry::Push, |address| {
        if second {
            address.right = slug
        } else {
            address.left = slug
        }
        // The earlier first, so that the same is always the same address.
        if let Some(pair) = address.resolve(dataset).pair {
            address.compare(dataset, pair);
        }
    });
}

// ——— What is found

fn comparison(store: Store, pair: Pair) -> Node {
    let words = store.words;
    let all = lines(store, pair);
    let most = RwSignal::new(STEP);
    let n = |verdict| all.iter().filter(|line| line.verdict == verdict).count();
    let counts = Verdict::ALL.into_iter().map(|verdict| (verdict, n(verdict)));
    let counts: Vec<(Verdict, usize)> = counts.filter(|(_, n)| *n > 0).collect();
    if counts.is_empty() {
        let none = as_of::counted(store, words.get(Key::compare_none).to_owned());
        return Node::from((held(store, pair), element("p").class("empty").child(none)));
    }
    let summary: Node = counts
        .iter()
        .map(|&(verdict, n)| {
            let word = words::lower(words.get(verdict_word(verdict)));
            element("li").child((element("strong").child(words.number(n)), format!(" {word}")))
        })
        .collect();
    let summary = element("ul")
        .class("verdicts")
        .attr("aria-label", words.get(Key::compare_summary))
        .child(summary);
    let sections = live(move || {
        let (now, later) = all.split_at(most.get().min(all.len()));
        let sections = counts.iter().map(|&(verdict, n)| {
            let own: Vec<Element> = now
                .iter()
                .filter(|line| line.verdict == verdict)
                .map(|line| row(store, pair, line))
                .collect();
            (!own.is_empty()).then(|| section(store, pair, (verdict, n), own))
        });
        let sections: Node = sections.collect();
        let rest = later.first().map(|next| more(store, most, next.recommendation, later.len()));
        Node::from((sections, rest))
    });
    Node::from((held(store, pair), summary, sections))
}

/// The button that lists more; the first of them then has the focus.
fn more(store: Store, most: RwSignal<usize>, next: Id<Recommendation>, rest: usize) -> Element {
    let id: &'static str = &store.dataset()[next].entry.id;
    let show = move || {
        most.update(|most| *most += STEP);
        browser::next_frame(move || browser::focus_where(&format!("{AT} [data-opens=\"{id}\"]")));
    };
    let button = element("button").on_click(show);
    element("p").child(button.child(store.words.count(Key::show_more, rest.min(STEP), &[])))
}

/// A selector of this view.
const AT: &str = ".compare";

/// How much of two sessions the record holds: an absence is not a session's silence.
fn held(store: Store, pair: Pair) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let Pair::Sessions(a, b) = pair else { return Node::Nothing };
    let of = |id: Id<Session>| {
        let coverage = dataset[id].coverage;
        let said =
            (element("b").child(words.coverage(coverage)), ". ", words.coverage_meaning(coverage));
        Node::from((element("dt").child(link::named(store, id.into())), element("dd").child(said)))
    };
    element("dl").class("facts held").child((of(a), of(b))).into()
}

fn verdict_word(verdict: Verdict) -> Key {
    match verdict {
        Verdict::New => Key::verdict_new,
        Verdict::Changed => Key::verdict_changed,
        Verdict::Restated => Key::verdict_restated,
        Verdict::Dropped => Key::verdict_dropped,
        Verdict::Silent => Key::verdict_silent,
    }
}

/// What a verdict means, exactly.
fn meaning(pair: Pair, verdict: Verdict) -> Key {
    match (pair, verdict) {
        (Pair::Sessions(..), Verdict::New) => Key::sessions_new,
        (Pair::Sessions(..), Verdict::Changed) => Key::sessions_changed,
        (Pair::Sessions(..), Verdict::Restated) => Key::sessions_restated,
        (Pair::Sessions(..), Verdict::Dropped) => Key::sessions_dropped,
        (Pair::Sessions(..), Verdict::Silent) => Key::sessions_silent,
        (Pair::Days(..), Verdict::New) => Key::days_new,
        (Pair::Days(..), Verdict::Changed) => Key::days_changed,
        (Pair::Days(..), Verdict::Restated) => Key::days_restated,
        (Pair::Days(..), Verdict::Dropped) => Key::days_dropped,
        (Pair::Days(..), Verdict::Silent) => Key::days_silent,
    }
}

fn section(
    store: Store,
    pair: Pair,
    (verdict, n): (Verdict, usize),
    rows: Vec<Element>,
) -> Element {
    let words = store.words;
    let title = format!("{} ({n})", words.get(verdict_word(verdict)));
    let (left, right) = pair.sides();
    let names = [("left", &*name(store, left)), ("right", &*name(store, right))];
    element("section").child((
        element("h3").child(title),
        element("p").class("soft").child(words.with(meaning(pair, verdict), &names)),
        element("ul").child(rows),
    ))
}

/// A recommendation, with what there is of it on either side.
fn row(store: Store, pair: Pair, line: &Line<'static>) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let id = line.recommendation;
    let name_of = element("bdi").child(link::marked(store, &dataset[id].title));
    let title = link::record_at(store, id.into(), format!("{AT} "), name_of);
    let (left, right) = pair.sides();
    let (first, second) = match pair {
        Pair::Days(a, b) => (known_on(store, id, a), known_on(store, id, b)),
        Pair::Sessions(a, b) => {
            let (before, after) = line.stands;
            let second = match (before, after) {
                (Some(before), Some(after)) => Some(compared(store, before, after)),
                _ => after.map(|of| wording(store, of)),
            };
            (
                before.map(|of| wording(store, of)).unwrap_or_else(|| absent(store, id, a)),
                second.unwrap_or_else(|| absent(store, id, b)),
            )
        }
    };
    let side = |of: Side, content: Node| {
        element("div")
            .class("side")
            .child((element("p").class("soft").child(name(store, of)), content))
    };
    let named: Vec<Node> = line.named.iter().map(|&item: &Ref| link::named(store, item)).collect();
    let named = (!named.is_empty()).then(|| {
        let links: Node = named.into_iter().map(|link| element("li").child(link)).collect();
        element("div").class("named").child((
            element("p").class("soft").child(words.get(Key::named_between)),
            element("ul").child(links),
        ))
    });
    element("li").child((
        element("h4").child(title),
        element("div").class("sides").child((side(left, first), side(right, second))),
        named,
    ))
}

/// The status of a recommendation on a day.
fn known_on(store: Store, id: Id<Recommendation>, day: Day) -> Node {
    let dataset = store.dataset();
    let day = day.min(store.as_of());
    if !dataset.known(id.into(), day) {
        let said = store.words.get(Key::compare_not_known);
        return element("p").class("soft").child(said).into();
    }
    let status = dataset.status(&dataset[id], day);
    let class = format!("status-line status-{}", status.slug());
    let word = element("b").child(store.words.status(status));
    let reason = dataset
        .status_entry(&dataset[id], day)
        .map(|entry| element("p").attr("dir", "auto").child(entry.reason.as_str()));
    Node::from((element("p").class(&class).child((glyph(status), " ", word)), reason))
}

/// The words of an occurrence and where they stand.
fn wording(store: Store, of: &'static Occurrence) -> Node {
    let place = link::cited(store, of.document, of.paragraph.as_deref());
    Node::from((link::quote(store, &of.quote), element("p").class("cite").child(place)))
}

/// The same, with what is other than in another.
fn compared(store: Store, before: &'static Occurrence, of: &'static Occurrence) -> Node {
    let pieces = wording::compare(&before.quote, &of.quote);
    let place = link::cited(store, of.document, of.paragraph.as_deref());
    let place = element("p").class("cite").child(place);
    Node::from((opened::compared(store, &pieces), place))
}

/// Why a session has no words of it: never more than the record says.
fn absent(store: Store, id: Id<Recommendation>, session: Id<Session>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let of = &dataset[id];
    if of.session == session {
        // Made there, in words that are not known on this day.
        return match of.occurrences.first() {
            Some(at) if store.known(at.document.into()) => wording(store, at),
            _ => words.get(Key::compare_made_here).into(),
        };
    }
    let said = words.get(match dataset[session].coverage {
        Coverage::Recommendations => Key::compare_not_among,
        _ => Key::compare_unsaid,
    });
    element("p").class("soft").child(said).into()
}

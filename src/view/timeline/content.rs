//! What the forms of the timeline have in common: which is shown, and of what.

use super::fold;
use crate::address::Show;
use crate::browser::{self, Entry};
use crate::drawing;
use crate::model::{Kind, Ref, Status};
use crate::timeline::lanes::has_lane;
use crate::timeline::{Choice, LaneKind, Listed, Listing, first_of, listing};
use crate::view::dom::{Element, Node, element};
use crate::view::glyph::glyph;
use crate::view::link;
use crate::view::signal::{Memo, RwSignal};
use crate::view::store::Store;
use crate::words::{self, Key};

/// How the timeline is shown.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Form {
    Drawing,
    /// The drawing where it is too narrow to run along.
    Down,
    List,
    Table,
}

/// How many more rows of a lane are listed than at first, by the lane's key.
pub(in crate::view) type More = RwSignal<Vec<(String, usize)>>;

/// How many more at a time.
const STEP: usize = 100;

pub(super) fn form(store: Store) -> Memo<Form> {
    Memo::new(move || match store.address.with(|address| address.show) {
        Some(Show::List) => Form::List,
        Some(Show::Table) => Form::Table,
        None if store.narrow.get() => Form::Down,
        Some(Show::Drawing) | None => Form::Drawing,
    })
}

/// The choice of a form.
pub(super) fn toggle(store: Store, form: Memo<Form>) -> Element {
    let words = store.words;
    let option = |show: Show, key: Key| {
        let checked = move || match form.get() {
            Form::Drawing | Form::Down => show == Show::Drawing,
            Form::List => show == Show::List,
            Form::Table => show == Show::Table,
        };
        // The drawing is what the address leaves out.
        let asked = (show != Show::Drawing).then_some(show);
        let input = element("input")
            .attr("type", "radio")
            .attr("name", "show")
            .live_checked(checked)
            .on("change", move |_| store.go(Entry::Push, |address| address.set_show(asked)));
        element("label").child((input, element("span").child(words.get(key))))
    };
    element("fieldset").class("show-as").child((
        element("legend").class("visually-hidden").child(words.get(Key::show_as)),
        option(Show::Drawing, Key::show_drawing),
        option(Show::List, Key::show_list),
        option(Show::Table, Key::show_table),
    ))
}

/// Hands over what is shown and chosen.
#[inline(never)]
pub(super) fn chosen(store: Store, with: &mut dyn FnMut(&Choice<'_>)) {
    let outcome = store.pictured.get();
    let trail = store.trail.get().proven();
    let item = store.item.get().filter(|&item| store.known(item));
    // What has no mark of its own is seen in the records that name it.
    let marked = item.filter(|item| has_lane(item.kind));
    let folded = store.folded.get();
    let named = store.named.get();
    with(&Choice {
        as_of: store.as_of(),
        shown: &|item: Ref| outcome.shown(item.kind).has(item.index as usize),
        matched: &|item: Ref| named.is_empty() || named.binary_search(&item).is_ok(),
        selected: marked,
        trail: marked.is_some().then_some(&trail),
        folded: &|key: &str| folded.has(key),
    });
}

/// The records of a kind that are shown, in the order of the lanes, each once.
pub(in crate::view) fn in_order(store: Store, kind: Kind) -> Vec<Ref> {
    let mut listings = Vec::new();
    let lanes = store.lanes.get();
    chosen(store, &mut |choice| listings = listing(store.dataset(), &lanes, choice));
    let rows = listings.iter().flat_map(|listing| &listing.rows).map(|row| row.item);
    let mut seen = vec![false; store.dataset().len(kind)];
    let first = |item: &Ref| {
        let seen = seen.get_mut(item.index as usize);
        seen.is_some_and(|seen| !std::mem::replace(seen, true))
    };
    rows.filter(|item| item.kind == kind).filter(first).collect()
}

/// A lane as it is listed.
pub(super) struct Part<'a> {
    pub(super) kind: LaneKind,
    /// The button that folds it.
    pub(super) fold: Element,
    /// The rows that are listed now: none of a folded lane.
    pub(super) rows: &'a [Listed],
    /// How many there are.
    pub(super) total: usize,
    /// The button for more, where there are more.
    pub(super) rest: Option<Element>,
}

/// The lanes, each as `draw` says, below a sentence that says what is listed; about `most` rows
/// of all lanes together at first.
pub(super) fn lanes(
    store: Store,
    more: More,
    most: usize,
    draw: &dyn Fn(&Part<'_>) -> Node,
) -> (String, Node) {
    let (words, lanes) = (store.words, store.lanes.get());
    let mut listings = Vec::new();
    chosen(store, &mut |choice| listings = listing(store.dataset(), &lanes, choice));
    let fold = store.folded.get();
    let folded = |listing: &Listing| lanes.get(listing.lane).is_some_and(|of| fold.has(&of.key));
    let unfolded = listings.iter().filter(|listing| !folded(listing));
    let lens: Vec<usize> = unfolded.map(|listing| listing.rows.len()).collect();
    let first = first_of(&lens, most);
    let asked = more.get();
    let mut counts: Vec<(Kind, usize)> = Vec::new();
    for row in listings.iter().flat_map(|listing| &listing.rows) {
        match counts.iter_mut().find(|(kind, _)| *kind == row.item.kind) {
            Some((_, n)) => *n += 1,
            None => counts.push((row.item.kind, 1)),
        }
    }
    let counts: Vec<String> =
        counts.into_iter().map(|(kind, n)| words.kind_count(kind, n)).collect();
    let note = words.with(Key::listing_note, &[("counts", &counts.join(", "))]);
    let part = |listing: &Listing| {
        let lane = lanes.get(listing.lane)?;
        let extra = asked.iter().filter(|(key, _)| *key == lane.key).map(|(_, n)| n);
        let total = listing.rows.len();
        let folded = folded(listing);
        let listed = if folded { &[] } else { listing.rows.as_slice() };
        let (now, later) = listed.split_at((first + extra.sum::<usize>()).min(listed.len()));
        let fold = fold::button(store, &lane.key, &lane_of(store, lane.kind).0, folded);
        let rest = later.first().map(|next| button(store, more, &lane.key, next.item, later.len()));
        Some(draw(&Part { kind: lane.kind, fold, rows: now, total, rest }))
    };
    let drawn: Node = listings.iter().map(part).collect();
    (note, drawn)
}

/// The button that lists more of a lane; the first of them then has the focus.
fn button(store: Store, more: More, key: &str, next: Ref, n: usize) -> Element {
    let key = key.to_owned();
    let show = move || {
        more.update(|more| more.push((key.clone(), STEP)));
        let id = store.dataset().entry(next).map(|entry| entry.id.as_str()).unwrap_or_default();
        let selector = format!("{AT} [data-opens=\"{id}\"]");
        browser::next_frame(move || browser::focus_where(&selector));
    };
    element("button").class("plain").on_click(show).child(store.words.count(Key::and_more, n, &[]))
}

/// A selector of the list or the table.
const AT: &str = ".place";

/// A lane's name, what it holds, and how many there are.
pub(super) fn lane_title(store: Store, part: &Part<'_>) -> Node {
    let note = lane_of(store, part.kind).1.map(|note| format!(" {note}"));
    Node::from((
        element("bdi").child(lane_of(store, part.kind).0),
        element("span").class("soft").child((note, format!(" {}", part.total))),
    ))
}

/// A lane's name, and what it holds where the name alone does not say so.
pub(in crate::view) fn lane_of(store: Store, kind: LaneKind) -> (String, Option<String>) {
    let (name, note) = drawing::lane_name(&of(store), kind);
    (name.to_owned(), note.map(str::to_owned))
}

/// What drawings are of.
fn of(store: Store) -> drawing::Of<'static> {
    let (dataset, words) = (store.dataset(), store.words);
    drawing::Of { dataset, words, as_of: store.as_of(), focus: None, seen: None }
}

/// The link that opens a listed record.
pub(super) fn opener(store: Store, row: &Listed) -> Node {
    let name = words::heading(store.words, store.dataset(), row.item);
    link::record_at(store, row.item, format!("{AT} "), element("bdi").child(name))
}

/// The sign and the word of a status.
pub(super) fn status(store: Store, status: Option<Status>) -> Option<Element> {
    let status = status?;
    let class = format!("status status-{}", status.slug());
    Some(element("span").class(&class).child((glyph(status), " ", store.words.status(status))))
}

/// When a record was, in words; for what a source does not date, what is known instead.
pub(super) fn when(store: Store, item: Ref) -> Option<String> {
    words::when(store.words, store.dataset(), item, store.as_of())
}

/// The classes of a row that is lit or dimmed.
pub(super) fn marked(lit: bool, dimmed: bool) -> &'static str {
    match (lit, dimmed) {
        (true, _) => "lit",
        (_, true) => "dim",
        _ => "",
    }
}

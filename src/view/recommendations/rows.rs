//! The table: which rows of it are made, and where the keyboard goes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use super::axis;
use super::row::{self, Shared, Which};
use super::{counts, heading};
use crate::browser;
use crate::order;
use crate::query::Group;
use crate::query::group::Section;
use crate::svg::number;
use crate::view::dom::{Element, Node, effect, element, live_text};
use crate::view::signal::{Memo, RwSignal};
use crate::view::store::Store;
use crate::visible::{Heights, Piece};
use crate::words::Key;

/// Up to so many rows are all made, so that the browser finds words in them.
const ALL: usize = 200;
/// How far beyond the window rows are made, px.
const OVER: f64 = 700.0;
/// How high a row and a heading are, until they are measured, px.
const ROW: f64 = 150.0;
const HEADING: f64 = 60.0;
/// How high the table's head is, px; also in the style sheet.
const HEAD: f64 = 32.0;

/// What stands in the table, below its head.
#[derive(Clone, Copy, PartialEq)]
enum Item {
    /// Nothing, in place of rows that are not made, of which this is the first. So what stays is in
    /// order, and nothing that has the focus is moved.
    Gap(usize),
    Heading(Group),
    Row(Which),
}

/// The table as it is kept while it is on the page.
struct Table {
    store: Store,
    shared: Shared,
    sections: Memo<Arc<Vec<Section>>>,
    /// Everything that could be made, from the top.
    items: RefCell<Vec<Item>>,
    /// Which of them are headings.
    headings: RefCell<Vec<usize>>,
    /// Where the row that Tab comes to was among them last.
    stop_at: Cell<usize>,
    heights: RefCell<Heights>,
    /// What is to be made.
    pieces: RwSignal<Vec<Piece>>,
    /// What has been made: what stands in the page.
    shown: RefCell<Vec<Piece>>,
    /// What the window shows of the rows, px from their upper edge.
    view: Cell<(f64, f64)>,
    /// The group whose heading stays in sight.
    stuck: RwSignal<Option<Group>>,
}

pub(super) fn table(store: Store, sections: Memo<Arc<Vec<Section>>>) -> Node {
    let words = store.words;
    let shared = Shared {
        store,
        width: RwSignal::new(0.0),
        opened: RwSignal::new(Vec::new()),
        stop: RwSignal::new(None),
    };
    let stuck = RwSignal::new(None);
    let this = Rc::new(Table {
        store,
        shared,
        sections,
        items: RefCell::default(),
        headings: RefCell::default(),
        stop_at: Cell::new(0),
        heights: RefCell::default(),
        pieces: RwSignal::new(Vec::new()),
        shown: RefCell::default(),
        view: Cell::new((0.0, 2.0 * OVER)),
        stuck,
    });
    let column = |class: &str, name: Key, more: Node| {
        let name = element("span").child(words.get(name));
        element("div").class(class).attr("role", "columnheader").child((name, more))
    };
    let head = element("div").class("head").attr("role", "row").attr("aria-rowindex", "1").child((
        column("what", Key::kind_recommendation, Node::Nothing),
        column("when", Key::column_history, axis::axis(store, shared.width).into()),
        column("more", Key::column_more, Node::Nothing),
    ));
    let (changed, made, placed) = (this.clone(), this.clone(), this.clone());
    effect(move || changed.arranged());
    let body = element("div").class("body").attr("role", "rowgroup").each(
        move || made.made(),
        move |item| draw(shared, sections, stuck, *item),
        move |n, item, element| placed.place(n, *item, element),
    );
    let (seen, keys, rows) = (this.clone(), this.clone(), body.raw().clone());
    let own = rows.clone();
    browser::observe_view(body.raw(), move |from, to| {
        if seen.pieces.is_gone() {
            return;
        }
        seen.view.set((from, to));
        seen.measure(&browser::heights(&own));
        seen.refresh();
    });
    // Rows are measured when they have been made, and when one is opened or its words wrap anew.
    let measured = this.clone();
    effect(move || {
        measured.pieces.track();
        shared.opened.track();
        shared.width.track();
        let (measured, rows) = (measured.clone(), rows.clone());
        browser::next_frame(move || {
            if !measured.pieces.is_gone() {
                measured.measure(&browser::heights(&rows));
            }
        });
    });
    let total = sections;
    let count = move || {
        let n = total.with(|sections| sections.iter().map(|s| s.rows.len() + 1).sum::<usize>());
        Some((n + 1).to_string())
    };
    let help = element("p").attr("id", "rows-help").class("soft help visually-hidden");
    let table = element("div")
        .class("recommendations")
        .attr("role", "table")
        .attr("aria-label", words.get(Key::view_recommendations))
        .attr("aria-describedby", "rows-help")
        .live_attr("aria-rowcount", count)
        .on_key(move |key| keys.key(key))
        .child((head, body));
    Node::from((help.child(words.get(Key::rows_help)), table))
}

fn draw(
    shared: Shared,
    sections: Memo<Arc<Vec<Section>>>,
    stuck: RwSignal<Option<Group>>,
    item: Item,
) -> Element {
    let store = shared.store;
    match item {
        Item::Gap(_) => element("div").class("gap").attr("role", "presentation"),
        Item::Row(which) => row::row(shared, which),
        Item::Heading(group) => {
            let of = move |look: &dyn Fn(&Section) -> String| {
                sections.with(|sections| {
                    sections.iter().find(|of| of.group == group).map(look).unwrap_or_default()
                })
            };
            let said = live_text(move || of(&|section| counts(store, section)));
            let empty = Section { group, rows: Vec::new(), operative: 0 };
            let cell = element("div").attr("role", "cell").attr("aria-colspan", "3");
            let row = element("div")
                .class("group")
                .attr("role", "row")
                .live_class("stuck", move || stuck.get() == Some(group));
            row.child(cell.child(heading(store, &empty, said)))
        }
    }
}

impl Table {
    /// Takes over what is to be shown.
    fn arranged(&self) {
        let items: Vec<Item> = self.sections.with(|sections| {
            let of = |section: &Section| {
                let group = section.group;
                let rows: Vec<Item> =
                    section.rows.iter().map(|&id| Item::Row((group, id))).collect();
                [Item::Heading(group)].into_iter().chain(rows)
            };
            sections.iter().flat_map(of).collect()
        });
        let height = |item: &Item| if matches!(item, Item::Row(_)) { ROW } else { HEADING };
        self.heights.replace(Heights::new(items.iter().map(height)));
        let is_heading = |(_, item): &(usize, &Item)| matches!(item, Item::Heading(_));
        let headings = items.iter().enumerate().filter(is_heading).map(|(at, _)| at);
        self.headings.replace(headings.collect());
        self.items.replace(items);
        // Where as many are made as before, they are others.
        self.pieces.set(Vec::new());
        self.refresh();
    }

    /// Where a row stands among the items; asked at each scroll, mostly of the same one.
    fn at(&self, which: Which) -> Option<usize> {
        let items = self.items.borrow();
        let is = |item: &Item| *item == Item::Row(which);
        let last = self.stop_at.get();
        if items.get(last).is_some_and(is) {
            return Some(last);
        }
        let at = items.iter().position(is)?;
        self.stop_at.set(at);
        Some(at)
    }

    /// The row that Tab comes to: the one that had the focus last, or else the first.
    fn stop(&self) -> Option<usize> {
        let last = self.shared.stop.get_untracked().and_then(|which| self.at(which));
        let is_row = |item: &Item| matches!(item, Item::Row(_));
        last.or_else(|| self.items.borrow().iter().position(is_row))
    }

    /// Says anew which rows are made: those near the window, the heading above them, and the one
    /// that the keyboard is on.
    fn refresh(&self) {
        let stop = self.stop();
        let items = self.items.borrow();
        if let Some(Item::Row(which)) = stop.and_then(|at| items.get(at))
            && self.shared.stop.get_untracked() != Some(*which)
        {
            self.shared.stop.set(Some(*which));
        }
        let mut rows: Vec<usize> = if items.len() <= ALL {
            (0..items.len()).collect()
        } else {
            let (from, to) = self.view.get();
            self.heights.borrow().window(from, to, OVER).collect()
        };
        let headings = self.headings.borrow();
        let above = |at: usize| {
            let before = headings.partition_point(|&heading| heading <= at);
            headings.get(before.checked_sub(1)?).copied()
        };
        rows.extend(rows.first().copied().and_then(above));
        rows.extend(stop);
        let rows = order::distinct(rows);
        let heights = self.heights.borrow();
        let pieces = heights.pieces(&rows);
        // Of the headings above the window the last, which alone stays below the head.
        let from = self.view.get().0 + HEAD;
        let current = (from >= 0.0 && !items.is_empty()).then(|| above(heights.at(from))).flatten();
        let stuck = current.and_then(|at| items.get(at)).and_then(|item| match item {
            Item::Heading(group) => Some(*group),
            _ => None,
        });
        if self.stuck.with_untracked(|now| *now != stuck) {
            self.stuck.set(stuck);
        }
        if self.pieces.with_untracked(|now| *now != pieces) {
            self.pieces.set(pieces);
        }
    }

    /// What is made, in order.
    fn made(&self) -> Vec<Item> {
        let items = self.items.borrow();
        let mut next = 0;
        let item = |piece: &Piece| match piece {
            Piece::Gap(_) => Some(Item::Gap(next)),
            Piece::Row(row) => {
                next = row + 1;
                items.get(*row).copied()
            }
        };
        let pieces = self.pieces.get();
        let made = pieces.iter().filter_map(item).collect();
        self.shown.replace(pieces);
        made
    }

    /// Tells an element which row it is, or how high a gap.
    fn place(&self, n: usize, item: Item, element: Element) {
        let piece = self.shown.borrow().get(n).copied();
        match (item, piece) {
            (Item::Gap(_), Some(Piece::Gap(height))) => {
                element.style("block-size", &format!("{}px", number(height)));
            }
            (_, Some(Piece::Row(row))) => {
                // The head is the first.
                element.attr("aria-rowindex", &(row + 2).to_string());
            }
            _ => {}
        }
    }

    /// Takes over how high the rows that are made are.
    fn measure(&self, heights: &[f64]) {
        let shown = self.shown.borrow();
        let rows = shown.iter().zip(heights).filter_map(|(piece, height)| match piece {
            Piece::Row(row) => Some((*row, *height)),
            Piece::Gap(_) => None,
        });
        let measured: Vec<(usize, f64)> = rows.collect();
        drop(shown);
        let moved = self.heights.borrow_mut().measured(&measured);
        if moved {
            self.refresh();
        }
    }

    /// Moves the keyboard to another row; one that is not made is made.
    fn key(&self, key: &str) -> bool {
        let Some(now) = self.stop() else { return false };
        let screen = {
            let (from, to) = self.view.get();
            0.8 * (to - from)
        };
        let to = {
            let heights = self.heights.borrow();
            match key {
                "ArrowDown" => Some(now + 1),
                "ArrowUp" => now.checked_sub(1),
                "Home" => Some(0),
                "End" => heights.len().checked_sub(1),
                "PageDown" => Some(heights.at(heights.top(now) + screen).max(now + 1)),
                "PageUp" => Some(heights.at(heights.top(now) - screen).min(now.saturating_sub(1))),
                _ => return false,
            }
        };
        let items = self.items.borrow();
        let is_row = |at: &usize| matches!(items.get(*at), Some(Item::Row(_)));
        // A heading is passed over.
        let up = matches!(key, "ArrowUp" | "PageUp" | "End");
        let to = to.and_then(|to| match up {
            true => (0..=to).rev().find(is_row),
            false => (to..items.len()).find(is_row),
        });
        let to = to.or_else(|| matches!(key, "PageUp").then(|| (0..items.len()).find(is_row))?);
        let to = to
            .or_else(|| matches!(key, "PageDown").then(|| (0..items.len()).rev().find(is_row))?);
        let Some(Item::Row(which)) = to.and_then(|to| items.get(to).copied()) else { return true };
        drop(items);
        self.shared.stop.set(Some(which));
        self.refresh();
        let link = row::selector(self.store, which) + " h3 a";
        browser::next_frame(move || browser::focus_where(&link));
        true
    }
}

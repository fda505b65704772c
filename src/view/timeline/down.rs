//! The timeline running down: rows by date beside a gutter of lanes. On narrow screens the window
//! of it, on paper the whole.

use std::rc::Rc;

use super::Timeline;
use super::content::{self, marked};
use super::fold;
use crate::browser;
use crate::drawing::chronicle::{definitions, gutter, lane_sign, statuses, stripe};
use crate::model::{Dataset, Day, Recommendation, Ref, Status};
use crate::svg::number;
use crate::timeline::chronicle::{Chronicle, Event, Row, Track, chronicle};
use crate::timeline::{Lane, Mark};
use crate::view::dom::{Element, Node, drawn, element, live, svg};
use crate::view::store::Store;
use crate::words::{self, Key};

/// So many rows at most on a screen: what is there is bounded, whatever the record.
const ROWS: usize = 60;
/// So many names of those that one row stands for.
const NAMES: usize = 3;

/// The chronicle of the window.
pub(super) fn down(this: Timeline) -> Node {
    live(move || {
        let store = this.store;
        let (first, last) = this.window.get();
        if first >= last {
            return Node::Nothing;
        }
        let window = (Day(first.floor() as i32), Day(last.ceil() as i32 - 1));
        let made = made(store, Some(window), ROWS);
        let beyond = |key: Key, beyond: Option<(usize, Day)>| {
            beyond.map(|(n, day)| {
                let go = move || this.show_day(day);
                let button = element("button").class("plain").on_click(go);
                element("p").child(button.child(store.words.count(key, n, &[])))
            })
        };
        let down = element("div")
            .class("down")
            .attr("role", "group")
            .attr("aria-label", store.words.get(Key::timeline));
        down.child((
            key(store, &made, "down", false),
            folded(store, &made, false),
            beyond(Key::earlier, made.earlier),
            rows(store, &made, "down", false),
            beyond(Key::later, made.later),
        ))
        .into()
    })
}

/// The chronicle of a window, or of all.
#[inline(never)]
pub(super) fn made(store: Store, window: Option<(Day, Day)>, most: usize) -> Chronicle {
    let mut made = Chronicle::default();
    content::chosen(store, &mut |choice| {
        made = chronicle(store.dataset(), &store.lanes.get(), choice, window, most);
    });
    made
}

/// What stands on which track, left to right as in the gutter, and what the stripes mean.
pub(super) fn key(store: Store, made: &Chronicle, ids: &str, open: bool) -> Node {
    let sign = |node| {
        let sign = svg("svg").attr("width", "20").attr("height", "20").attr("aria-hidden", "true");
        sign.child(drawn(&[node]))
    };
    let lanes = store.lanes.get();
    let lane = |(track, lane): (&Track, &Lane)| {
        let sign = sign(lane_sign(track, (10.0, 10.0)));
        let (name, note) = content::lane_of(store, track.kind);
        let note = note.map(|note| element("span").class("soft").child(format!(" {note}")));
        // Nothing is chosen on paper, where the key is open.
        let fold = (!open).then(|| fold::button(store, &lane.key, &name, track.folded > 0));
        element("li").child((fold, sign, element("bdi").child(name), note))
    };
    let lanes: Node = made.tracks.iter().zip(lanes.iter()).map(lane).collect();
    let one = |status: Status| {
        let word = content::status(store, Some(status));
        element("li").child((sign(stripe(status, ids)), word))
    };
    let statuses: Node = statuses(made).map(one).collect();
    element("details")
        .class("lanes-key")
        .flag("open", open)
        .child((
            element("summary").child(store.words.get(Key::lanes)),
            element("ul").child(lanes),
            element("ul").child(statuses),
        ))
        .into()
}

/// Which lanes are folded and how much is in them, each a button that unfolds it, but on paper.
pub(super) fn folded(store: Store, made: &Chronicle, paper: bool) -> Option<Element> {
    let lanes = store.lanes.get();
    let folded = made.tracks.iter().zip(lanes.iter()).filter(|(track, _)| track.folded > 0);
    let one = |(track, lane): (&Track, &Lane)| {
        let name = content::lane_of(store, lane.kind).0;
        let text = format!("{name} {}", track.folded);
        match paper {
            true => element("li").child(text),
            false => element("li").child(fold::button(store, &lane.key, &name, true).child(text)),
        }
    };
    let items: Vec<Element> = folded.map(one).collect();
    (!items.is_empty()).then(|| {
        let name = element("span").class("soft").child(store.words.get(Key::folded_lanes));
        element("div").class("folded").child((name, element("ul").child(items)))
    })
}

/// The rows, under the year of each. `name` begins the ids of what their drawings refer to; on
/// `paper` nothing can be chosen.
pub(super) fn rows(store: Store, made: &Chronicle, name: &str, paper: bool) -> Node {
    let definitions = drawn(&[definitions(made, name)]);
    let definitions = svg("svg").class("symbols").attr("aria-hidden", "true").child(definitions);
    let width = number(made.width);
    let years = made.rows.chunk_by(|a, b| a.year() == b.year()).map(|rows| {
        let year = rows.first().and_then(Row::year).map(|year| year.to_string());
        let year = year.unwrap_or_else(|| store.words.get(Key::no_date).to_owned());
        let signs = made.tracks.iter().map(|track| lane_sign(track, (track.x, 14.0)));
        let signs = drawn(&signs.collect::<Vec<_>>());
        let signs = svg("svg").class("gutter").attr("width", &width).child(signs);
        let title =
            element("h2").child((signs.attr("aria-hidden", "true"), element("span").child(year)));
        let rows = rows.iter().map(|row| {
            let gutter = drawn(&gutter(made, row, name));
            let gutter = svg("svg")
                .class("gutter")
                .attr("width", &width)
                .attr("aria-hidden", "true")
                .child(gutter);
            element("li").child((gutter, entry(store, made, row, paper)))
        });
        let rows: Node = rows.collect();
        element("section").child((title, element("ul").child(rows)))
    });
    let years: Node = years.collect();
    let place = element("div").class("rows-down").child((definitions, years));
    place.style("--gutter", &format!("{width}px")).into()
}

/// What a row says, and what a click on it opens.
fn entry(store: Store, made: &Chronicle, row: &Row, paper: bool) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    match &row.event {
        Event::Records(mark) => records(store, row, mark, paper),
        Event::Statuses(items) => {
            let title = words.count(Key::statuses_reported, items.len(), &[]);
            let day = row.days.map_or(store.as_of(), |(_, last)| last);
            let date = row.days.map(|days| span(store, days));
            let said = counts(store, items.iter().map(|&item| status_on(dataset, item, day)));
            let content = (line(title), small(date), said);
            button(store, row, None, paper).child(content)
        }
        Event::AsOf => {
            let title = words.with(Key::as_of_line, &[("date", &words::day(words, store.as_of()))]);
            let after = made.states.get(row.after);
            let all = after.into_iter().flatten().flat_map(|counts| {
                Status::ALL
                    .into_iter()
                    .zip(counts)
                    .flat_map(|(status, &n)| (0..n).map(move |_| Some(status)))
            });
            let n = after.into_iter().flatten().flatten().sum();
            let count = words.count(Key::n_recommendations, n, &[]);
            element("div").class("entry now").child((
                line(title),
                small(Some(count)),
                counts(store, all),
            ))
        }
    }
}

fn records(store: Store, row: &Row, mark: &Mark, paper: bool) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let entry = button(store, row, Some(mark), paper);
    let [item] = *mark.items() else {
        let items = mark.items();
        let kind =
            items.first().map_or_else(String::new, |item| words.kind_count(item.kind, items.len()));
        let shown = if paper { usize::MAX } else { NAMES };
        let name = |&item: &Ref| words::name(words, dataset, item);
        let mut names: Vec<String> = items.iter().take(shown).map(name).collect();
        if items.len() > names.len() {
            names.push("…".to_owned());
        }
        let names = element("span").class("names").child(names.join(", "));
        // Of what was on one day, as its records say it.
        let same = row.days.is_some_and(|(first, last)| first == last);
        let date = match items.first().filter(|_| same) {
            Some(&first) => content::when(store, first),
            None => row.days.map(|days| span(store, days)),
        };
        return entry.child((line(kind), names, small(date)));
    };
    let title = words::heading(words, dataset, item);
    let status = dataset.typed::<Recommendation>(item);
    let status = status.map(|id| dataset.status(&dataset[id], store.as_of()));
    let facts = [content::when(store, item), Some(words.kind(item.kind).to_owned())];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    entry.child((line(title), content::status(store, status), small(Some(facts.join(" · ")))))
}

fn line(text: String) -> Element {
    element("bdi").class("title").child(text)
}

fn small(text: Option<String>) -> Option<Element> {
    text.map(|text| element("span").class("soft").child(text))
}

/// The first and the last day in words.
fn span(store: Store, (first, last): (Day, Day)) -> String {
    let words = store.words;
    let (from, to) = (words::day(words, first), words::day(words, last));
    if first == last { from } else { words.with(Key::date_span, &[("from", &from), ("to", &to)]) }
}

fn status_on(dataset: &Dataset, item: Ref, day: Day) -> Option<Status> {
    dataset.typed::<Recommendation>(item).map(|id| dataset.status(&dataset[id], day))
}

/// How many stand at each status.
fn counts(store: Store, of: impl Iterator<Item = Option<Status>>) -> Element {
    let mut counts = [0_usize; 7];
    for status in of.flatten() {
        for (n, known) in counts.iter_mut().zip(Status::ALL) {
            *n += usize::from(known == status);
        }
    }
    let counts = Status::ALL.into_iter().zip(counts).filter(|(_, n)| *n > 0);
    let one = |(status, n): (Status, usize)| {
        Node::from((
            format!("{n} "),
            content::status(store, Some(status)).into_iter().collect::<Node>(),
            " ",
        ))
    };
    element("span").class("counts").child(counts.map(one).collect::<Node>())
}

/// What a row's words stand in: on a screen, what opens its record or lists its records.
fn button(store: Store, row: &Row, mark: Option<&Mark>, paper: bool) -> Element {
    let marked = mark.map_or("", |mark| marked(mark.lit, mark.dimmed));
    let class = format!("entry {marked}");
    if paper {
        return element("div").class(&class);
    }
    let items: Rc<[Ref]> = row.items().into();
    let first = items.first().and_then(|&item| store.dataset().entry(item));
    let first = first.map(|entry| entry.id.as_str()).unwrap_or_default();
    let key = match (mark, items.len()) {
        (None, _) => format!("statuses:{first}"),
        (_, 1) => first.to_owned(),
        _ => format!("bundle:{first}"),
    };
    let selected = mark.is_some_and(|mark| mark.selected);
    let at = format!(".down [data-mark=\"{key}\"]");
    element("button")
        .class(&class)
        .attr("data-mark", &key)
        .attr("aria-pressed", if selected { "true" } else { "false" })
        .follow(move |by_keyboard| {
            store.opener.set(Some(at.clone()));
            match (&items[..], key.starts_with("statuses:")) {
                (&[item], false) => store.open(item),
                (items, _) => store.list(items.to_vec()),
            }
            if by_keyboard {
                browser::next_frame(|| browser::focus("details-title"));
            }
        })
}

//! The page: components that arrange what the pure modules compute. [`store`] holds the choices
//! of the reader; every component reads them from there.

mod about;
mod as_of;
mod compare;
mod details;
mod dom;
mod export;
mod facets;
mod first;
mod foot;
mod glyph;
mod group;
mod header;
mod later;
mod link;
mod mirror;
mod notices;
mod overview;
mod panel;
mod picture;
mod reading;
mod recommendations;
mod resolutions;
mod results;
mod sessions;
mod share;
mod signal;
mod sketched;
mod sources;
mod states;
mod store;
mod summary;
mod timeline;

use std::cell::RefCell;

use leptos::prelude::Owner;
use leptos::web_sys::HtmlElement;

use crate::address::{Address, View};
use crate::browser::{self, Slices};
use crate::load::{Effect, Fault, Loaded, Loading, Problem};
use crate::rest::Rest;
use crate::svg::number;
use crate::words::{self, Key, Words};
use dom::{Node, element, live, live_text};
use first::First;
use signal::{Memo, RwSignal};
use store::{Record, Store};

/// Where the record is fetched from, relative to the page, unless the address names another.
const RECORD: &str = "data/record.json";

/// The id of the first screen, which the built page holds before the program runs.
const OPENING: &str = "opening";

/// What there is of the record.
#[derive(Clone)]
enum Stage {
    /// It is on its way.
    Loading,
    /// Nothing of it can be used.
    Failed(Vec<Problem>),
    /// The page is drawn.
    Ready,
}

/// What becomes of the record.
#[derive(Clone, Copy)]
struct Arrival {
    stage: RwSignal<Stage>,
    /// How many tenths have arrived, where that is known, and then are read.
    tenths: RwSignal<Option<u8>>,
    /// Whether all has arrived, and is read.
    arrived: RwSignal<bool>,
    /// What of it can be shown before all is.
    first: RwSignal<Option<First>>,
    /// Where the page is drawn, which lives as long as the program does.
    owner: &'static Owner,
    /// What is drawn, until it is put into its place.
    page: &'static RefCell<Node>,
}

impl Arrival {
    /// Tells how far it is, in steps of a tenth: a screen reader is told each.
    fn tell(self, share: Option<f64>) {
        let now = share.map(|share| (share * 10.0) as u8);
        if now > self.tenths.get_untracked() {
            self.tenths.set(now);
        }
    }

    /// Shows the first rows as soon as they are there, of a record that the page does not hold
    /// already.
    fn show_first(self, words: &Words, loading: &Loading) {
        if file() != RECORD && self.first.with_untracked(Option::is_none) {
            let first = loading.so_far().and_then(|dataset| First::of(words, dataset));
            if first.is_some() {
                self.first.set(first);
            }
        }
    }
}

/// The whole page, put into `root`.
pub fn app(root: &HtmlElement) {
    // The words, and later the record, live as long as the page does.
    let words: &'static Words = Box::leak(Box::new(Words::english()));
    // The built page is named after its own record.
    if file() != RECORD {
        browser::set_title(words.get(Key::site_name), &words.language);
    }
    let arrival = Arrival {
        stage: RwSignal::new(Stage::Loading),
        tenths: RwSignal::new(None),
        arrived: RwSignal::new(false),
        first: RwSignal::new(None),
        owner: Box::leak(Box::new(Owner::current().unwrap_or_default())),
        page: Box::leak(Box::default()),
    };
    start(words, arrival);
    let page = live(move || match arrival.stage.get() {
        Stage::Loading => loading(words, arrival),
        Stage::Failed(problems) => failed(words, arrival, problems),
        Stage::Ready => arrival.page.take(),
    });
    dom::insert(root, &page, None);
}

fn start(words: &'static Words, arrival: Arrival) {
    let Arrival { stage, tenths, arrived, first, .. } = arrival;
    stage.set(Stage::Loading);
    tenths.set(None);
    arrived.set(false);
    first.set(None);
    let file = file();
    if browser::resolved_here(&file).is_none() {
        stage.set(Stage::Failed(vec![refused(Fault::OtherSite)]));
        return;
    }
    leptos::task::spawn_local(async move {
        match load(words, arrival, &file).await {
            Loaded { dataset: Some(dataset), problems } => {
                let record = Record::new(dataset, problems, file).await;
                // What is asked for in words at once is not shown before it is found.
                if !address().q.is_empty() {
                    record.read_texts().await;
                }
                show(words, arrival, Box::leak(Box::new(record))).await;
            }
            Loaded { dataset: None, problems } => stage.set(Stage::Failed(problems)),
        }
    });
}

/// So much is read before the clock is looked at, as if so many bytes of the file.
const AT_ONCE: usize = 50_000;

/// Fetches and reads a record, in slices. A small one is read in one, so that it is there at once.
async fn load(words: &'static Words, arrival: Arrival, file: &str) -> Loaded {
    let mut loading = Loading::new();
    let mut add = |(len, share, fill): browser::Part<'_>| {
        loading.add_with(len, fill);
        loading.advance(usize::MAX);
        arrival.tell(share);
    };
    if let Err(why) = browser::fetch(file, &mut add).await {
        return Loaded { dataset: None, problems: vec![not_fetched(why)] };
    }
    loading.end();
    arrival.tenths.set(None);
    let mut slices = Slices::begin();
    while !loading.advance(AT_ONCE) {
        if slices.are_over() {
            slices.pause().await;
            arrival.arrived.set(true);
            arrival.tell(Some(loading.share()));
            arrival.show_first(words, &loading);
        }
    }
    loading.finish()
}

/// Where the record is.
fn file() -> String {
    address().data.unwrap_or_else(|| RECORD.to_owned())
}

fn address() -> Address {
    Address::parse(&browser::query_string()).0
}

/// What to tell of a file that did not arrive.
fn not_fetched(browser::Unfetched(status): browser::Unfetched) -> Problem {
    refused(Fault::NotFetched { status })
}

fn refused(fault: Fault) -> Problem {
    Problem { pointer: String::new(), record: None, fault, effect: Effect::FileRefused }
}

fn loading(words: &'static Words, arrival: Arrival) -> Node {
    let text = move || match arrival.tenths.get() {
        Some(tenths) => {
            let key = if arrival.arrived.get() { Key::reading_part } else { Key::loading_part };
            words.with(key, &[("percent", &(10 * u32::from(tenths)).to_string())])
        }
        None => words.get(Key::loading).to_owned(),
    };
    let share = move || arrival.tenths.get().map(|tenths| number(f64::from(tenths) / 10.0));
    // Beside what the page holds of the record already.
    let progress = element("progress")
        .attr("max", "1")
        .live_attr("value", share)
        .live_attr("aria-label", move || Some(text()));
    let bar = element("div")
        .class("arriving")
        .child(element("p").attr("role", "status").child(live_text(text)))
        .child(progress);
    let first =
        live(move || arrival.first.with(|first| first.as_ref().map(|first| first.list(words))));
    Node::from((bar, first))
}

fn failed(words: &'static Words, arrival: Arrival, problems: Vec<Problem>) -> Node {
    let first = problems.first().map(|p| words::problem(words, p)).unwrap_or_default();
    let rest = (problems.len() > 1).then(|| notices::problem_list(words, &problems));
    let file = file();
    let own = (file != RECORD).then(|| own_record(words));
    let file = words.with(Key::failed_file, &[("url", &browser::resolved(&file))]);
    let alert = element("div")
        .attr("role", "alert")
        .child((element("h1").child(words.get(Key::failed_title)), element("p").child(first)));
    let retry = element("button")
        .class("primary")
        .on_click(move || start(words, arrival))
        .child(words.get(Key::retry));
    element("section")
        .class("failure")
        .child(element("p").class("site").child(words.get(Key::site_name)))
        .child(alert)
        .child(element("p").class("soft").child(file))
        .child(rest)
        .child(element("p").child(retry))
        .child(element("p").child(own))
        .into()
}

/// A link to the record that the page comes with. It loads the page anew.
fn own_record(words: &Words) -> Node {
    element("a").attr("href", ".").child(words.get(Key::data_own)).into()
}

/// That another record is shown than the site's own, and which.
fn another(store: Store) -> Option<Node> {
    let (words, file) = (store.words, &store.record.file);
    (file != RECORD).then(|| {
        let said = words.with(Key::data_other, &[("url", &browser::resolved(file))]);
        let said = element("p").child((said, " ", own_record(words)));
        element("section").class("notice").child(said).into()
    })
}

/// Shows the page. It is drawn part by part, so that the browser has its turn between them, and put
/// into its place unseen; what depends on how wide it is there is drawn then. So what the page held
/// before the program, which stands there all the while, goes in the moment in which the page is
/// complete.
async fn show(words: &'static Words, arrival: Arrival, record: &'static Record) {
    let Arrival { stage, owner, page, .. } = arrival;
    let mut slices = Slices::begin();
    let store = owner.with(|| Store::new(words, record));
    for compute in store::FIRST {
        slices.rest().await;
        compute(store);
    }
    slices.rest().await;
    owner.with(|| store::follow(store));
    // The facets and figures stay as they are from one view that has them to the next.
    let asks =
        owner.with(|| Memo::new(move || !matches!(store.view.get(), View::Sources | View::About)));
    // Another page has a frame of its own.
    let embedded = store.address.with_untracked(|address| address.embed);
    slices.rest().await;
    let drawn = owner.with(|| Node::from((glyph::symbols(), timeline::sheet(store))));
    let head = owner.with(|| (!embedded).then(|| Node::from((skip(store), header::header(store)))));
    slices.rest().await;
    let told = owner.with(|| {
        let told = (another(store), notices::notices(store), notices::problems(store));
        Node::from(told)
    });
    let figures = move || asks.get().then(|| summary::summary(store));
    let figures = owner.with(|| (!embedded).then(|| live(figures)));
    slices.rest().await;
    let filters = owner.with(|| filters(store, embedded));
    slices.rest().await;
    let results = owner.with(|| live(move || asks.get().then(|| results::results(store))));
    let foot = owner.with(|| if embedded { foot::of_frame(store) } else { foot::foot(store) });
    slices.pause().await;
    // The view comes last, and at once into the page: what it looks at in the next frame is there.
    page.replace(owner.with(|| {
        let main = element("main")
            .attr("id", "view")
            .attr("tabindex", "-1")
            .child(results)
            .child(live(move || view(store)));
        let columns = element("div")
            .class("columns")
            .live_class("with-details", move || {
                store.item.get().is_some() || !store.members.with(Vec::is_empty)
            })
            .child(filters)
            .child(main)
            .child(live(move || details::details(store)));
        Node::from((drawn, head, told, figures, columns, foot))
    }));
    browser::mark_root(COMING, Some(""));
    stage.set(Stage::Ready);
    slices.pause().await;
    browser::lay_out();
    slices.pause().await;
    while browser::tell_width() {
        slices.pause().await;
    }
    browser::remove(OPENING);
    browser::mark_root(COMING, None);
    owner.with(|| {
        store::read_texts(store);
        store::say_ready(store);
    });
}

/// What `<html>` has while the page is in its place and not seen yet; style/start.css hides it.
const COMING: &str = "data-coming";

fn skip(store: Store) -> Node {
    element("a")
        .class("skip")
        .attr("href", "#view")
        .follow(|_| browser::focus("view"))
        .child(store.words.get(Key::skip_to_view))
        .into()
}

/// The facets, but not in a frame, and not beside a text that is read: it has the page's width for
/// itself.
fn filters(store: Store, embedded: bool) -> Node {
    let filters =
        Memo::new(move || store.view.get() != View::About && store.reading.get().is_none());
    live(move || (filters.get() && !embedded).then(|| facets::facets(store)))
}

fn view(store: Store) -> Node {
    match store.view.get() {
        View::Timeline => timeline::timeline(store),
        View::Recommendations => {
            store.parts.pages.draw(store, |part| (part.recommendations)(store))
        }
        View::Resolutions => store.parts.pages.draw(store, |part| (part.resolutions)(store)),
        View::Compare => store.parts.pages.draw(store, |part| (part.compare)(store)),
        View::Sessions => store.parts.pages.draw(store, |part| (part.sessions)(store)),
        View::States => store.parts.pages.draw(store, |part| (part.states)(store)),
        View::Sources => store.parts.pages.draw(store, |part| (part.sources)(store)),
        View::About => store.parts.pages.draw(store, |part| (part.about)(store)),
    }
}

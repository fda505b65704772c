//! The page: components that arrange what the pure modules compute. [`store`] holds the choices
//! of the reader; every component reads them from there.

mod about;
mod as_of;
mod compare;
mod details;
mod dom;
mod export;
mod facets;
mod foot;
mod glyph;
mod group;
mod header;
mod later;
mod link;
mod mirror;
mod notices;
mod overview;
mod picture;
mod reading;
mod recommendations;
mod resolutions;
mod results;
mod sessions;
mod share;
mod signal;
mod sources;
mod states;
mod store;
mod summary;
mod timeline;

use leptos::web_sys::HtmlElement;

use crate::address::{Address, View};
use crate::browser::{self, Slices};
use crate::load::{Effect, Fault, Loaded, Loading, Problem};
use crate::svg::number;
use crate::words::{self, Key, Words};
use dom::{Node, element, live, live_text};
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
    /// It can be shown.
    Ready(&'static Record),
}

/// What becomes of the record.
#[derive(Clone, Copy)]
struct Arrival {
    stage: RwSignal<Stage>,
    /// How many tenths have arrived, where that is known, and then are read.
    tenths: RwSignal<Option<u8>>,
    /// Whether all has arrived, and is read.
    arrived: RwSignal<bool>,
}

impl Arrival {
    /// Tells how far it is, in steps of a tenth: a screen reader is told each.
    fn tell(self, share: Option<f64>) {
        let now = share.map(|share| (share * 10.0) as u8);
        if now > self.tenths.get_untracked() {
            self.tenths.set(now);
        }
    }
}

/// The whole page, put into `root`.
pub fn app(root: &HtmlElement) {
    // The words, and later the record, live as long as the page does.
    let words: &'static Words = Box::leak(Box::new(Words::english()));
    browser::catch_panics(
        words.get(Key::panic_title).to_owned(),
        words.get(Key::panic_text).to_owned(),
        words.get(Key::reload).to_owned(),
    );
    browser::set_title(words.get(Key::site_name), &words.language);
    let arrival = Arrival {
        stage: RwSignal::new(Stage::Loading),
        tenths: RwSignal::new(None),
        arrived: RwSignal::new(false),
    };
    start(arrival);
    let page = live(move || match arrival.stage.get() {
        Stage::Loading => loading(words, arrival),
        Stage::Failed(problems) => failed(words, arrival, problems),
        Stage::Ready(record) => ready(words, record),
    });
    dom::insert(root, &page, None);
}

fn start(arrival: Arrival) {
    let Arrival { stage, tenths, arrived } = arrival;
    stage.set(Stage::Loading);
    tenths.set(None);
    arrived.set(false);
    let file = file();
    if browser::resolved_here(&file).is_none() {
        stage.set(Stage::Failed(vec![refused(Fault::OtherSite)]));
        return;
    }
    leptos::task::spawn_local(async move {
        stage.set(match load(arrival, &file).await {
            Loaded { dataset: Some(dataset), problems } => {
                let record = Record::new(dataset, problems, file).await;
                // What is asked for in words at once is not shown before it is found.
                if !address().q.is_empty() {
                    record.read_texts().await;
                }
                Stage::Ready(Box::leak(Box::new(record)))
            }
            Loaded { dataset: None, problems } => Stage::Failed(problems),
        });
    });
}

/// So much is read before the clock is looked at, as if so many bytes of the file.
const AT_ONCE: usize = 50_000;

/// Fetches and reads a record, in slices. A small one is read in one, so that it is there at once.
async fn load(arrival: Arrival, file: &str) -> Loaded {
    let mut loading = Loading::new();
    let mut add = |part: &[u8], share| {
        loading.add(part);
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
        if slices.rest().await {
            arrival.arrived.set(true);
            arrival.tell(Some(loading.share()));
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
    element("div")
        .class("arriving")
        .child(element("p").attr("role", "status").child(live_text(text)))
        .child(progress)
        .into()
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
        .on_click(move || start(arrival))
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

fn ready(words: &'static Words, record: &'static Record) -> Node {
    // At once with what takes its place, before anything is painted.
    browser::remove(OPENING);
    let store = Store::new(words, record);
    store::follow(store);
    let view = move || match store.view.get() {
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
    };
    // The facets and figures stay as they are from one view that has them to the next.
    let asks = Memo::new(move || !matches!(store.view.get(), View::Sources | View::About));
    // A text that is read has the page's width for itself.
    let filters =
        Memo::new(move || store.view.get() != View::About && store.reading.get().is_none());
    // Another page has a frame of its own.
    let embedded = store.address.with_untracked(|address| address.embed);
    let skip = element("a")
        .class("skip")
        .attr("href", "#view")
        .follow(|_| browser::focus("view"))
        .child(words.get(Key::skip_to_view));
    let main = element("main")
        .attr("id", "view")
        .attr("tabindex", "-1")
        .child(live(move || asks.get().then(|| results::results(store))))
        .child(live(view));
    let columns = element("div")
        .class("columns")
        .live_class("with-details", move || {
            store.item.get().is_some() || !store.members.with(Vec::is_empty)
        })
        .child(live(move || (filters.get() && !embedded).then(|| facets::facets(store))))
        .child(main)
        .child(live(move || details::details(store)));
    let told = (another(store), notices::notices(store), notices::problems(store));
    let drawn = (glyph::symbols(), timeline::sheet(store));
    store::read_texts(store);
    store::say_ready(store);
    if embedded {
        return Node::from((drawn, told, columns, foot::of_frame(store)));
    }
    Node::from((
        drawn,
        skip,
        header::header(store),
        told,
        live(move || asks.get().then(|| summary::summary(store))),
        columns,
        foot::foot(store),
    ))
}

//! The page: components that arrange what the pure modules compute. [`store`] holds the choices
//! of the reader; every component reads them from there.

mod about;
mod as_of;
mod compare;
mod details;
mod dom;
mod export;
mod facets;
mod glyph;
mod group;
mod header;
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
mod signal;
mod sources;
mod states;
mod store;
mod timeline;

use leptos::web_sys::HtmlElement;

use crate::address::View;
use crate::browser;
use crate::load::{self, Effect, Fault, Problem};
use crate::svg::number;
use crate::words::{self, Key, Words};
use dom::{Node, element, live, live_text};
use signal::{Memo, RwSignal};
use store::{Record, Store};

/// Where the record is fetched from, relative to the page.
const RECORD: &str = "data/record.json";

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
    /// How many tenths have arrived, where that is known.
    tenths: RwSignal<Option<u8>>,
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
    let arrival = Arrival { stage: RwSignal::new(Stage::Loading), tenths: RwSignal::new(None) };
    start(arrival);
    let page = live(move || match arrival.stage.get() {
        Stage::Loading => loading(words, arrival),
        Stage::Failed(problems) => failed(words, arrival, problems),
        Stage::Ready(record) => ready(words, record),
    });
    dom::insert(root, &page, None);
}

fn start(Arrival { stage, tenths }: Arrival) {
    stage.set(Stage::Loading);
    tenths.set(None);
    leptos::task::spawn_local(async move {
        // Progress in steps of a tenth: a screen reader is told each.
        let progress = move |share: f64| {
            let now = (share * 10.0) as u8;
            if tenths.get_untracked().is_none_or(|told| told < now) {
                tenths.set(Some(now));
            }
        };
        let fetched = browser::fetch(RECORD, &progress).await;
        let loaded = match fetched {
            Ok(bytes) => load::load(&bytes),
            Err(why) => load::Loaded { dataset: None, problems: vec![not_fetched(why)] },
        };
        stage.set(match loaded.dataset {
            Some(dataset) => {
                let record = Record::new(dataset, loaded.problems);
                Stage::Ready(Box::leak(Box::new(record)))
            }
            None => Stage::Failed(loaded.problems),
        });
    });
}

/// What to tell of a file that did not arrive.
fn not_fetched(browser::Unfetched(status): browser::Unfetched) -> Problem {
    Problem {
        pointer: String::new(),
        record: None,
        fault: Fault::NotFetched { status },
        effect: Effect::FileRefused,
    }
}

fn loading(words: &'static Words, arrival: Arrival) -> Node {
    let text = move || match arrival.tenths.get() {
        Some(tenths) => {
            words.with(Key::loading_part, &[("percent", &(10 * u32::from(tenths)).to_string())])
        }
        None => words.get(Key::loading).to_owned(),
    };
    let share = move || arrival.tenths.get().map(|tenths| number(f64::from(tenths) / 10.0));
    let progress = element("progress")
        .attr("max", "1")
        .live_attr("value", share)
        .live_attr("aria-label", move || Some(text()));
    element("main")
        .class("loading")
        .child(element("p").attr("role", "status").child(live_text(text)))
        .child(progress)
        .into()
}

fn failed(words: &'static Words, arrival: Arrival, problems: Vec<Problem>) -> Node {
    let first = problems.first().map(|p| words::problem(words, p)).unwrap_or_default();
    let rest = (problems.len() > 1).then(|| notices::problem_list(words, &problems));
    let file = words.with(Key::failed_file, &[("url", &browser::resolved(RECORD))]);
    let alert = element("div")
        .attr("role", "alert")
        .child((element("h1").child(words.get(Key::failed_title)), element("p").child(first)));
    let retry = element("button")
        .class("primary")
        .on_click(move || start(arrival))
        .child(words.get(Key::retry));
    element("main")
        .class("failure")
        .child(element("p").class("site").child(words.get(Key::site_name)))
        .child(alert)
        .child(element("p").class("soft").child(file))
        .child(rest)
        .child(element("p").child(retry))
        .into()
}

fn ready(words: &'static Words, record: &'static Record) -> Node {
    let store = Store::new(words, record);
    store::follow(store);
    let view = move || match store.view.get() {
        View::Timeline => timeline::timeline(store),
        View::Recommendations => recommendations::recommendations(store),
        View::Resolutions => resolutions::resolutions(store),
        View::Compare => compare::view(store),
        View::Sessions => sessions::sessions(store),
        View::States => states::states(store),
        View::Sources => sources::sources(store),
        View::About => about::about(store),
    };
    // The facets and figures stay as they are from one view that has them to the next.
    let asks = Memo::new(move || !matches!(store.view.get(), View::Sources | View::About));
    // A text that is read has the page's width for itself.
    let filters =
        Memo::new(move || store.view.get() != View::About && store.reading.get().is_none());
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
        .live_class("with-details", move || store.item.get().is_some())
        .child(live(move || filters.get().then(|| facets::facets(store))))
        .child(main)
        .child(live(move || details::details(store)));
    Node::from((
        glyph::symbols(),
        timeline::sheet(store),
        skip,
        header::header(store),
        notices::notices(store),
        notices::problems(store),
        columns,
    ))
}

//! The page: components that arrange what the pure modules compute. [`store`] holds the choices
//! of the reader; every component reads them from there.

mod about;
mod details;
mod facets;
mod glyph;
mod header;
mod link;
mod notices;
mod recommendations;
mod results;
mod store;
mod timeline;

use leptos::prelude::*;

use crate::address::View;
use crate::browser;
use crate::load::{self, Effect, Fault, Problem};
use crate::words::{self, Key, Words};
use store::{Record, Store};

/// Where the record is fetched from, relative to the page.
const RECORD: &str = "data/record.json";

/// What there is of the record.
#[derive(Clone)]
enum Stage {
    /// It is on its way: the share that has arrived, where that is known.
    Loading(Option<f64>),
    /// Nothing of it can be used.
    Failed(Vec<Problem>),
    /// It can be shown.
    Ready(&'static Record),
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    // The words, and later the record, live as long as the page does.
    let words: &'static Words = Box::leak(Box::new(Words::english()));
    browser::catch_panics(
        words.get(Key::panic_title).to_owned(),
        words.get(Key::panic_text).to_owned(),
        words.get(Key::reload).to_owned(),
    );
    browser::set_title(words.get(Key::site_name), &words.language);
    let stage = RwSignal::new(Stage::Loading(None));
    start(stage);
    move || match stage.get() {
        Stage::Loading(share) => loading(words, share),
        Stage::Failed(problems) => failed(words, stage, problems),
        Stage::Ready(record) => ready(words, record),
    }
}

fn start(stage: RwSignal<Stage>) {
    stage.set(Stage::Loading(None));
    leptos::task::spawn_local(async move {
        // Progress in steps of a tenth: a screen reader is told each.
        let progress = move |share: f64| {
            let share = (share * 10.0).floor() / 10.0;
            let told = |stage: &Stage| matches!(stage, Stage::Loading(Some(s)) if *s >= share);
            if !stage.with_untracked(told) {
                stage.set(Stage::Loading(Some(share)));
            }
        };
        let fetched = browser::fetch(RECORD, progress).await;
        let loaded = match fetched {
            Ok(bytes) => load::load(&bytes),
            Err(browser::Unfetched(status)) => load::Loaded {
                dataset: None,
                problems: vec![Problem {
                    pointer: String::new(),
                    record: None,
                    fault: Fault::NotFetched { status },
                    effect: Effect::FileRefused,
                }],
            },
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

fn loading(words: &'static Words, share: Option<f64>) -> AnyView {
    let text = match share {
        Some(share) => {
            words.with(Key::loading_part, &[("percent", &(share * 100.0).round().to_string())])
        }
        None => words.get(Key::loading).to_owned(),
    };
    view! {
        <main class="loading">
            <p role="status">{text.clone()}</p>
            <progress max="1" value=share.map(|s| s.to_string()) aria-label=text></progress>
        </main>
    }
    .into_any()
}

fn failed(words: &'static Words, stage: RwSignal<Stage>, problems: Vec<Problem>) -> AnyView {
    let first = problems.first().map(|p| words::problem(words, p)).unwrap_or_default();
    let rest = (problems.len() > 1).then(|| notices::problem_list(words, &problems));
    view! {
        <main class="failure">
            <p class="site">{words.get(Key::site_name)}</p>
            <div role="alert">
                <h1>{words.get(Key::failed_title)}</h1>
                <p>{first}</p>
            </div>
            <p class="soft">{words.with(Key::failed_file, &[("url", &browser::resolved(RECORD))])}</p>
            {rest}
            <p>
                <button class="primary" on:click=move |_| start(stage)>
                    {words.get(Key::retry)}
                </button>
            </p>
        </main>
    }
    .into_any()
}

fn ready(words: &'static Words, record: &'static Record) -> AnyView {
    let store = Store::new(words, record);
    provide_context(store);
    store::follow(store);
    let main = move || match store.view.get() {
        View::Timeline => timeline::timeline(store),
        View::Recommendations => recommendations::recommendations(store),
        View::About => about::about(store),
    };
    let asks = move || store.view.get() != View::About;
    view! {
        {glyph::symbols()}
        <a class="skip" href="#view" on:click=move |event| {
            event.prevent_default();
            browser::focus("view");
        }>
            {words.get(Key::skip_to_view)}
        </a>
        {header::header(store)}
        {notices::notices(store)}
        {notices::problems(store)}
        <div class="columns" class:with-details=move || store.item.get().is_some()>
            {move || asks().then(|| facets::facets(store))}
            <main id="view" tabindex="-1">
                {move || asks().then(|| results::results(store))}
                {main}
            </main>
            {move || details::details(store)}
        </div>
    }
    .into_any()
}

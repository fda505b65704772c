//! What the reader has chosen, and what follows from it: signals in, memos out, each memo one
//! pure function. The address is the state: [`Store::go`] is the only way to change it.

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use super::compare;
use super::dom::effect;
use super::later::Parts;
use super::reading::Texts;
use super::results;
use super::signal::{Memo, RwSignal};
use crate::address::{Address, Choices, Notice, Resolved, View};
use crate::browser::{self, Entry, Slices, Timer};
use crate::compare::Pair;
use crate::load::Problem;
use crate::model::{Dataset, Day, Document, Id, Ref};
use crate::order;
use crate::query::{AsOf, Facet, Grouping, Index, Outcome, Query, Reading, Scores, Terms, news};
use crate::rest::Rest;
use crate::timeline::lanes::has_lane;
use crate::timeline::{Extent, Lanes, Shown};
use crate::trail::{Trail, Trails};
use crate::words::{self, Key, Words};

/// The record, and what is built of it once.
pub(crate) struct Record {
    pub(crate) dataset: Dataset,
    pub(crate) index: Index,
    pub(crate) trails: Trails,
    pub(crate) lanes: Arc<Lanes>,
    pub(crate) extent: Extent,
    /// The days that brought news.
    pub(crate) news: Vec<Day>,
    pub(crate) problems: Vec<Problem>,
    /// Where it is.
    pub(crate) file: String,
}

impl Record {
    /// Builds it, in slices; the texts are read by [`Record::read_texts`].
    pub(crate) async fn new(dataset: Dataset, problems: Vec<Problem>, file: String) -> Record {
        let mut slices = Slices::begin();
        let index = Index::in_steps(&dataset, &mut slices).await;
        let trails = Trails::in_steps(&dataset, &mut slices).await;
        let lanes = Arc::new(Lanes::in_steps(&dataset, &mut slices).await);
        let extent = Extent::in_steps(&dataset, &mut slices).await;
        slices.rest().await;
        let news = news::news(&dataset);
        slices.rest().await;
        Record { dataset, index, trails, lanes, extent, news, problems, file }
    }

    /// Reads the texts, in slices.
    pub(crate) async fn read_texts(&self) {
        let mut slices = Slices::begin();
        let mut reading = Reading::new(&self.dataset);
        while !reading.advance(&self.dataset, AT_ONCE) {
            slices.rest().await;
        }
        slices.rest().await;
        self.index.take(reading.finish_in_steps(&mut slices).await);
    }
}

/// What the first view is made of that follows from the whole record, each the work of a slice: to
/// be computed before it is drawn.
pub(crate) const FIRST: [fn(Store); 5] = [
    |store| store.on.with_untracked(|_| ()),
    |store| store.outcome.with_untracked(|_| ()),
    |store| store.lanes.with_untracked(|_| ()),
    |store| store.shown.with_untracked(|_| ()),
    |store| store.scores.with_untracked(|_| ()),
];

/// So many records have their texts read before the clock is looked at.
const AT_ONCE: usize = 50;

/// The reader's choices and what follows from them. It lives as long as the page does, and is
/// passed about as one word.
#[derive(Clone, Copy)]
pub(crate) struct Store(&'static State);

impl Deref for Store {
    type Target = State;

    fn deref(&self) -> &State {
        self.0
    }
}

/// What a [`Store`] holds.
pub(crate) struct State {
    pub(crate) words: &'static Words,
    pub(crate) record: &'static Record,
    /// The state, as the address has it.
    pub(crate) address: RwSignal<Address>,
    /// The same once that is painted: what links lead from. Dozens of them are of no use before.
    linked: RwSignal<Address>,
    /// The answer once it is painted in words and figures, with its day.
    painted: RwSignal<Option<(Day, Arc<Outcome>)>>,
    /// What could not be read of the address that the page was opened with or went back to.
    pub(crate) unread: RwSignal<Vec<Notice>>,
    pub(crate) view: Memo<View>,
    pub(crate) query: Memo<Query>,
    pub(crate) item: Memo<Option<Ref>>,
    /// What the view Compare compares.
    pub(crate) pair: Memo<Option<Pair>>,
    /// The sessions that it compares where nobody has chosen any.
    pub(crate) sessions: Memo<Option<Pair>>,
    /// The day as of which everything is shown.
    as_of: Memo<Day>,
    /// What is so on that day, whatever is asked.
    pub(crate) on: Memo<Arc<AsOf>>,
    /// The document whose text is read in the view Sources.
    pub(crate) reading: Memo<Option<Id<Document>>>,
    /// The part of it that is pointed to.
    pub(crate) paragraph: Memo<Option<String>>,
    /// The texts that have been asked for.
    pub(crate) texts: RwSignal<Texts>,
    pub(crate) notices: Memo<Vec<Notice>>,
    pub(crate) outcome: Memo<Arc<Outcome>>,
    /// The same for what is drawn, and for the list of what else was found: a frame later, for they
    /// take longer than all figures and what is listed first.
    pub(crate) pictured: Memo<Arc<Outcome>>,
    /// The answer to the empty question, as of the day.
    pub(crate) unasked: Memo<Arc<Outcome>>,
    pub(crate) trail: Memo<Arc<Trail>>,
    /// The timeline's lanes that are folded.
    pub(crate) folded: Memo<Choices>,
    /// What recommendations are grouped by.
    pub(crate) grouping: Memo<Grouping>,
    /// The timeline's lanes in that grouping.
    pub(crate) lanes: Memo<Arc<Lanes>>,
    /// What of them is shown.
    pub(crate) shown: Memo<Arc<Shown>>,
    /// The records that name what is chosen where that has no mark of its own (a topic, a State),
    /// in the order of [`Ref`]: in them it is seen.
    pub(crate) named: Memo<Arc<Vec<Ref>>>,
    /// Whether the page is too narrow for lanes that run along it.
    pub(crate) narrow: RwSignal<bool>,
    /// What the words searched for ask for.
    pub(crate) terms: Memo<Terms>,
    /// How well each record answers them: for what else was found.
    pub(crate) scores: Memo<Arc<Scores>>,
    /// Whether the texts are read, so that words can be found in them.
    pub(crate) read: RwSignal<bool>,
    /// The groups of filters that the reader has folded or unfolded.
    folds: RwSignal<Vec<(&'static str, bool)>>,
    /// The records of a mark that stands for several, while its list is open.
    pub(crate) members: RwSignal<Vec<Ref>>,
    /// What of the drawing a card is shown of.
    pub(crate) card: RwSignal<Option<String>>,
    /// What was open in the details before what is open now, the latest last.
    pub(crate) opened: RwSignal<Vec<Opened>>,
    /// The parts of the page whose code comes later.
    pub(crate) parts: Parts,
    /// Where the focus goes back to when the details are closed.
    pub(crate) opener: RwSignal<Option<String>>,
}

/// What was open in the details.
#[derive(Clone, PartialEq)]
pub(crate) enum Opened {
    Record(Ref),
    /// The records of a mark that stands for several.
    List(Vec<Ref>),
}

impl Store {
    pub(crate) fn new(words: &'static Words, record: &'static Record) -> Store {
        let (address, unread) = read(&record.dataset);
        let (address, linked) = (RwSignal::new(address.clone()), RwSignal::new(address));
        let resolved: Memo<Resolved> =
            Memo::new(move || address.with(|a| a.resolve(&record.dataset)));
        let query = Memo::new(move || resolved.with(|r| r.query.clone()));
        let item = Memo::new(move || resolved.with(|r| r.item));
        let as_of = Memo::new(move || address.with(|a| a.as_of(&record.dataset)));
        let grouping = Memo::new(move || address.with(|a| a.group));
        let lanes = move || {
            let grouping = grouping.get();
            // Only a status depends on the day.
            let day = match grouping {
                Grouping::Status => as_of.get(),
                // As they are.
                Grouping::Function => return record.lanes.clone(),
                _ => record.dataset.meta.as_of,
            };
            Arc::new(record.lanes.grouped(&record.dataset, grouping, day))
        };
        let on = Memo::new(move || Arc::new(record.index.on(as_of.get())));
        let read = RwSignal::new(record.index.has_texts());
        let unasked: Memo<Arc<Outcome>> = Memo::new(move || {
            Arc::new(on.with(|on| record.index.answer_as_of(&Query::default(), on)))
        });
        let outcome: Memo<Arc<Outcome>> = Memo::new(move || {
            if query.with(|query| *query == Query::default()) {
                return unasked.get();
            }
            // Without words to find it is the same when the texts are read.
            if query.with(|query| !query.text.is_empty()) {
                read.get();
            }
            let answer = |on: &Arc<AsOf>| query.with(|q| record.index.answer_as_of(q, on));
            Arc::new(on.with(answer))
        });
        let lanes = Memo::new(lanes);
        let named = Memo::new(move || {
            let dataset = &record.dataset;
            let chosen = item.get().filter(|item| dataset.known(*item, as_of.get()));
            let named = chosen.filter(|item| !has_lane(item.kind)).map(|i| dataset.named_in(i));
            Arc::new(order::distinct(named.unwrap_or_default()))
        });
        let painted = RwSignal::new(None);
        let pictured = Memo::new(move || {
            let day = as_of.get();
            // The drawing of another day is of nothing that was known on this one.
            let same = painted.with(|painted: &Option<(Day, Arc<Outcome>)>| {
                painted.as_ref().filter(|(of, _)| *of == day).map(|(_, outcome)| outcome.clone())
            });
            same.unwrap_or_else(|| outcome.get())
        });
        let shown = move || {
            let (outcome, named) = (pictured.get(), named.get());
            let of = |item: Ref| outcome.shown(item.kind).has(item.index as usize);
            let matched = |item: Ref| named.binary_search(&item).is_ok();
            let matched: Option<&dyn Fn(Ref) -> bool> =
                if named.is_empty() { None } else { Some(&matched) };
            let (lanes, as_of, on) = (lanes.get(), as_of.get(), on.get());
            let status = |at: usize| on.status(at);
            Arc::new(Shown::new(&record.dataset, &lanes, as_of, &status, &of, matched))
        };
        let terms: Memo<Terms> = Memo::new(move || outcome.with(|outcome| outcome.terms.clone()));
        Store(Box::leak(Box::new(State {
            words,
            record,
            address,
            linked,
            painted,
            unread: RwSignal::new(unread),
            view: Memo::new(move || address.with(|a| a.view)),
            query,
            item,
            pair: Memo::new(move || resolved.with(|r| r.pair)),
            sessions: Memo::new(move || crate::compare::sessions(&record.dataset, as_of.get())),
            as_of,
            on,
            reading: Memo::new(move || {
                let here = address.with(|address| address.view == View::Sources);
                resolved.with(|resolved| resolved.document.filter(|_| here))
            }),
            paragraph: Memo::new(move || address.with(|address| address.paragraph.clone())),
            texts: RwSignal::new(Texts::default()),
            notices: Memo::new(move || resolved.with(|r| r.notices.clone())),
            outcome,
            pictured,
            unasked,
            trail: Memo::new(move || {
                let (dataset, day) = (&record.dataset, as_of.get());
                let trail = item.get().map(|item| record.trails.trail(dataset, item, day));
                Arc::new(trail.unwrap_or_default())
            }),
            folded: Memo::new(move || address.with(|address| address.fold.clone())),
            grouping,
            lanes,
            shown: Memo::new(shown),
            named,
            narrow: RwSignal::new(false),
            terms,
            scores: Memo::new(move || {
                read.get();
                pictured.with(|outcome| Arc::new(record.index.scores(&outcome.terms)))
            }),
            read,
            folds: RwSignal::new(Vec::new()),
            members: RwSignal::new(Vec::new()),
            card: RwSignal::new(None),
            opened: RwSignal::new(Vec::new()),
            parts: Parts::new(),
            opener: RwSignal::new(None),
        })))
    }

    pub(crate) fn dataset(self) -> &'static Dataset {
        &self.record.dataset
    }

    /// The day as of which everything is shown.
    pub(crate) fn as_of(self) -> Day {
        self.as_of.get()
    }

    /// The same, without being run again when it changes.
    pub(crate) fn as_of_untracked(self) -> Day {
        self.as_of.get_untracked()
    }

    /// Whether that is the dataset's own day.
    pub(crate) fn is_latest(self) -> bool {
        self.as_of() == self.dataset().meta.as_of
    }

    /// Whether a record was known on that day.
    pub(crate) fn known(self, item: Ref) -> bool {
        self.dataset().known(item, self.as_of())
    }

    /// Changes the state and the address with it.
    pub(crate) fn go(self, entry: Entry, change: impl FnOnce(&mut Address)) {
        self.settle();
        self.change(entry, change);
    }

    /// Changes the state once the hand rests: what moves with each frame is shown at once by who
    /// shows it, and all else that the page makes of the address would be made anew for each.
    /// Takes the place of what has waited for that.
    pub(crate) fn go_at_rest(self, change: impl FnOnce(&mut Address) + 'static) {
        WAITING.set(Some(Box::new(change)));
        HAND.with(|hand| {
            hand.get_or_init(|| browser::Hand::new(REST, move || self.settle())).stir()
        });
    }

    /// Whether a change waits for the hand to rest.
    pub(crate) fn waits(self) -> bool {
        WAITING.with_borrow(Option::is_some)
    }

    /// Has what waits for the hand to rest be so now.
    pub(crate) fn settle(self) {
        if let Some(change) = WAITING.take() {
            self.change(Entry::Replace, change);
            flush();
        }
    }

    fn change(self, entry: Entry, change: impl FnOnce(&mut Address)) {
        let mut next = self.address.get_untracked();
        change(&mut next);
        if self.address.with_untracked(|now| *now == next) {
            return;
        }
        let query = query_string(&next);
        self.address.set(next);
        write(query, entry);
    }

    /// The query string of the present state with a change.
    pub(crate) fn with(self, change: impl FnOnce(&mut Address)) -> String {
        let mut next = self.address.get();
        change(&mut next);
        query_string(&next)
    }

    /// The same for a link, which has it once the present state is painted.
    pub(crate) fn link(self, change: impl FnOnce(&mut Address)) -> String {
        let mut next = self.linked.get();
        change(&mut next);
        query_string(&next)
    }

    /// Opens a record's details.
    pub(crate) fn open(self, item: Ref) {
        let Some(entry) = self.dataset().entry(item) else { return };
        self.leave(Some(item));
        self.members.set(Vec::new());
        let id = entry.id.clone();
        self.go(Entry::Push, |address| address.item = Some(id));
    }

    /// Lists several records where the details of one would be.
    pub(crate) fn list(self, items: Vec<Ref>) {
        self.leave(None);
        self.go(Entry::Push, |address| address.item = None);
        self.members.set(items);
    }

    /// Notes what is open, to come back to from what is opened now.
    fn leave(self, to: Option<Ref>) {
        let now = match (self.item.get_untracked(), self.members.get_untracked()) {
            (Some(item), _) if Some(item) != to => Opened::Record(item),
            (None, members) if !members.is_empty() => Opened::List(members),
            _ => return,
        };
        self.opened.update(|opened| opened.push(now));
    }

    /// Goes back to what was open in the details before.
    pub(crate) fn back(self) {
        let mut opened = self.opened.get_untracked();
        let Some(last) = opened.pop() else { return };
        self.opened.set(opened);
        let (item, members) = match last {
            Opened::Record(item) => (Some(item), Vec::new()),
            Opened::List(members) => (None, members),
        };
        let id = item.and_then(|item| self.dataset().entry(item)).map(|entry| entry.id.clone());
        self.members.set(members);
        self.go(Entry::Push, |address| address.item = id);
    }

    /// After the browser has gone back or on: what was open before what is open now.
    fn unwind(self) {
        let item = self.item.get_untracked();
        let mut opened = self.opened.get_untracked();
        if item.is_none() {
            opened.clear();
        } else if opened.last() == item.map(Opened::Record).as_ref() {
            opened.pop();
        }
        self.opened.set(opened);
    }

    /// Closes the details and puts the focus back where it came from.
    pub(crate) fn close(self) {
        self.members.set(Vec::new());
        self.opened.set(Vec::new());
        self.go(Entry::Push, |address| address.item = None);
        let opener = self.opener.get_untracked();
        // What opened it may be gone, or it came with a link: the focus is not to be lost with it.
        browser::next_frame(move || browser::focus_back(opener.as_deref(), "view"));
    }

    /// Chooses a value of a facet, or no longer.
    pub(crate) fn toggle(self, facet: Facet, slug: &str) {
        self.go(Entry::Push, |address| address.toggle(facet, slug));
    }

    /// Folds a lane of the timeline, or unfolds it.
    pub(crate) fn fold(self, key: &str) {
        self.go(Entry::Push, |address| address.fold.toggle(key));
    }

    /// Whether the reader has unfolded a group of filters, or folded it; `None` where neither.
    pub(crate) fn unfolded(self, key: &str) -> Option<bool> {
        self.folds.with(|folds| folds.iter().find(|(of, _)| *of == key).map(|(_, open)| *open))
    }

    /// Folds or unfolds a group of filters.
    pub(crate) fn fold_filters(self, key: &'static str, open: bool) {
        self.folds.update(|folds| {
            folds.retain(|(of, _)| *of != key);
            folds.push((key, open));
        });
    }

    /// The address of a record alone, of the same data.
    pub(crate) fn permalink(self, id: &str) -> String {
        self.address.with_untracked(|address| query_string(&address.of_item(id)))
    }

    /// The name of a view.
    pub(crate) fn view_name(self, view: View) -> &'static str {
        self.words.get(match view {
            View::Timeline => Key::view_timeline,
            View::Recommendations => Key::view_recommendations,
            View::Resolutions => Key::view_resolutions,
            View::Compare => Key::view_compare,
            View::Sessions => Key::view_sessions,
            View::States => Key::view_states,
            View::Sources => Key::view_sources,
            View::About => Key::view_about,
        })
    }

    /// The name of a facet.
    pub(crate) fn facet_name(self, facet: Facet) -> &'static str {
        self.words.get(match facet {
            Facet::Status => Key::facet_status,
            Facet::Function => Key::facet_function,
            Facet::Session => Key::facet_session,
            Facet::Topic => Key::facet_topic,
            Facet::Article => Key::facet_article,
            Facet::Addressee => Key::facet_addressee,
            Facet::State => Key::facet_state,
            Facet::Body => Key::facet_body,
            Facet::Verb => Key::facet_verb,
            Facet::Basis => Key::facet_basis,
            Facet::Evidence => Key::facet_evidence,
            Facet::Flags => Key::facet_flags,
            Facet::Kind => Key::facet_kind,
        })
    }
}

/// The state that the address bar has, and what could not be read of it.
fn read(dataset: &Dataset) -> (Address, Vec<Notice>) {
    let (mut address, unread) = Address::parse(&browser::query_string());
    address.leave_out_latest(dataset);
    (address, unread)
}

/// A state as the address bar takes it: "" or "?…".
pub(crate) fn query_string(address: &Address) -> String {
    match address.print() {
        query if query.is_empty() => query,
        query => format!("?{query}"),
    }
}

/// A state that is yet to be written into the address bar: typing and dragging change it many
/// times a second, and browsers refuse that.
struct Pending {
    query: String,
    _timer: Option<Timer>,
}

thread_local! {
    static PENDING: RefCell<Option<Pending>> = const { RefCell::new(None) };
    /// The title that the window is yet to have.
    static TITLE: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether it has been named.
    static NAMED: Cell<bool> = const { Cell::new(false) };
}

type Change = Box<dyn FnOnce(&mut Address)>;

thread_local! {
    /// A change of the state that waits for the hand to rest.
    static WAITING: RefCell<Option<Change>> = const { RefCell::new(None) };
    static HAND: OnceCell<browser::Hand> = const { OnceCell::new() };
}

/// Pages narrower than 640 px have the timeline running down.
const NARROW: &str = "(max-width: 639.98px)";

/// How long typing or dragging must rest before the address bar follows, in ms.
const REST: i32 = 250;

fn flush() {
    if let Some(pending) = PENDING.take() {
        browser::write(&pending.query, Entry::Replace);
    }
}

fn write(query: String, entry: Entry) {
    match entry {
        Entry::Push => {
            flush();
            browser::write(&query, Entry::Push);
        }
        Entry::Replace => {
            let timer = browser::after(REST, flush);
            PENDING.set(Some(Pending { query, _timer: timer }));
        }
    }
}

/// Names the window, once the page is painted: telling the browser takes time that the page's
/// answer has a better use for. At first, when the window has a name already and all is yet to be
/// drawn, once there is nothing else to do.
fn entitle(title: String, language: &'static str) {
    if TITLE.replace(Some(title)).is_none() {
        let tell = || {
            if let Some(title) = TITLE.take() {
                browser::set_title(&title, language);
            }
        };
        match NAMED.replace(true) {
            true => browser::once_painted(tell),
            false => browser::when_idle(tell),
        }
    }
}

/// Keeps the state and what is outside the program together: Back and Forward, the title of the
/// page, the keys that work everywhere.
pub(crate) fn follow(store: Store) {
    let narrow = Rc::new(move |narrow| store.narrow.set(narrow));
    store.narrow.set(browser::on_media(NARROW, narrow));
    // Whatever is pressed, printed or left finds the address of what is shown.
    browser::before_use(move || {
        store.settle();
        flush();
    });
    browser::on_popstate(move || {
        WAITING.take();
        PENDING.take();
        let (address, unread) = read(store.dataset());
        // Another record, or another frame: another page.
        let frame = |of: &Address| (of.data.clone(), of.embed);
        if store.address.with_untracked(frame) != frame(&address) {
            browser::reload();
            return;
        }
        store.unread.set(unread);
        store.members.set(Vec::new());
        if store.address.with_untracked(|now| *now != address) {
            store.address.set(address);
            store.unwind();
        }
    });
    browser::on_key(move |key| match key {
        "/" => {
            browser::focus("search");
            true
        }
        // What is in the way goes first, wherever the keyboard is.
        "Escape" if store.card.with_untracked(Option::is_some) => {
            store.card.set(None);
            true
        }
        "Escape" if store.item.get_untracked().is_some() => {
            store.close();
            true
        }
        "Escape" if !store.members.with_untracked(Vec::is_empty) => {
            store.close();
            true
        }
        _ => false,
    });
    let waits = Rc::new(Cell::new(false));
    effect(move || {
        store.address.track();
        store.outcome.with(|_| ());
        if !waits.replace(true) {
            let waits = waits.clone();
            browser::once_painted(move || {
                waits.set(false);
                let address = store.address.get_untracked();
                if store.linked.with_untracked(|linked| *linked != address) {
                    store.linked.set(address);
                }
                let answer = (store.as_of.get_untracked(), store.outcome.get_untracked());
                store.painted.set(Some(answer));
            });
        }
    });
    effect(move || {
        let (words, dataset) = (store.words, store.dataset());
        let view = store.view_name(store.view.get());
        let mut parts = Vec::new();
        let item = store.item.get().filter(|&item| store.known(item));
        parts.extend(item.map(|item| words::heading(words, dataset, item)));
        parts.extend(store.reading.get().map(|document| dataset[document].title.clone()));
        parts.extend(results::asked(store));
        if store.view.get() == View::Compare && store.pair.get().is_some() {
            parts.push(compare::heading(store));
        } else {
            parts.push(view.to_owned());
        }
        if !store.is_latest() {
            let day = words::day(words, store.as_of());
            parts.push(words.with(Key::as_of_line, &[("date", &day)]));
        }
        parts.push(dataset.meta.title.clone());
        entitle(parts.join(" · "), &words.language);
    });
}

/// Has the texts read once what is drawn at first is painted; to be called once it is drawn.
pub(crate) fn read_texts(store: Store) {
    if !store.read.get_untracked() {
        browser::once_painted(move || {
            leptos::task::spawn_local(async move {
                store.record.read_texts().await;
                store.read.set(true);
            });
        });
    }
}

/// Says that the page is ready, once what is drawn at first has arrived, been painted and found its
/// size, and the texts are read; to be called once it is drawn.
pub(crate) fn say_ready(store: Store) {
    let ready = Cell::new(false);
    effect(move || {
        if store.read.get() && store.parts.settled() && !ready.replace(true) {
            browser::next_frame(move || {
                browser::next_frame(move || {
                    browser::set_ready(true);
                    // What may be wanted next, so that it is there at once, also offline.
                    browser::when_idle(move || store.parts.want());
                });
            });
        }
    });
    // Now it can also be printed, saved and used offline: until then, paper has the view as it is.
    effect(move || browser::mark_root("data-complete", store.parts.complete().then_some("")));
}

//! The first screen as HTML: what a built page holds before the program runs, and all that a reader
//! without scripts has. Made when the site is built, of the record that it is built with.
//!
//! The head of the page and the figures are marked up as the program marks them up, so that they
//! stay where they are when it takes over; what only the program can do is there and inert. Below
//! stands the record as a list. Every link leads to a view of the program's and, where it does not
//! run, to a place in the list.

mod html;

use crate::address::{Address, STATUS_RULES, View};
use crate::drawing::glyph;
use crate::figures::{Figure, figures};
use crate::model::{
    Dataset, Id, Kind, Recommendation, Ref, Resolution, Row, Session, Status, Weight,
};
use crate::query::{Index, Query};
use crate::words::{self, Key, Words};
use html::{Content, Html, escape, html};

/// So many records of a kind are listed; of more, the rest is counted. A page is not to grow with
/// the record without end.
const MOST: usize = 300;

/// What stands in the page before the program does.
pub fn opening(words: &Words, dataset: &Dataset) -> String {
    let opening = Opening { words, dataset };
    let parts = [
        opening.symbols(),
        opening.skip(),
        opening.header(),
        opening.summary(),
        html("main").attr("id", LIST).class("record-list").children([
            opening.recommendations(),
            opening.sessions(),
            opening.resolutions(),
        ]),
    ];
    let mut out = String::new();
    parts.iter().for_each(|part| part.print(&mut out));
    out
}

/// The title of the page: the record's name, then the site's.
pub fn title(words: &Words, dataset: &Dataset) -> String {
    escaped(&format!("{} · {}", dataset.meta.title, words.get(Key::site_name)))
}

/// What the page is about, for those who show links to it.
pub fn description(dataset: &Dataset) -> String {
    escaped(&dataset.meta.description)
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    out
}

/// The id of the list.
const LIST: &str = "the-record";

struct Opening<'a> {
    words: &'a Words,
    dataset: &'a Dataset,
}

/// The id of a record's place in the list: none that the program uses begins so.
fn place(id: &str) -> String {
    format!("record-{id}")
}

/// The id of the part of the list that has a status.
fn part(status: Status) -> String {
    format!("record-status-{}", status.slug())
}

/// A text in the record's own words, which may run the other way.
fn bdi(text: impl Into<String>) -> Html {
    html("span").attr("dir", "auto").child(text.into())
}

impl Opening<'_> {
    fn get(&self, key: Key) -> &str {
        self.words.get(key)
    }

    /// As `view::glyph` has them.
    fn symbols(&self) -> Html {
        let path = |&(class, d): &(&str, &str)| html("path").class(class).attr("d", d);
        let symbol = |status: Status| {
            html("symbol")
                .attr("id", glyph::id(status))
                .attr("viewBox", "0 0 16 16")
                .children(glyph::paths(status).iter().map(path))
        };
        let symbols = Status::ALL.map(symbol);
        html("svg").class("symbols").attr("aria-hidden", "true").children(symbols)
    }

    fn glyph(&self, status: Status) -> Html {
        html("svg")
            .class(format!("glyph status-{}", status.slug()))
            .attr("aria-hidden", "true")
            .attr("viewBox", "0 0 16 16")
            .child(html("use").attr("href", format!("#{}", glyph::id(status))))
    }

    fn skip(&self) -> Html {
        let to = format!("#{LIST}");
        html("a").class("skip").attr("href", to).child(self.get(Key::skip_to_view))
    }

    /// As `view::header` has it, with nothing chosen.
    fn header(&self) -> Html {
        let meta = &self.dataset.meta;
        let subject = html("div").class("subject").attr("lang", &*meta.language).children([
            html("h1").attr("dir", "auto").child(&*meta.title),
            html("p").attr("dir", "auto").child(&*meta.subtitle),
        ]);
        let input = html("input")
            .attr("type", "search")
            .attr("aria-label", self.get(Key::search))
            .attr("placeholder", self.get(Key::search_hint));
        let search = html("search")
            .attr("inert", "")
            .child(input)
            .child(html("kbd").attr("aria-hidden", "true").child("/"));
        let button = |key| html("button").child(self.get(key));
        let takes = html("div")
            .class("takes")
            .attr("inert", "")
            .children([button(Key::export), button(Key::share).class("primary")]);
        let site = html("p").class("site").child(self.get(Key::site_name));
        let top = html("div").class("top").children([site, subject, search, takes]);
        let nav = html("nav")
            .attr("aria-label", self.get(Key::views))
            .child(html("ul").children(View::ALL.map(|view| self.view(view))));
        html("header").children([top, html("div").class("bar").children([nav, self.as_of()])])
    }

    fn view(&self, view: View) -> Html {
        let mut address = Address::default();
        address.go(view);
        let link = html("a").attr("href", href(&address));
        let link = if view == View::default() { link.attr("aria-current", "page") } else { link };
        html("li").child(link.child(self.get(match view {
            View::Timeline => Key::view_timeline,
            View::Recommendations => Key::view_recommendations,
            View::Resolutions => Key::view_resolutions,
            View::Compare => Key::view_compare,
            View::Sessions => Key::view_sessions,
            View::States => Key::view_states,
            View::Sources => Key::view_sources,
            View::About => Key::view_about,
        })))
    }

    fn as_of(&self) -> Html {
        let step = || html("button").class("step");
        let named = |key| html("span").class("visually-hidden").child(self.get(key));
        let sign = |sign: &'static str| html("span").attr("aria-hidden", "true").child(sign);
        let play = html("svg")
            .attr("viewBox", "0 0 14 14")
            .attr("aria-hidden", "true")
            .child(html("path").attr("d", "M3 1l9 6-9 6z"));
        let latest = self.dataset.meta.as_of.to_string();
        html("div").class("as-of").attr("inert", "").children([
            html("label").child(self.get(Key::as_known_on)),
            step().children([named(Key::news_before), sign("‹")]),
            // As wide as there: without these it has room for a sign that empties it, and for years
            // of six digits.
            html("input")
                .attr("type", "date")
                .attr("required", "")
                .attr("max", &*latest)
                .attr("value", &*latest),
            step().attr("aria-disabled", "true").children([named(Key::news_after), sign("›")]),
            step().children([play, named(Key::play)]),
        ])
    }

    /// As `view::summary` has it.
    fn summary(&self) -> Html {
        let (words, dataset) = (self.words, self.dataset);
        let meta = &dataset.meta;
        let kept = words.with(Key::summary_kept, &[("date", &words::day(words, meta.as_of))]);
        let mut about = Address::default();
        about.explain(STATUS_RULES);
        let about = format!("{}#{LIST}", href(&about));
        let rules = html("a").attr("href", about).child(self.get(Key::about_status));
        let lead = html("p")
            .class("lead")
            .child(bdi(&*meta.description).attr("lang", &*meta.language))
            .child(format!(" {kept} "))
            .child(rules);
        let index = Index::new(dataset);
        let all = figures(dataset, &index.answer(&Query::default(), meta.as_of));
        let list = |large: bool| {
            let own = all.iter().filter(move |figure| figure.is_large() == large);
            own.map(|&figure| self.figure(figure)).collect::<Vec<_>>()
        };
        let total = all.first().map(|figure| words.number(figure.of)).unwrap_or_default();
        let of = words.with(Key::figures_of, &[("m", &total)]);
        let of = html("li").class("soft").attr("aria-hidden", "true").child(of);
        html("section").class("summary").attr("aria-label", self.get(Key::figures)).children([
            lead,
            html("ul").class("figures").children(list(true)),
            html("ul").class("figures small").child(of).children(list(false)),
        ])
    }

    fn figure(&self, figure: Figure) -> Html {
        let told = figure.told(self.words, self.dataset);
        let sign = figure.status().map(|status| self.glyph(status));
        let class = if figure.says_of() { "of" } else { "visually-hidden" };
        let of = (!told.of.is_empty()).then(|| html("span").class(class).child(told.of + " "));
        let item = match figure.status() {
            Some(status) => html("li").class(format!("status-{}", status.slug())),
            None => html("li"),
        };
        let at = html("a").class("figure").attr("href", self.leads_to(figure));
        let at = at.children(sign).child(html("strong").child(told.number)).child(" ");
        item.child(at.children(of).child(told.what))
    }

    /// Where a figure leads: with the program to its view, and without it to the part of the list.
    fn leads_to(&self, figure: Figure) -> String {
        let mut address = Address::default();
        figure.go(self.dataset, &mut address);
        let part = figure.status().map_or_else(|| LIST.to_owned(), part);
        format!("{}#{part}", href(&address))
    }

    /// Every recommendation by its status.
    fn recommendations(&self) -> Html {
        let (words, dataset) = (self.words, self.dataset);
        let mut left = MOST;
        let mut section = self.section(Kind::Recommendation);
        for status in Status::ALL {
            let own: Vec<Id<Recommendation>> = dataset
                .ids()
                .filter(|&id| dataset.status(&dataset[id], dataset.meta.as_of) == status)
                .collect();
            if own.is_empty() {
                continue;
            }
            let listed = own.len().min(left);
            left -= listed;
            let head = html("h3")
                .attr("id", part(status))
                .class(format!("status-{}", status.slug()))
                .child(self.glyph(status))
                .child(format!(" {} ", words.status(status)))
                .child(html("span").class("soft").child(words.status_rule(status)));
            let rows = own.iter().take(listed).map(|&id| self.recommendation(id));
            let rest = self.rest(own.len() - listed);
            section = section.child(head).child(html("ul").children(rows).children(rest));
        }
        section
    }

    fn recommendation(&self, id: Id<Recommendation>) -> Html {
        let (words, dataset) = (self.words, self.dataset);
        let recommendation = &dataset[id];
        let status = dataset.status(recommendation, dataset.meta.as_of);
        let session = &dataset[recommendation.session];
        let weight = match recommendation.weight {
            Weight::Operative => String::new(),
            weight => format!(" · {}", words.weight(weight)),
        };
        let at = words::occurrences(words, dataset, recommendation);
        self.row(id.into()).child(
            html("span")
                .class("soft")
                .child(format!(" {}{weight} · ", words.status(status)))
                .child(
                    html("a")
                        .attr("href", format!("#{}", place(&session.entry.id)))
                        .child(bdi(&*session.title)),
                )
                .child(format!(" · {at}")),
        )
    }

    fn sessions(&self) -> Html {
        let (words, dataset) = (self.words, self.dataset);
        let row = |id: Id<Session>| {
            let session = &dataset[id];
            let when = words::when(words, dataset, id.into(), dataset.meta.as_of);
            let said = [session.city.clone(), when, Some(words.coverage(session.coverage).into())];
            let said: Vec<String> = said.into_iter().flatten().collect();
            self.row(id.into())
                .child(html("span").class("soft").child(format!(" {}", said.join(" · "))))
        };
        self.list(row)
    }

    fn resolutions(&self) -> Html {
        let dataset = self.dataset;
        let row = |id: Id<Resolution>| {
            let session = &dataset[dataset[id].session];
            let link = html("a").attr("href", format!("#{}", place(&session.entry.id)));
            let said = html("span").class("soft").child(" ");
            self.row(id.into()).child(said.child(link.child(bdi(&*session.title))))
        };
        self.list(row)
    }

    fn list<T: Row>(&self, row: impl Fn(Id<T>) -> Html) -> Html {
        let rest = self.rest(self.dataset.len(T::KIND).saturating_sub(MOST));
        let rows = self.dataset.ids::<T>().take(MOST).map(row);
        self.section(T::KIND).child(html("ul").children(rows).children(rest))
    }

    fn section(&self, kind: Kind) -> Html {
        let count = self.words.kind_count(kind, self.dataset.len(kind));
        html("section").child(html("h2").child(count))
    }

    /// A record, called by its name, at a place of its own; the link opens it in the program.
    fn row(&self, item: Ref) -> Html {
        let entry = self.dataset.entry(item);
        let id = entry.map(|entry| entry.id.clone()).unwrap_or_default();
        let name = words::heading(self.words, self.dataset, item);
        let address = Address { item: Some(id.clone()), ..Address::default() };
        let place = place(&id);
        let link = html("a").attr("href", format!("{}#{place}", href(&address)));
        html("li").attr("id", place).child(link.child(bdi(name)))
    }

    fn rest(&self, n: usize) -> Option<Content> {
        let said = || self.words.count(Key::and_more, n, &[]);
        (n > 0).then(|| html("li").class("soft").child(said()).into())
    }
}

/// The address of a state, relative to the page.
fn href(address: &Address) -> String {
    match address.print() {
        query if query.is_empty() => ".".to_owned(),
        query => format!("?{query}"),
    }
}

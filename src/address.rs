//! The whole state of the page ↔ one query string.
//!
//! `?view=recommendations&q=asset&status=continuing&topic=open-data,youth&from=2018&to=2020-06`
//!
//! A link is a promise, so:
//!
//! - **any text is an address**: [`Address::parse`] takes what it can and tells of the rest by
//!   [`Notice`]s;
//! - **nothing is dropped in silence**: parameters that the page does not know, and values that
//!   it cannot read, stay in [`Address::extra`] and are printed again; values that only the
//!   dataset can refuse stay where they are, and [`Address::resolve`] tells of them;
//! - **the same state is always the same text**: [`Address::print`] leaves defaults out, keeps
//!   one order (`view`, `q`, the facets in the order of [`Facet::ALL`], `since`, `until`, `from`,
//!   `to`, `asof`, `show`, `group`, `sort`, `fold`, `document`, `paragraph`, `left`, `right`,
//!   `section`, `item`, then the rest as given) and sorts what has no order of its own;
//! - what is printed parses as what it was printed from.
//!
//! Lists are cut at commas; a comma within a value is written `%2C`. A parameter may also be
//! repeated: lists are joined, of other parameters the last readable value counts. A value of a
//! facet with a `-` before it is left out: `topic=-open-data`; no id begins so.

mod choices;
mod notice;
mod percent;
mod resolve;
mod text;

pub use choices::Choices;
pub use notice::Notice;
pub use resolve::Resolved;

use crate::compare::Pair;
use crate::model::{Dataset, Day, Point};
use crate::query::{Facet, Grouping, Sort, opposite};

/// A view of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// The home.
    #[default]
    Timeline,
    /// Every recommendation as a row.
    Recommendations,
    /// The lineage of mandates.
    Resolutions,
    /// Two sessions or two days side by side.
    Compare,
    /// A card for each session.
    Sessions,
    /// What the record says of each State.
    States,
    /// The documents, and the text of those that are bundled.
    Sources,
    /// What this is, and how it is read.
    About,
}

impl View {
    /// Every view, in the order of the navigation.
    pub const ALL: [View; 8] = [
        View::Timeline,
        View::Recommendations,
        View::Resolutions,
        View::Compare,
        View::Sessions,
        View::States,
        View::Sources,
        View::About,
    ];

    /// What an address writes for it.
    pub fn slug(self) -> &'static str {
        match self {
            View::Timeline => "timeline",
            View::Recommendations => "recommendations",
            View::Resolutions => "resolutions",
            View::Compare => "compare",
            View::Sessions => "sessions",
            View::States => "states",
            View::Sources => "sources",
            View::About => "about",
        }
    }

    /// The view that an address writes so.
    pub fn parse(slug: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.slug() == slug)
    }
}

/// The sections of the page About, in its order.
pub const SECTIONS: [&str; 9] = [
    "what-this-is",
    "this-record",
    "how-status-is-read",
    "worked-examples",
    "other-systems",
    "how-to-cite",
    "report-an-error",
    "publish-your-own",
    "licence",
];

/// A form of the timeline's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Marks along an axis.
    Drawing,
    /// A list for each lane.
    List,
    /// One table.
    Table,
}

impl Show {
    /// Every form, in the order in which they are offered.
    pub const ALL: [Show; 3] = [Show::Drawing, Show::List, Show::Table];

    /// What an address writes for it.
    pub fn slug(self) -> &'static str {
        match self {
            Show::Drawing => "drawing",
            Show::List => "list",
            Show::Table => "table",
        }
    }

    /// The form that an address writes so.
    pub fn parse(slug: &str) -> Option<Show> {
        Show::ALL.into_iter().find(|show| show.slug() == slug)
    }
}

/// What the page shows. The default is its home, with nothing asked and nothing chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Which view.
    pub view: View,
    /// The words searched for, as typed.
    pub q: String,
    /// What is chosen in each facet, in the order of [`Facet::ALL`].
    pub facets: [Choices; Facet::ALL.len()],
    /// Where the days begin that records are to be of.
    pub since: Option<Point>,
    /// Where they end.
    pub until: Option<Point>,
    /// Where the time window begins.
    pub from: Option<Point>,
    /// Where it ends.
    pub to: Option<Point>,
    /// The day as of which everything is shown; of a month or year given, its last. `None` for the
    /// dataset's own.
    pub as_of: Option<Day>,
    /// The form of the timeline; `None` for the one that fits the width of the page.
    pub show: Option<Show>,
    /// What recommendations are grouped by, on the timeline and in their list.
    pub group: Grouping,
    /// How they are sorted in their list, within each group.
    pub sort: Sort,
    /// The keys of the timeline's lanes that are folded; those that it does not have at present
    /// are kept.
    pub fold: Choices,
    /// The id of the document whose text the Sources view shows; not empty.
    pub document: Option<String>,
    /// The paragraph of it, or other part, that is pointed to; not empty.
    pub paragraph: Option<String>,
    /// What the Compare view compares, and with what: each the id of a session, or a day; not
    /// empty.
    pub left: Option<String>,
    /// See `left`.
    pub right: Option<String>,
    /// The section of the page About that is pointed to: one of [`SECTIONS`].
    pub section: Option<&'static str>,
    /// The id of the record whose details are open; not empty.
    pub item: Option<String>,
    /// Parameters that the page does not know, and values of known ones that it cannot read
    /// (`view=x`, `from=soon`), decoded, in the order given. Nothing else belongs here: a value
    /// that can be read would be read the next time.
    pub extra: Vec<(String, String)>,
}

impl Address {
    /// What is chosen in a facet.
    pub fn choices(&self, facet: Facet) -> &Choices {
        &self.facets[facet as usize]
    }

    /// The same, to be changed.
    pub fn choices_mut(&mut self, facet: Facet) -> &mut Choices {
        &mut self.facets[facet as usize]
    }

    /// Whether a value is chosen.
    pub fn has(&self, facet: Facet, slug: &str) -> bool {
        self.choices(facet).has(slug)
    }

    /// Chooses a value, or takes the choice back; with a `-` before it the value is left out, or
    /// no longer. Of a value only one can be chosen.
    pub fn toggle(&mut self, facet: Facet, slug: &str) {
        let choices = self.choices_mut(facet);
        choices.remove(&opposite(slug));
        choices.toggle(slug);
    }

    /// Whether anything is searched for, chosen in a facet, or asked of the days.
    pub fn is_filtered(&self) -> bool {
        !self.q.trim().is_empty()
            || self.facets.iter().any(|choices| !choices.is_empty())
            || self.since.or(self.until).is_some()
    }

    /// Asks nothing more; the view, the window and the details stay as they are.
    pub fn clear_filters(&mut self) {
        self.q.clear();
        self.facets = Default::default();
        self.clear_dates();
    }

    /// Asks for records of any day.
    pub fn clear_dates(&mut self) {
        self.set_since(None);
        self.set_until(None);
    }

    /// Sets where the days begin that records are to be of.
    pub fn set_since(&mut self, since: Option<Point>) {
        self.since = since;
        self.extra.retain(|(key, _)| key != text::SINCE);
    }

    /// Sets where they end.
    pub fn set_until(&mut self, until: Option<Point>) {
        self.until = until;
        self.extra.retain(|(key, _)| key != text::UNTIL);
    }

    /// Goes to a view, everything else kept; a view that could not be read is forgotten, and so is
    /// what belongs to one view alone: the text that was read, what was compared, the section.
    pub fn go(&mut self, view: View) {
        self.view = view;
        (self.document, self.paragraph) = (None, None);
        (self.left, self.right, self.section) = (None, None, None);
        self.extra.retain(|(key, _)| key != text::VIEW);
    }

    /// Goes to a paragraph (or other part) of a document's text, or to its beginning.
    pub fn read(&mut self, document: &str, paragraph: Option<&str>) {
        self.go(View::Sources);
        self.document = Some(document.to_owned());
        self.paragraph = paragraph.map(str::to_owned);
    }

    /// Compares two sides.
    pub fn compare(&mut self, dataset: &Dataset, pair: Pair) {
        self.go(View::Compare);
        let (left, right) = pair.sides();
        (self.left, self.right) = (Some(left.slug(dataset)), Some(right.slug(dataset)));
    }

    /// Goes to a section of the page About.
    pub fn explain(&mut self, section: &'static str) {
        self.go(View::About);
        self.section = Some(section);
        self.extra.retain(|(key, _)| key != text::SECTION);
    }

    /// The first and the last day of the time window, where they are given; of one that ends
    /// before it begins, neither.
    pub fn window(&self) -> (Option<Day>, Option<Day>) {
        let (first, last) = (self.from.map(Point::first), self.to.map(Point::last));
        if self.is_reversed() { (None, None) } else { (first, last) }
    }

    /// Sets the time window to these days (in either order), written as shortly as possible: a
    /// year or a month where it begins or ends with one. Days outside the years 1 to 9999,
    /// which no address can write, are taken as the nearest that can be.
    pub fn set_window(&mut self, first: Day, last: Day) {
        let (least, most) = (Day::from_civil(1, 1, 1), Day::from_civil(9999, 12, 31));
        let (first, last) = (first.clamp(least, most), last.clamp(least, most));
        self.from = Some(Point::beginning(first.min(last)));
        self.to = Some(Point::ending(first.max(last)));
        self.extra.retain(|(key, _)| key != text::FROM && key != text::TO);
    }

    /// Leaves the window to the view.
    pub fn clear_window(&mut self) {
        (self.from, self.to) = (None, None);
        self.extra.retain(|(key, _)| key != text::FROM && key != text::TO);
    }

    /// The day as of which everything is shown.
    pub fn as_of(&self, dataset: &Dataset) -> Day {
        self.as_of.map_or(dataset.meta.as_of, |day| day.min(dataset.meta.as_of))
    }

    /// Shows everything as it was known on a day.
    pub fn set_as_of(&mut self, dataset: &Dataset, day: Day) {
        self.as_of = Some(day);
        self.leave_out_latest(dataset);
        self.extra.retain(|(key, _)| key != text::AS_OF);
    }

    /// Leaves out the day where it is the dataset's own or later: nothing is known beyond that, and
    /// the same state is always the same text.
    pub fn leave_out_latest(&mut self, dataset: &Dataset) {
        self.as_of = self.as_of.filter(|day| *day < dataset.meta.as_of);
    }

    /// Shows the timeline in a form; `None` leaves it to the width of the page.
    pub fn set_show(&mut self, show: Option<Show>) {
        self.show = show;
        self.extra.retain(|(key, _)| key != text::SHOW);
    }

    /// Groups recommendations by a property.
    pub fn set_group(&mut self, group: Grouping) {
        self.group = group;
        self.extra.retain(|(key, _)| key != text::GROUP);
    }

    /// Sorts recommendations.
    pub fn set_sort(&mut self, sort: Sort) {
        self.sort = sort;
        self.extra.retain(|(key, _)| key != text::SORT);
    }

    /// The value of a parameter that this module does not know (`embed`, `data`); the last,
    /// where it is repeated.
    pub fn parameter(&self, key: &str) -> Option<&str> {
        self.extra.iter().rfind(|(k, _)| k == key).map(|(_, value)| value.as_str())
    }

    fn is_reversed(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if from.first() > to.last())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clearing_the_filters_keeps_the_rest() {
        let text = "view=about&q=x&status=a&topic=b&kind=c&since=2017&from=2018&item=i&utm=1";
        let (mut address, _) = Address::parse(text);
        assert!(address.is_filtered());
        address.clear_filters();
        assert!(!address.is_filtered());
        assert_eq!(address.print(), "view=about&from=2018&item=i&utm=1");
    }

    #[test]
    fn a_text_is_read_and_left() {
        let mut address = Address::parse("q=data&item=i").0;
        address.read("paper", Some("heading III.A"));
        assert_eq!(
            address.print(),
            "view=sources&q=data&document=paper&paragraph=heading+III.A&item=i"
        );
        address.go(View::Sources);
        assert_eq!(address.print(), "view=sources&q=data&item=i");
    }

    #[test]
    fn a_choice_is_made_and_taken_back() {
        let mut address = Address::default();
        address.toggle(Facet::Topic, "open-data");
        address.toggle(Facet::Topic, "asset");
        address.toggle(Facet::Topic, "");
        assert_eq!(address.print(), "topic=asset,open-data");
        assert!(address.has(Facet::Topic, "asset"));
        address.toggle(Facet::Topic, "asset");
        assert_eq!(address.print(), "topic=open-data");
        address.toggle(Facet::Topic, "-open-data");
        assert_eq!(address.print(), "topic=-open-data");
        address.toggle(Facet::Topic, "open-data");
        address.toggle(Facet::Topic, "-asset");
        assert_eq!(address.print(), "topic=-asset,open-data");
        address.toggle(Facet::Topic, "-asset");
        assert_eq!(address.print(), "topic=open-data");
    }

    #[test]
    fn a_window_is_written_shortly() {
        let check = |first: &str, last: &str, expect: &str| {
            let day = |text| Point::parse(text).expect(text).first();
            let mut address = Address::default();
            address.set_window(day(first), day(last));
            assert_eq!(address.print(), expect);
            let (first, last) = (day(first).min(day(last)), day(first).max(day(last)));
            assert_eq!(address.window(), (Some(first), Some(last)));
        };
        check("2018-01-01", "2020-06-30", "from=2018&to=2020-06");
        check("2018-01-02", "2018-01-02", "from=2018-01-02&to=2018-01-02");
        check("2020-12-31", "2020-01-01", "from=2020&to=2020");
        let mut address = Address::default();
        address.set_window(Day(i32::MIN), Day(i32::MAX));
        assert_eq!(address.print(), "from=0001&to=9999");
    }

    #[test]
    fn what_was_known_on_the_datasets_own_day_needs_no_date() {
        let dataset = crate::query::sample::names();
        let day = |text: &str| Point::parse(text).expect(text).last();
        let check = |text: &str, shown: &str, expect: &str| {
            let (mut address, _) = Address::parse(text);
            address.leave_out_latest(&dataset);
            assert_eq!(address.as_of(&dataset), day(shown), "{text}");
            assert_eq!(address.print(), expect, "{text}");
            address.set_as_of(&dataset, day("2020-04-19"));
            assert_eq!(address.print(), "asof=2020-04-19", "{text}");
            address.set_as_of(&dataset, day("2020"));
            assert_eq!(address.print(), "", "{text}");
        };
        check("", "2020-04-20", "");
        check("asof=2019", "2019-12-31", "asof=2019-12-31");
        check("asof=2020-02", "2020-02-29", "asof=2020-02-29");
        check("asof=2020-04-20", "2020-04-20", "");
        check("asof=2020", "2020-04-20", "");
        check("asof=soon", "2020-04-20", "asof=soon");
        let late = Address::parse("asof=2020-05").0;
        assert_eq!(late.as_of(&dataset), day("2020-04-20"));
    }

    #[test]
    fn what_could_not_be_read_gives_way_to_a_choice() {
        let (mut address, notices) = Address::parse("view=maps&from=soon&to=2019&x=1");
        assert_eq!(notices.len(), 2);
        address.go(View::About);
        address.clear_window();
        assert_eq!(address.print(), "view=about&x=1");
        address = Address::parse("group=verb&sort=age&x=1").0;
        address.set_group(Grouping::Topic);
        address.set_sort(Sort::parse("-date").expect("an order"));
        assert_eq!(address.print(), "group=topic&sort=-date&x=1");
        address.set_group(Grouping::Function);
        address.set_sort(Sort::default());
        assert_eq!(address.print(), "x=1");
        assert_eq!((address.parameter("x"), address.parameter("y")), (Some("1"), None));
    }
}

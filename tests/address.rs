//! The address: any text is one, and every state is one text.

#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests fail by panicking, too.

mod bundled;

use mandate_trail::address::{Address, Choices, Notice, SECTIONS, Show, View};
use mandate_trail::load::load;
use mandate_trail::model::{Dataset, Day, Point, Ref};
use mandate_trail::query::{Grouping, Index, Sort, sort::By};
use proptest::prelude::*;

/// Parses, prints, and tells what was noticed.
fn read(text: &str) -> (String, Vec<Notice>) {
    let (address, notices) = Address::parse(text);
    (address.print(), notices)
}

#[test]
fn the_same_state_is_always_the_same_text() {
    let check =
        |text: &str, expect: &str| assert_eq!(read(text), (expect.into(), vec![]), "{text}");
    check("", "");
    check("?", "");
    check("&&", "");
    check("view=timeline&q=&status=&from=", "");
    check(
        "?item=i&to=2020-06&q=open%20data&view=about",
        "view=about&q=open+data&to=2020-06&item=i",
    );
    check("item=i&asof=2019&to=2020&document=d", "to=2020&asof=2019-12-31&document=d&item=i");
    check("asof=2020-02&from=2018&asof=", "from=2018&asof=2020-02-29");
    check("asof=2019-12-31&asof=2019", "asof=2019-12-31");
    check("item=i&show=table&asof=2019&show=", "asof=2019-12-31&show=table&item=i");
    check("show=drawing&document=d", "show=drawing&document=d");
    check(
        "item=i&fold=b:c,a&sort=-date&group=topic&show=list&fold=a,",
        "show=list&group=topic&sort=-date&fold=a,b:c&item=i",
    );
    check("group=function&sort=record&fold=", "");
    check("sort=-record", "sort=-record");
    check("status=b&topic=t&status=a,b,,c", "status=a,b,c&topic=t");
    check("topic=z&session=y&function=x&status=w", "status=w&function=x&session=y&topic=z");
    check("topic=a%2Cb,c", "topic=a%2Cb,c");
    check(
        "item=i&paragraph=heading%20III.A&document=d&view=sources",
        "view=sources&document=d&paragraph=heading+III.A&item=i",
    );
    check("document=&paragraph=footnote+*", "paragraph=footnote+%2A");
    check("right=2019&item=i&left=2018-02", "left=2018-02-28&right=2019-12-31&item=i");
    check("view=compare&right=wg4-10&left=wg4-9&right=", "view=compare&left=wg4-9&right=wg4-10");
    check("section=other-systems&view=about", "view=about&section=other-systems");
    check("q=a,b/c:(d)&item=i", "q=a,b/c:(d)&item=i");
    check("q=7(4)", "q=7(4%29");
    check("q=open+", "q=open%20");
    check("q=%E2%82%AC&q=€", "q=%E2%82%AC");
    check("q=100%", "q=100%25");
    check("q=a=b", "q=a%3Db");
    check("embed&utm_source=x+y&view=about", "view=about&embed=&utm_source=x+y");
    check("=x&=", "=x&=");
    check("??a&b?=?c", "%3Fa=&b%3F=?c");
}

#[test]
fn what_cannot_be_honoured_is_told_and_kept() {
    let check = |text: &str, expect: &str, notice: Notice| {
        assert_eq!(read(text), (expect.into(), vec![notice.clone()]), "{text}");
        assert_eq!(read(expect).0, expect);
    };
    let unknown = |value: &str, nearest: Option<&str>| Notice::Unknown {
        parameter: "view",
        value: value.into(),
        nearest: nearest.map(Into::into),
    };
    check("view=x&q=a", "q=a&view=x", unknown("x", None));
    check("view=Abuot", "view=Abuot", unknown("Abuot", Some("about")));
    check("view=About", "view=About", unknown("About", Some("about")));
    check(
        "view=recomendations",
        "view=recomendations",
        unknown("recomendations", Some("recommendations")),
    );
    check("view=about&view=x", "view=about&view=x", unknown("x", None));
    let show = |value: &str, nearest: Option<&str>| Notice::Unknown {
        parameter: "show",
        value: value.into(),
        nearest: nearest.map(Into::into),
    };
    let section = Notice::Unknown {
        parameter: "section",
        value: "how-status".into(),
        nearest: Some("how-status-is-read".into()),
    };
    check("view=about&section=how-status", "view=about&section=how-status", section);
    check("show=map&q=a", "q=a&show=map", show("map", None));
    check("show=tabel", "show=tabel", show("tabel", Some("table")));
    check("show=list&show=x", "show=list&show=x", show("x", None));
    let unknown = |parameter, value: &str, nearest: Option<&str>| Notice::Unknown {
        parameter,
        value: value.into(),
        nearest: nearest.map(Into::into),
    };
    check("group=topics", "group=topics", unknown("group", "topics", Some("topic")));
    check("group=verb&q=a", "q=a&group=verb", unknown("group", "verb", None));
    check("sort=dates", "sort=dates", unknown("sort", "dates", Some("date")));
    check("sort=--date", "sort=--date", unknown("sort", "--date", Some("date")));
    let date = |parameter, value: &str| Notice::NotADate { parameter, value: value.into() };
    check("from=2019-02-30&to=2020", "to=2020&from=2019-02-30", date("from", "2019-02-30"));
    check("to=soon", "to=soon", date("to", "soon"));
    check("asof=yesterday", "asof=yesterday", date("asof", "yesterday"));
    check("asof=2019-02-29&q=a", "q=a&asof=2019-02-29", date("asof", "2019-02-29"));
    let (from, to) = (Point::Year(2020), Point::Month(2019, 6));
    check("to=2019-06&from=2020", "from=2020&to=2019-06", Notice::Reversed { from, to });

    let (printed, notices) = read("q=a&q=b&q=b&item=x&item=y&from=2018&from=2019");
    assert_eq!(printed, "q=b&from=2019&item=y");
    let repeated = |parameter, value: &str| Notice::Repeated { parameter, value: value.into() };
    assert_eq!(notices, [repeated("q", "a"), repeated("item", "x"), repeated("from", "2018")]);
    let (printed, notices) = read("asof=2018&asof=2019-06-30");
    assert_eq!(
        (printed.as_str(), notices),
        ("asof=2019-06-30", vec![repeated("asof", "2018-12-31")])
    );
}

#[test]
fn a_reversed_window_is_none() {
    let window = |text| Address::parse(text).0.window();
    let day = |y, m, d| Some(Day::from_civil(y, m, d));
    assert_eq!(window("from=2018&to=2020-06"), (day(2018, 1, 1), day(2020, 6, 30)));
    assert_eq!(window("from=2020&to=2020"), (day(2020, 1, 1), day(2020, 12, 31)));
    assert_eq!(window("to=2020-02"), (None, day(2020, 2, 29)));
    assert_eq!(window("from=2020&to=2019"), (None, None));
    assert_eq!(window(""), (None, None));
}

/// Every link of `tests/published-links.txt` shows what it promises.
#[test]
fn published_links_keep_their_promise() {
    let dataset = load(&bundled::bundled()).dataset.expect("the bundled record loads");
    let index = Index::new(&dataset);
    let mut broken = Vec::new();
    let links = include_str!("published-links.txt").lines().enumerate();
    for (line, link) in links.filter(|(_, link)| !link.is_empty() && !link.starts_with('#')) {
        let (address, promise) = link.split_once('\t').expect(link);
        let mut failed = promises_of_the_address(address, promise);
        failed.extend(promises_of_the_record(address, promise, &index, &dataset));
        broken.extend(failed.iter().map(|f| format!("line {}: ?{address}: {f}", line + 1)));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// What can be told without a record: the view, the window, and that printing settles it.
fn promises_of_the_address(text: &str, promise: &str) -> Vec<String> {
    let (address, _) = Address::parse(text);
    let mut shown = vec![];
    if address.view != View::default() {
        shown.push(format!("view {}", address.view.slug()));
    }
    if let Some(show) = address.show {
        shown.push(format!("show {}", show.slug()));
    }
    if address.group != Grouping::default() {
        shown.push(format!("group {}", address.group.slug()));
    }
    if address.sort != Sort::default() {
        shown.push(format!("sort {}", address.sort.print()));
    }
    shown.extend(address.fold.iter().map(|key| format!("folds {key}")));
    if let Some(section) = address.section {
        shown.push(format!("section {section}"));
    }
    if let (Some(first), Some(last)) = address.window() {
        shown.push(format!("window {first}/{last}"));
    }
    let statements = ["view ", "show ", "group ", "sort ", "folds ", "window ", "section "];
    let promised = |s: &&str| statements.iter().any(|statement| s.starts_with(statement));
    let mut failed = vec![];
    let mut expect: Vec<&str> = promise.split("; ").filter(promised).collect();
    expect.sort_unstable();
    shown.sort_unstable();
    if shown != expect {
        failed.push(format!("promised {expect:?}, shows {shown:?}"));
    }
    if Address::parse(&address.print()).0 != address {
        failed.push(format!("is printed as {}, which is another", address.print()));
    }
    failed
}

/// The rest: what answers, what is open, what cannot be honoured.
fn promises_of_the_record(
    text: &str,
    promise: &str,
    index: &Index,
    dataset: &Dataset,
) -> Vec<String> {
    let (address, mut notices) = Address::parse(text);
    let resolved = address.resolve(dataset);
    notices.extend(resolved.notices);
    let mut noticed: Vec<&str> = notices.iter().map(parameter).collect();
    let as_of = address.as_of(dataset);
    let outcome = index.answer(&resolved.query, as_of);
    let count = outcome.recommendations.count();
    let shown = |item: Ref| outcome.shown(item.kind).has(item.index as usize);
    let mut failed = vec![];
    for statement in promise.split("; ") {
        let (first, second) = statement.split_once(' ').expect(statement);
        let known = dataset.find(second);
        let kept = match (first, second) {
            ("view" | "show" | "group" | "sort" | "folds" | "window" | "section", _) => true,
            ("compares", _) => resolved.pair.is_some_and(|pair| {
                let (left, right) = pair.sides();
                second == format!("{}/{}", left.slug(dataset), right.slug(dataset))
            }),
            ("all", "recommendations") => count == dataset.recommendations.len(),
            ("some", "recommendations") => count > 0,
            (number, "recommendations") => number.parse() == Ok(count),
            ("shows", _) => known.is_some_and(shown),
            ("hides", _) => known.is_some_and(|item| !shown(item)),
            ("as_of", _) => as_of.to_string() == second,
            ("opens", _) => known.is_some() && known == resolved.item,
            ("reads", _) => known.is_some() && known == resolved.document.map(Ref::from),
            ("paragraph", _) => {
                let texts = bundled::texts(dataset);
                let text = texts.iter().find(|(id, _)| Some(*id) == resolved.document);
                address.paragraph.as_deref() == Some(second)
                    && text.is_some_and(|(_, text)| text.block(second).is_some())
            }
            ("notice", _) => match noticed.iter().position(|&p| p == second) {
                Some(at) => {
                    noticed.remove(at);
                    true
                }
                None => false,
            },
            _ => panic!("no statement: {statement}"),
        };
        if !kept {
            failed.push(format!("\"{statement}\" is not kept ({count} recommendations)"));
        }
    }
    if !noticed.is_empty() {
        failed.push(format!("cannot be honoured: {noticed:?}"));
    }
    failed
}

fn parameter(notice: &Notice) -> &str {
    match notice {
        Notice::Unknown { parameter, .. }
        | Notice::NotADate { parameter, .. }
        | Notice::Repeated { parameter, .. } => parameter,
        Notice::NotYet { parameter, .. } => parameter,
        Notice::Reversed { .. } => "from",
        Notice::NoText { .. } => "document",
    }
}

fn choices() -> impl Strategy<Value = Choices> {
    let slug = "-?[a-z]{1,3}|[,%&=+ -]{1,2}|\\PC{1,3}|.{1,2}";
    proptest::collection::vec(slug, 0..4).prop_map(|slugs| slugs.iter().collect())
}

fn point() -> impl Strategy<Value = Option<Point>> {
    let day = (Day::from_civil(1, 1, 1).0..=Day::from_civil(9999, 12, 31).0).prop_map(Day);
    proptest::option::of((day, 0..3_u8).prop_map(|(day, precision)| {
        let c = day.civil();
        match precision {
            0 => Point::Year(c.year),
            1 => Point::Month(c.year, c.month),
            _ => Point::Day(c.year, c.month, c.day),
        }
    }))
}

prop_compose! {
    fn address()(
        view in proptest::sample::select(&View::ALL[..]),
        q in "[a-z +%&,.)]{0,6}|\\PC{0,4}|.{0,3}",
        facets in proptest::array::uniform13(choices()),
        since in point(), until in point(),
        from in point(), to in point(), as_of in point(),
        show in proptest::option::of(proptest::sample::select(&Show::ALL[..])),
        group in proptest::sample::select(&Grouping::ALL[..]),
        by in proptest::sample::select(&By::ALL[..]), reversed: bool, fold in choices(),
        document in proptest::option::of("[a-z0-9-]{1,8}|\\PC{1,4}"),
        paragraph in proptest::option::of("[0-9]{1,2}|heading [IV.]{1,3}|footnote \\*|\\PC{1,4}"),
        left in proptest::option::of("[a-z][a-z0-9-]{0,7}|[é ,&]{1,4}"),
        right in proptest::option::of("[a-z][a-z0-9-]{0,7}|2019-0[1-9]-10"),
        section in proptest::option::of(proptest::sample::select(&SECTIONS[..])),
        item in proptest::option::of("[a-z0-9-]{1,8}|\\PC{1,4}"),
        // Keys that no parameter has, and values that the known ones cannot have.
        extra in proptest::collection::vec(prop_oneof![
            ("[A-Z]{0,2}|[=&%+é?,]{1,3}", "\\PC{0,4}|[%+&=,]{0,3}"),
            ("view|since|until|from|to|asof|show|group|sort|section", "[A-Z&%]{1,4}"),
        ], 0..3),
    ) -> Address {
        Address {
            view, q, facets, since, until, from, to, as_of: as_of.map(Point::last),
            show, group, sort: Sort { by, reversed }, fold, document, paragraph, left,
            right, section, item, extra,
        }
    }
}

proptest! {
    #[test]
    fn every_state_is_read_as_it_was_printed(address in address()) {
        let printed = address.print();
        prop_assert_eq!(Address::parse(&printed).0, address.clone(), "{}", printed);
        prop_assert_eq!(Address::parse(&format!("?{printed}")).0, address);
        let plain = |b: u8| b.is_ascii_graphic() && !b"#'\"<>`\\^{|}".contains(&b);
        prop_assert!(printed.bytes().all(plain), "{}", printed);
    }

    #[test]
    fn any_text_is_an_address_and_printing_settles_it(
        text in "\\PC{0,40}|((view|q|status|topic|kind|flag|since|until|from|to|asof|group|sort|fold|document|paragraph|left|right|section|item|x)=[a-z0-9,%+=é-]{0,8}&){0,6}|(.|%[0-9A-F]{2}){0,20}",
    ) {
        let (address, _) = Address::parse(&text);
        let printed = address.print();
        let (again, _) = Address::parse(&printed);
        prop_assert_eq!(again.print(), printed);
        prop_assert_eq!(again, address);
    }
}

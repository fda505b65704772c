//! Reading and writing the query string.

use super::percent::{decode, encode, protect_end};
use super::resolve::nearest;
use super::{Address, Choices, Notice, SECTIONS, Show, View};
use crate::model::{Day, Point};
use crate::query::sort::By;
use crate::query::{Facet, Grouping, Sort};

pub(super) const VIEW: &str = "view";
const Q: &str = "q";
pub(super) const SINCE: &str = "since";
pub(super) const UNTIL: &str = "until";
pub(super) const FROM: &str = "from";
pub(super) const TO: &str = "to";
pub(super) const AS_OF: &str = "asof";
pub(super) const SHOW: &str = "show";
pub(super) const GROUP: &str = "group";
pub(super) const SORT: &str = "sort";
const FOLD: &str = "fold";
pub(super) const DOCUMENT: &str = "document";
pub(super) const PARAGRAPH: &str = "paragraph";
pub(super) const LEFT: &str = "left";
pub(super) const RIGHT: &str = "right";
pub(super) const SECTION: &str = "section";
pub(super) const ITEM: &str = "item";

/// Parameters that links may carry and that this edition of the page cannot honour yet: told of,
/// and kept. Any other unknown one (what mail programs add) is kept without a word.
const PROMISED: [&str; 2] = ["embed", "data"];

impl Address {
    /// Reads a query string, with or without its `?`. Every text is one: what cannot be
    /// honoured is told of, in the order in which it stands.
    ///
    /// ```
    /// use mandate_trail::address::Address;
    /// let (address, notices) = Address::parse("?q=open+data&status=continuing&from=2018");
    /// assert_eq!(address.q, "open data");
    /// assert!(address.has(mandate_trail::query::Facet::Status, "continuing"));
    /// assert!(notices.is_empty());
    /// ```
    pub fn parse(text: &str) -> (Address, Vec<Notice>) {
        let mut address = Address::default();
        let mut notices = Vec::new();
        let mut view = None;
        let mut q = None;
        let (mut group, mut sort) = (None, None);
        let text = text.strip_prefix('?').unwrap_or(text);
        for piece in text.split('&').filter(|piece| !piece.is_empty()) {
            let (key, raw) = piece.split_once('=').unwrap_or((piece, ""));
            let (key, value) = (decode(key), decode(raw));
            let mut last = Last { notices: &mut notices, value: &value };
            let known = match key.as_str() {
                // A known parameter without a value is as good as not given.
                VIEW | Q | SINCE | UNTIL | FROM | TO | AS_OF | SHOW | GROUP | SORT | DOCUMENT
                | PARAGRAPH | LEFT | RIGHT | SECTION | ITEM
                    if value.is_empty() =>
                {
                    true
                }
                VIEW => last.counts(VIEW, &mut view, View::parse(&value), |view| view.slug()),
                SINCE => last.counts(SINCE, &mut address.since, Point::parse(&value), point),
                UNTIL => last.counts(UNTIL, &mut address.until, Point::parse(&value), point),
                FROM => last.counts(FROM, &mut address.from, Point::parse(&value), point),
                TO => last.counts(TO, &mut address.to, Point::parse(&value), point),
                AS_OF => {
                    let day = Point::parse(&value).map(Point::last);
                    last.counts(AS_OF, &mut address.as_of, day, Day::to_string)
                }
                SHOW => last.counts(SHOW, &mut address.show, Show::parse(&value), |s| s.slug()),
                GROUP => last.counts(GROUP, &mut group, Grouping::parse(&value), |g| g.slug()),
                SORT => last.counts(SORT, &mut sort, Sort::parse(&value), |s| s.print()),
                FOLD => {
                    raw.split(',').for_each(|key| address.fold.insert(&decode(key)));
                    true
                }
                Q => last.text(Q, &mut q),
                DOCUMENT => last.text(DOCUMENT, &mut address.document),
                PARAGRAPH => last.text(PARAGRAPH, &mut address.paragraph),
                LEFT => last.counts(LEFT, &mut address.left, Some(side(&value)), String::clone),
                RIGHT => last.counts(RIGHT, &mut address.right, Some(side(&value)), String::clone),
                SECTION => {
                    let section = SECTIONS.into_iter().find(|section| *section == value);
                    last.counts(SECTION, &mut address.section, section, |section| *section)
                }
                ITEM => last.text(ITEM, &mut address.item),
                _ => match Facet::ALL.into_iter().find(|facet| facet.key() == key) {
                    Some(facet) => {
                        let choices = address.choices_mut(facet);
                        raw.split(',').for_each(|slug| choices.insert(&decode(slug)));
                        true
                    }
                    None => {
                        if PROMISED.contains(&key.as_str()) && !value.is_empty() {
                            let (parameter, value) = (key.clone(), value.clone());
                            notices.push(Notice::NotYet { parameter, value });
                        }
                        false
                    }
                },
            };
            if !known {
                address.extra.push((key, value));
            }
        }
        address.view = view.unwrap_or_default();
        address.q = q.unwrap_or_default();
        address.group = group.unwrap_or_default();
        address.sort = sort.unwrap_or_default();
        if let (Some(from), Some(to), true) = (address.from, address.to, address.is_reversed()) {
            notices.push(Notice::Reversed { from, to });
        }
        (address, notices)
    }

    /// The query string, without `?`; empty for the default. [`Address::parse`] reads it as
    /// this address again.
    pub fn print(&self) -> String {
        let mut printed = String::new();
        let mut single = |key: &str, value: &str| {
            begin(&mut printed, key);
            encode(&mut printed, value, b"");
        };
        if self.view != View::default() {
            single(VIEW, self.view.slug());
        }
        if !self.q.is_empty() {
            single(Q, &self.q);
        }
        for facet in Facet::ALL {
            list(&mut printed, facet.key(), self.choices(facet));
        }
        let mut single = |key: &str, value: &str| {
            begin(&mut printed, key);
            encode(&mut printed, value, b"");
        };
        let edges = [(SINCE, self.since), (UNTIL, self.until), (FROM, self.from), (TO, self.to)];
        for (key, edge) in edges {
            if let Some(edge) = edge {
                single(key, &edge.to_string());
            }
        }
        if let Some(day) = self.as_of {
            single(AS_OF, &day.to_string());
        }
        if let Some(show) = self.show {
            single(SHOW, show.slug());
        }
        if self.group != Grouping::default() {
            single(GROUP, self.group.slug());
        }
        if self.sort != Sort::default() {
            single(SORT, &self.sort.print());
        }
        list(&mut printed, FOLD, &self.fold);
        let mut single = |key: &str, value: &str| {
            begin(&mut printed, key);
            encode(&mut printed, value, b"");
        };
        let texts = [
            (DOCUMENT, self.document.as_deref()),
            (PARAGRAPH, self.paragraph.as_deref()),
            (LEFT, self.left.as_deref()),
            (RIGHT, self.right.as_deref()),
            (SECTION, self.section),
            (ITEM, self.item.as_deref()),
        ];
        for (key, text) in texts {
            if let Some(text) = text {
                single(key, text);
            }
        }
        for (key, value) in &self.extra {
            single(key, value);
        }
        protect_end(&mut printed);
        printed
    }
}

fn list(printed: &mut String, key: &str, choices: &Choices) {
    for (i, slug) in choices.iter().enumerate() {
        if i == 0 {
            begin(printed, key);
        } else {
            printed.push(',');
        }
        encode(printed, slug, b",");
    }
}

fn begin(printed: &mut String, key: &str) {
    if !printed.is_empty() {
        printed.push('&');
    }
    // A "?" at the beginning is not part of a query string.
    encode(printed, key, b"?");
    printed.push('=');
}

/// A side of a comparison: of a month or year the last day, anything else as it stands.
fn side(value: &str) -> String {
    Point::parse(value).map_or_else(|| value.to_owned(), |point| point.last().to_string())
}

fn point(point: &Point) -> String {
    point.to_string()
}

/// A value of a parameter that has only one.
struct Last<'a> {
    notices: &'a mut Vec<Notice>,
    value: &'a str,
}

impl Last<'_> {
    /// Lets the value count as it stands.
    fn text(&mut self, parameter: &'static str, slot: &mut Option<String>) -> bool {
        self.counts(parameter, slot, Some(self.value.to_owned()), String::clone)
    }

    /// Lets the value count where it could be read, and tells of the one that it replaces, or
    /// that it could not be read. Says whether it could.
    fn counts<T: PartialEq, S: Into<String>>(
        &mut self,
        parameter: &'static str,
        slot: &mut Option<T>,
        read: Option<T>,
        show: impl Fn(&T) -> S,
    ) -> bool {
        let Some(read) = read else {
            let value = self.value.to_owned();
            let nearest = match parameter {
                VIEW => Some(nearest(&value, View::ALL.iter().map(|view| view.slug()))),
                SECTION => Some(nearest(&value, SECTIONS.into_iter())),
                SHOW => Some(nearest(&value, Show::ALL.iter().map(|show| show.slug()))),
                GROUP => Some(nearest(&value, Grouping::ALL.iter().map(|group| group.slug()))),
                SORT => Some(nearest(&value, By::ALL.iter().map(|by| by.slug()))),
                _ => None,
            };
            self.notices.push(match nearest {
                Some(nearest) => Notice::Unknown { parameter, value, nearest },
                None => Notice::NotADate { parameter, value },
            });
            return false;
        };
        if let Some(before) = slot.as_ref().filter(|before| **before != read) {
            self.notices.push(Notice::Repeated { parameter, value: show(before).into() });
        }
        *slot = Some(read);
        true
    }
}

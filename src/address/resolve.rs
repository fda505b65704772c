//! What an address means in a dataset.

use super::text::{DOCUMENT, ITEM, LEFT, PARAGRAPH, RIGHT};
use super::{Address, Choices, Notice};
use crate::compare::{Pair, Side};
use crate::model::ids::LEFT_OUT;
use crate::model::{Dataset, Document, Id, Point, Ref};
use crate::order;
use crate::query::fold::fold;
use crate::query::{Facet, Query, opposite};

/// What an address means in a dataset.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// The question that it asks.
    pub query: Query,
    /// The document whose text is read; one that has a text.
    pub document: Option<Id<Document>>,
    /// What is compared.
    pub pair: Option<Pair>,
    /// The record whose details are open.
    pub item: Option<Ref>,
    /// What this dataset does not have.
    pub notices: Vec<Notice>,
}

impl Address {
    /// Finds the records that the address names, by id or former id. What the dataset does not
    /// have is left out of the question and told of; the address keeps it.
    pub fn resolve(&self, dataset: &Dataset) -> Resolved {
        let mut resolved = Resolved::default();
        resolved.query.text.clone_from(&self.q);
        for facet in Facet::ALL {
            for slug in self.choices(facet).iter() {
                match facet.choice(dataset, slug) {
                    Some(choice) => resolved.query.choose(choice),
                    None => {
                        let known = facet.values(dataset);
                        let known = known.iter().map(|value| value.slug(dataset));
                        let found = match slug.strip_prefix('-') {
                            Some(slug) => nearest(slug, known).map(|slug| opposite(&slug)),
                            None => nearest(slug, known),
                        };
                        resolved.notices.push(Notice::Unknown {
                            parameter: facet.key(),
                            value: slug.to_owned(),
                            nearest: found,
                        });
                    }
                }
            }
        }
        resolved.query.since = self.since.map(Point::first);
        resolved.query.until = self.until.map(Point::last);
        match (&self.document, &self.paragraph) {
            (Some(document), _) => match self.document(dataset) {
                Ok(id) => resolved.document = Some(id),
                Err(notice) => resolved.notices.push(notice.unwrap_or_else(|| Notice::Unknown {
                    parameter: DOCUMENT,
                    value: document.clone(),
                    nearest: nearest(
                        document,
                        dataset.documents.iter().map(|document| document.entry.id.as_str()),
                    ),
                })),
            },
            // A paragraph of nothing.
            (None, Some(paragraph)) => resolved.notices.push(Notice::Unknown {
                parameter: PARAGRAPH,
                value: paragraph.clone(),
                nearest: None,
            }),
            (None, None) => {}
        }
        match (Address::side(dataset, &self.left), Address::side(dataset, &self.right)) {
            (Some(Ok(left)), Some(Ok(right))) => {
                resolved.pair = Pair::of(dataset, left, right);
                // A session and a day: nothing to compare.
                if resolved.pair.is_none() && left != right {
                    let value = self.right.clone().unwrap_or_default();
                    resolved.notices.push(Notice::Unknown {
                        parameter: RIGHT,
                        value,
                        nearest: None,
                    });
                }
            }
            (left, right) => {
                for (parameter, side) in [(LEFT, left), (RIGHT, right)] {
                    let Some(Err(value)) = side else { continue };
                    let known = dataset.sessions.iter().map(|session| session.entry.id.as_str());
                    let nearest = nearest(&value, known);
                    resolved.notices.push(Notice::Unknown { parameter, value, nearest });
                }
            }
        }
        if let Some(item) = &self.item {
            resolved.item = dataset.find(item);
            if resolved.item.is_none() {
                let known = dataset.ids.iter().filter(|(_, of)| of.index != LEFT_OUT);
                let known = order::distinct(known.map(|(id, _)| id));
                resolved.notices.push(Notice::Unknown {
                    parameter: ITEM,
                    value: item.clone(),
                    nearest: nearest(item, known.into_iter()),
                });
            }
        }
        resolved
    }

    /// The document that is read; or else that it has no text, or nothing where there is no such
    /// document.
    fn document(&self, dataset: &Dataset) -> Result<Id<Document>, Option<Notice>> {
        let given = self.document.as_deref().unwrap_or_default();
        let id: Id<Document> =
            dataset.find(given).and_then(|item| dataset.typed(item)).ok_or(None)?;
        match dataset[id].text {
            Some(_) => Ok(id),
            None => Err(Some(Notice::NoText { document: given.to_owned() })),
        }
    }

    /// A side of what is compared, or the value that is none.
    fn side(dataset: &Dataset, value: &Option<String>) -> Option<Result<Side, String>> {
        let value = value.as_ref()?;
        if let Some(day) = Point::parse(value).map(Point::last) {
            return Some(Ok(Side::Day(day)));
        }
        let session = dataset.find(value).and_then(|item| dataset.typed(item));
        Some(session.map(Side::Session).ok_or_else(|| value.clone()))
    }

    /// What to tell of the paragraph where the text that is read has none of that label: known only
    /// once that text is there.
    pub fn lost_paragraph<'a>(
        &self,
        labels: impl Iterator<Item = &'a str> + Clone,
    ) -> Option<Notice> {
        let value = self.paragraph.as_ref()?;
        if labels.clone().any(|label| label == value) {
            return None;
        }
        let nearest = nearest(value, labels);
        Some(Notice::Unknown { parameter: PARAGRAPH, value: value.clone(), nearest })
    }

    /// The address with former ids replaced by present ones, so that a choice made under one
    /// can be taken back under the other. What the dataset does not have stays.
    #[must_use]
    pub fn with_present_ids(&self, dataset: &Dataset) -> Address {
        let mut present = self.clone();
        for facet in Facet::ALL {
            let written = |slug: &str| {
                facet.choice(dataset, slug).map_or_else(|| slug.to_owned(), |c| c.slug(dataset))
            };
            *present.choices_mut(facet) = self.choices(facet).iter().map(written).collect();
        }
        let ids = [&mut present.document, &mut present.left, &mut present.right, &mut present.item];
        for id in ids.into_iter().flatten() {
            if let Some(entry) = dataset.find(id).and_then(|item| dataset.entry(item)) {
                id.clone_from(&entry.id);
            }
        }
        present
    }

    /// The address without what this dataset or page does not have: what a reader who has been
    /// told of it may choose to drop.
    pub fn forget_unknown(&mut self, dataset: &Dataset) {
        for facet in Facet::ALL {
            let known = |slug: &&str| facet.choice(dataset, slug).is_some();
            let choices: Choices = self.choices(facet).iter().filter(known).collect();
            *self.choices_mut(facet) = choices;
        }
        if self.document(dataset).is_err() {
            (self.document, self.paragraph) = (None, None);
        }
        let sides = [&self.left, &self.right].map(|side| Address::side(dataset, side));
        let mixed = matches!(
            &sides,
            [Some(Ok(Side::Day(_))), Some(Ok(Side::Session(_)))]
                | [Some(Ok(Side::Session(_))), Some(Ok(Side::Day(_)))]
        );
        if matches!(&sides, [Some(Err(_)), _]) {
            self.left = None;
        }
        if mixed || matches!(&sides, [_, Some(Err(_))]) {
            self.right = None;
        }
        if self.item.as_ref().is_some_and(|id| dataset.find(id).is_none()) {
            self.item = None;
        }
        self.extra.clear();
    }
}

/// The known value that was probably meant: one with few letters changed, or else the first
/// that goes on where this one ends. Of one or two letters, anything could be meant.
pub(super) fn nearest<'a>(
    value: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Option<String> {
    let folded = fold(value);
    let goes_on = |candidate: &&str| fold(candidate).starts_with(folded.as_ref());
    let enough = value.chars().nth(2).is_some();
    let found = enough.then(|| {
        crate::nearest::nearest(value, known.clone()).or_else(|| known.clone().find(goes_on))
    });
    found.flatten().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Choice;
    use crate::query::sample::names;
    use proptest::prelude::*;

    fn resolve(text: &str) -> Resolved {
        Address::parse(text).0.resolve(&names())
    }

    /// What is chosen, as the address would have it.
    fn chosen(query: &Query) -> String {
        let dataset = names();
        let show =
            |choice: &Choice| format!("{}={}", choice.value.facet().key(), choice.slug(&dataset));
        query.choices().iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_left_out_and_the_days_are_resolved() {
        let resolved =
            resolve("topic=-conflicts,asset&kind=-documents&state=at&since=2018&until=2019-02");
        let expect = "topic=-interests topic=asset state=at kind=-documents";
        assert_eq!((chosen(&resolved.query).as_str(), resolved.notices), (expect, vec![]));
        let days = [resolved.query.since, resolved.query.until];
        assert_eq!(days.map(|day| day.expect("a day").to_string()), ["2018-01-01", "2019-02-28"]);
    }

    #[test]
    fn names_become_records() {
        let resolved = resolve(
            "q=asset&status=not-assessed,continuing&function=none,b&session=wgp10&topic=conflicts,interests,asset&item=at",
        );
        assert_eq!(resolved.query.text, "asset");
        // A former id is the same choice.
        let expect = "status=continuing status=not-assessed function=b function=none \
            session=wgp10 topic=interests topic=asset";
        assert_eq!(chosen(&resolved.query), expect);
        assert_eq!(resolved.item, names().find("at"));
        assert_eq!(resolved.notices, []);
        assert_eq!(resolve(""), Resolved::default());
    }

    #[test]
    fn what_the_dataset_does_not_have_is_told() {
        let check = |text: &str, parameter: &str, value: &str, near: Option<&str>| {
            let notices = resolve(text).notices;
            let [Notice::Unknown { parameter: p, value: v, nearest }] = &notices[..] else {
                panic!("{text}: {notices:?}");
            };
            assert_eq!((*p, v.as_str(), nearest.as_deref()), (parameter, value, near), "{text}");
        };
        check("status=continueing", "status", "continueing", Some("continuing"));
        check("status=x,continuing", "status", "x", None);
        check("function=open-data", "function", "open-data", None);
        check("function=non", "function", "non", Some("none"));
        check("topic=Open-Data", "topic", "Open-Data", Some("open-data"));
        check("topic=int", "topic", "int", Some("interests"));
        check("topic=wgp10", "topic", "wgp10", None);
        check("topic=-open-dat", "topic", "-open-dat", Some("-open-data"));
        check("evidence=explicitly", "evidence", "explicitly", Some("explicit"));
        check("session=wgp11", "session", "wgp11", Some("wgp10"));
        check("item=wgp-10", "item", "wgp-10", Some("wgp10"));
        check("item=%20", "item", " ", None);
        // What can be honoured is.
        assert_eq!(chosen(&resolve("topic=asset,nothing").query), "topic=asset");
    }

    #[test]
    fn a_text_is_found_or_told_of() {
        let mut dataset = names();
        let check = |dataset: &Dataset, text: &str, read: bool, told: &[Notice], kept: &str| {
            let (mut address, _) = Address::parse(text);
            let resolved = address.resolve(dataset);
            assert_eq!(
                (resolved.document.is_some(), &resolved.notices[..]),
                (read, told),
                "{text}"
            );
            address.forget_unknown(dataset);
            assert_eq!(address.print(), kept, "{text}");
        };
        let unknown = |parameter, value: &str, nearest: Option<&str>| Notice::Unknown {
            parameter,
            value: value.into(),
            nearest: nearest.map(Into::into),
        };
        let id = dataset.documents[0].entry.id.clone();
        let both = format!("document={id}&paragraph=29");
        check(&dataset, &both, false, &[Notice::NoText { document: id.clone() }], "");
        dataset.documents[0].text = Some("texts/a.txt".into());
        check(&dataset, &both, true, &[], &both);
        check(
            &dataset,
            "document=wgp10&item=at",
            false,
            &[unknown("document", "wgp10", None)],
            "item=at",
        );
        check(&dataset, "paragraph=29", false, &[unknown("paragraph", "29", None)], "");

        let (address, _) = Address::parse(&both);
        let lost = |labels: &[&str]| address.lost_paragraph(labels.iter().copied());
        assert_eq!(lost(&["header", "29"]), None);
        assert_eq!(lost(&["header"]), Some(unknown("paragraph", "29", None)));
        assert_eq!(Address::default().lost_paragraph([].into_iter()), None);
    }

    #[test]
    fn former_ids_become_present_ones() {
        let check = |text: &str, expect: &str| {
            let present = Address::parse(text).0.with_present_ids(&names());
            assert_eq!(present.print(), expect);
        };
        check("topic=conflicts", "topic=interests");
        check("topic=-conflicts", "topic=-interests");
        check(
            "topic=conflicts,interests,lost&item=conflicts",
            "topic=interests,lost&item=interests",
        );
        check("view=about&status=x&item=lost&a=b", "view=about&status=x&item=lost&a=b");
    }

    proptest! {
        #[test]
        fn any_value_is_resolved_or_told(text in "((status|function|session|topic|state|kind|verb|document|paragraph|item)=([a-z0-9,%-]{0,9}|-?(asset|at|actions)|\\PC{0,6})&){0,5}") {
            let dataset = names();
            let (address, _) = Address::parse(&text);
            let resolved = address.resolve(&dataset);
            for facet in Facet::ALL {
                let told = resolved.notices.iter().filter(|notice| {
                    matches!(notice, Notice::Unknown { parameter, .. } if *parameter == facet.key())
                });
                let chosen = resolved.query.chosen(facet).len();
                prop_assert!(chosen + told.count() <= address.choices(facet).len());
            }
            let present = address.with_present_ids(&dataset);
            prop_assert_eq!(present.resolve(&dataset), resolved);
            prop_assert_eq!(present.with_present_ids(&dataset), present);
        }
    }
}

//! The first recommendations of a large record, to be read while the rest of it is.

use super::dom::{Node, element};
use crate::model::{Dataset, Recommendation};
use crate::words::{Key, Words};

/// So many are shown.
const MOST: usize = 100;

/// What is shown before all is read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct First {
    /// What the record is called, and its language.
    title: [String; 2],
    rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
struct Row {
    title: String,
    /// Its status and its session.
    said: String,
    /// In which words it stands.
    quotes: Vec<String>,
}

impl First {
    /// Of what is read so far, once that is enough for a screen.
    pub(super) fn of(words: &Words, dataset: &Dataset) -> Option<First> {
        let rows = dataset.recommendations.get(..MOST)?;
        let row = |recommendation: &Recommendation| {
            let status = words.status(dataset.status(recommendation, dataset.meta.as_of));
            let session = dataset.sessions.get(recommendation.session.index());
            let session = session.map(|session| session.title.as_str());
            let said: Vec<&str> = [status].into_iter().chain(session).collect();
            Row {
                title: recommendation.title.clone(),
                said: said.join(" · "),
                quotes: recommendation.occurrences.iter().map(|of| of.quote.clone()).collect(),
            }
        };
        Some(First {
            title: [dataset.meta.title.clone(), dataset.meta.language.clone()],
            rows: rows.iter().map(row).collect(),
        })
    }

    /// They as a list, each to be opened for its words.
    pub(super) fn list(&self, words: &Words) -> Node {
        let [title, language] = &self.title;
        let row = |row: &Row| {
            let title = element("span").attr("dir", "auto").child(&*row.title);
            let said = element("span").class("soft").attr("dir", "auto").child(&*row.said);
            let quote = |quote: &String| {
                element("blockquote").attr("lang", language).attr("dir", "auto").child(&**quote)
            };
            let quotes: Node = row.quotes.iter().map(quote).collect();
            let summary = element("summary").child((title, " ", said));
            element("li").child(element("details").child((summary, quotes)))
        };
        let rows: Node = self.rows.iter().map(row).collect();
        element("main")
            .class("record-list first-rows")
            .child((
                element("h1").attr("lang", language).attr("dir", "auto").child(&**title),
                element("p").class("soft").child(words.get(Key::first_rows)),
                element("ul").child(rows),
            ))
            .into()
    }
}

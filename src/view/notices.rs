//! What could not be honoured of a link, and what is wrong with the data: said, never hidden.

use super::dom::{Node, element, live};
use super::reading;
use super::store::Store;
use crate::address::Notice;
use crate::browser::Entry;
use crate::load::Problem;
use crate::words::{self, Key, Words};

/// What the address asks for and this record or page does not have.
pub(super) fn notices(store: Store) -> Node {
    let words = store.words;
    live(move || {
        let mut all = store.unread.get();
        all.extend(store.notices.get());
        all.extend(reading::lost_paragraph(store));
        (!all.is_empty()).then(|| {
            let lines: Node = all.iter().map(|n| element("li").child(notice(words, n))).collect();
            let dismiss = move || {
                let lost = reading::lost_paragraph(store).is_some();
                store.unread.set(Vec::new());
                store.go(Entry::Replace, |address| {
                    address.forget_unknown(store.dataset());
                    if lost {
                        address.paragraph = None;
                    }
                });
            };
            let close = words.get(Key::close_notice);
            element("section").class("notice").attr("role", "alert").child((
                element("h2").child(words.get(Key::notice_title)),
                element("ul").child(lines),
                element("p").child(words.get(Key::notice_rest)),
                element("button").on_click(dismiss).child(close),
            ))
        })
    })
}

fn notice(words: &Words, notice: &Notice) -> String {
    match notice {
        Notice::Unknown { parameter, value, nearest } => {
            let said = words
                .with(Key::notice_unknown_value, &[("parameter", parameter), ("value", value)]);
            match nearest {
                Some(name) => {
                    format!("{said} {}", words.with(Key::did_you_mean, &[("name", name)]))
                }
                None => said,
            }
        }
        Notice::NoText { document } => words.with(Key::notice_no_text, &[("document", document)]),
        Notice::NotADate { parameter, value } => {
            words.with(Key::notice_not_a_date, &[("parameter", parameter), ("value", value)])
        }
        Notice::Reversed { from, to } => words
            .with(Key::notice_reversed, &[("from", &from.to_string()), ("to", &to.to_string())]),
        Notice::Repeated { parameter, value } => {
            words.with(Key::notice_repeated, &[("parameter", parameter), ("value", value)])
        }
    }
}

/// What is wrong with the data: folded, since what is sound is shown below.
pub(super) fn problems(store: Store) -> Node {
    let (words, problems) = (store.words, &store.record.problems);
    if problems.is_empty() {
        return Node::Nothing;
    }
    let title = words.count(Key::problems_title, problems.len(), &[]);
    element("details")
        .class("notice problems")
        .attr("role", "alert")
        .child(element("summary").child(title))
        .child(element("p").child(words.get(Key::problems_text)))
        .child(problem_list(words, problems))
        .into()
}

/// More problems than this are counted, not listed: nobody reads on, and the page stays quick.
const MOST_LISTED: usize = 100;

/// Problems, each with its place, what is wrong, and what became of the record.
pub(super) fn problem_list(words: &Words, problems: &[Problem]) -> Node {
    let line = |problem| {
        let severity = words::severity(words, problem);
        element("li").child((
            element("code").child(words::place(words, problem)),
            " ",
            element("span").child(words::problem(words, problem)),
            " ",
            element("span").class("soft").child(severity),
        ))
    };
    let lines: Node = problems.iter().take(MOST_LISTED).map(line).collect();
    let rest = problems.len().saturating_sub(MOST_LISTED);
    let rest = (rest > 0).then(|| element("p").child(words.count(Key::problems_more, rest, &[])));
    Node::from((element("ol").class("problem-list").child(lines), rest))
}

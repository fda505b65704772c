//! What could not be honoured of a link, and what is wrong with the data: said, never hidden.

use leptos::prelude::*;

use super::store::Store;
use crate::address::Notice;
use crate::browser::Entry;
use crate::load::Problem;
use crate::words::{self, Key, Words};

/// What the address asks for and this record or page does not have.
pub(super) fn notices(store: Store) -> AnyView {
    let words = store.words;
    let all = move || {
        let mut all = store.unread.get();
        all.extend(store.notices.get());
        all
    };
    (move || {
        let all = all();
        (!all.is_empty()).then(|| {
            let lines = all.iter().map(|n| view! { <li>{notice(words, n)}</li> }).collect_view();
            let dismiss = move |_| {
                store.unread.set(Vec::new());
                store.go(Entry::Replace, |address| address.forget_unknown(store.dataset()));
            };
            view! {
                <section class="notice" role="alert">
                    <h2>{words.get(Key::notice_title)}</h2>
                    <ul>{lines}</ul>
                    <p>{words.get(Key::notice_rest)}</p>
                    <button on:click=dismiss>{words.get(Key::close_notice)}</button>
                </section>
            }
        })
    })
    .into_any()
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
        Notice::NotADate { parameter, value } => {
            words.with(Key::notice_not_a_date, &[("parameter", parameter), ("value", value)])
        }
        Notice::Reversed { from, to } => words
            .with(Key::notice_reversed, &[("from", &from.to_string()), ("to", &to.to_string())]),
        Notice::NotYet { parameter, value } => {
            words.with(Key::notice_not_yet, &[("parameter", parameter), ("value", value)])
        }
        Notice::Repeated { parameter, value } => {
            words.with(Key::notice_repeated, &[("parameter", parameter), ("value", value)])
        }
    }
}

/// What is wrong with the data: folded, since what is sound is shown below.
pub(super) fn problems(store: Store) -> AnyView {
    let (words, problems) = (store.words, &store.record.problems);
    if problems.is_empty() {
        return ().into_any();
    }
    view! {
        <details class="notice problems" role="alert">
            <summary>{words.count(Key::problems_title, problems.len(), &[])}</summary>
            <p>{words.get(Key::problems_text)}</p>
            {problem_list(words, problems)}
        </details>
    }
    .into_any()
}

/// Problems, each with its place, what is wrong, and what became of the record.
pub(super) fn problem_list(words: &Words, problems: &[Problem]) -> AnyView {
    let lines = problems
        .iter()
        .map(|problem| {
            view! {
                <li>
                    <code>{words::place(words, problem)}</code>
                    " "
                    <span>{words::problem(words, problem)}</span>
                    " "
                    <span class="soft">{words::severity(words, problem)}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="problem-list">{lines}</ol> }.into_any()
}

//! How the record that is open is cited, in the forms that there are, each to be copied.

use crate::browser;
use crate::cite::{Citation, Form};
use crate::model::Ref;
use crate::view::dom::{Element, element, live_text};
use crate::view::signal::RwSignal;
use crate::view::store::Store;
use crate::words::Key;

pub(super) fn cite(store: Store, item: Ref) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let permalink = dataset.entry(item).map(|entry| store.permalink(&entry.id));
    let permalink = browser::absolute(&permalink.unwrap_or_default());
    let mut citation = Citation::of(words, dataset, item, &browser::language(), &permalink);
    citation.accessed = browser::today();
    let footnote = citation.print(words, Form::Footnote);
    let said = RwSignal::new(String::new());
    let copy = |form: Form| {
        let text = citation.print(words, form);
        let name = words.get(match form {
            Form::Footnote => Key::cite_copy,
            Form::Ris => Key::cite_copy_ris,
            Form::Bibtex => Key::cite_copy_bibtex,
            Form::Csl => Key::cite_copy_csl,
        });
        element("button")
            .on_click(move || {
                let text = text.clone();
                leptos::task::spawn_local(async move {
                    let copied = browser::copy(&text).await;
                    let told = if copied { Key::cite_copied } else { Key::cite_not_copied };
                    said.set(words.get(told).to_owned());
                });
            })
            .child(name)
    };
    let buttons: Vec<Element> = Form::ALL.into_iter().map(copy).collect();
    element("details").class("sources cite-as").child((
        element("summary").child(words.get(Key::cite)),
        element("p").attr("dir", "auto").child(footnote),
        element("p").class("buttons").child(buttons),
        element("p").attr("role", "status").child(live_text(move || said.get())),
    ))
}

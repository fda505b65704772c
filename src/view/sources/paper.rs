//! The text of a document, paragraph by paragraph: the words that records quote are marked, and
//! the records stand beside them.

use crate::browser;
use crate::model::{Document, Id, Kind, Recommendation, Ref};
use crate::order;
use crate::proof::{Figures, Part, Piece, pieces};
use crate::text::{Block, BlockKind};
use crate::view::dom::{Element, Node, effect, element, live};
use crate::view::glyph::glyph;
use crate::view::link;
use crate::view::reading::{self, Read, Stage};
use crate::view::store::Store;
use crate::words::{self, Key};

/// How many records stand beside a paragraph before the rest is folded away.
const LISTED: usize = 4;

/// In which order the records beside a paragraph stand: what it says first, what comes in large
/// numbers and what it only names after that.
const KINDS: [Kind; 11] = [
    Kind::Recommendation,
    Kind::Action,
    Kind::Resolution,
    Kind::Session,
    Kind::Document,
    Kind::Submission,
    Kind::Body,
    Kind::Function,
    Kind::Topic,
    Kind::Addressee,
    Kind::State,
];

pub(super) fn paper(store: Store, id: Id<Document>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let document = &dataset[id];
    let back = link::going(
        store,
        "back",
        |address| address.go(crate::address::View::Sources),
        || browser::next_frame(|| browser::focus("view")),
        words.get(Key::all_documents),
    );
    let title = element("h2")
        .attr("id", "paper-title")
        .attr("tabindex", "-1")
        .attr("dir", "auto")
        .child(link::record(store, id.into(), document.title.as_str()));
    let facts = element("p").child((
        element("span").class("soft").child((document.kind.as_str(), " · ")),
        super::facts(store, id),
        element("span").class("ways").child(super::official(store, id)),
    ));
    let text = live(move || match reading::text(store, id) {
        Stage::Loading => {
            element("p").attr("role", "status").child(words.get(Key::text_loading)).into()
        }
        Stage::Failed(why) => failed(store, id, why),
        Stage::Ready(read) => text(store, id, read),
    });
    let back = element("p").child(("‹ ", back));
    element("article").class("paper").child((back, title, facts, text)).into()
}

fn failed(store: Store, id: Id<Document>, why: String) -> Node {
    let words = store.words;
    let path = store.dataset()[id].text.as_deref().unwrap_or_default();
    let file = words.with(Key::failed_file, &[("url", &browser::resolved(path))]);
    let alert = element("div")
        .attr("role", "alert")
        .child((element("h3").child(words.get(Key::text_failed)), element("p").child(why)));
    let retry = element("button")
        .class("primary")
        .on_click(move || reading::fetch(store, id))
        .child(words.get(Key::retry));
    element("section")
        .class("notice")
        .child((alert, element("p").class("soft").child(file), retry))
        .into()
}

fn text(store: Store, id: Id<Document>, read: &'static Read) -> Node {
    // Where the address points to, now and whenever it points elsewhere.
    effect(move || {
        store.paragraph.with(|_| ());
        reading::reveal(store);
    });
    let parts = read.text.blocks().iter().zip(&read.proof.parts);
    let blocks: Node = parts.map(|(block, part)| shown(store, id, read, block, part)).collect();
    let blocks =
        element("div").class("blocks").attr("lang", &store.dataset().meta.language).child(blocks);
    Node::from((coverage(store, id, read), blocks))
}

/// How much of the text is the source of a record, and what is not, with the reason.
fn coverage(store: Store, id: Id<Document>, read: &'static Read) -> Node {
    let words = store.words;
    let without: Vec<_> =
        read.text.blocks().iter().zip(&read.proof.parts).filter(|(_, p)| !p.is_cited()).collect();
    let n = without.len();
    let why = (n > 0).then(|| {
        let rows = without.into_iter().map(|(block, part)| {
            let reason = part.reason.unwrap_or(words.get(Key::text_no_reason));
            let name = words::part(words, &block.label);
            let name = to_part(store, id, &block.label, name);
            (element("dt").child(name), element("dd").attr("dir", "auto").child(reason))
        });
        let rows: Node = rows.collect();
        let title = element("summary").child(words.count(Key::text_uncited, n, &[]));
        element("details").class("uncited").child((title, element("dl").class("rules").child(rows)))
    });
    let wrong = read.proof.misquoted.len() + read.proof.misplaced.len();
    let wrong = (wrong > 0)
        .then(|| element("p").class("remark").child(words.count(Key::text_misquoted, wrong, &[])));
    let said = element("p").child(figures(store, read));
    let quotes = element("p").class("soft").child(words.get(Key::text_quotes));
    element("div").class("coverage").child((said, why, wrong, quotes)).into()
}

/// How much of a text is the source of a record, in a sentence.
pub(in crate::view) fn figures(store: Store, read: &Read) -> String {
    let Figures { cited, paragraphs, cited_others, others } = read.proof.figures(&read.text);
    let number = |n: usize| store.words.number(n);
    store.words.count(
        Key::text_coverage,
        paragraphs,
        &[("cited", &number(cited)), ("others", &number(cited_others)), ("of", &number(others))],
    )
}

/// A link to a part of the text.
fn to_part(store: Store, id: Id<Document>, label: &'static str, name: impl Into<Node>) -> Node {
    let document: &'static str = &store.dataset()[id].entry.id;
    let go = move |address: &mut crate::address::Address| address.read(document, Some(label));
    link::going(store, "to-part", go, move || reading::reveal(store), name)
}

fn shown(
    store: Store,
    id: Id<Document>,
    read: &'static Read,
    block: &'static Block,
    part: &'static Part<'static>,
) -> Node {
    let words = store.words;
    let label = block.label.as_str();
    let (class, tag) = match block.kind {
        BlockKind::Header => ("block header", "p"),
        BlockKind::Heading(1) => ("block heading", "h3"),
        BlockKind::Heading(2) => ("block heading", "h4"),
        BlockKind::Heading(_) => ("block heading minor", "h5"),
        BlockKind::Paragraph => ("block", "p"),
        BlockKind::Footnote => ("block footnote", "p"),
    };
    let sign = (block.kind == BlockKind::Footnote).then(|| label.split(' ').next_back()).flatten();
    let before = sign.map(|sign| (element("sup").child(sign), " "));
    let back = sign.and_then(|sign| read.text.marked_in(sign)).map(|block| {
        let place = words::part(words, &block.label);
        let name = words.with(Key::back_to, &[("place", &place)]);
        (" ", to_part(store, id, &block.label, name))
    });
    let lines: Vec<Node> = (0..block.lines.len())
        .map(|line| {
            let pieces = pieces(block, line, part);
            let pieces: Node = pieces.into_iter().map(|of| piece(store, id, read, of)).collect();
            element(tag).attr("dir", "auto").flag("data-first", line == 0).child(pieces).into()
        })
        .collect();
    let anchor = match block.kind {
        BlockKind::Paragraph => Node::from(words.with(Key::anchor, &[("paragraph", label)])),
        _ => Node::from((
            words.with(Key::anchor, &[("paragraph", "")]),
            element("span").class("visually-hidden").child(label),
        )),
    };
    let said = element("div").class("said-there").child((before, lines, back));
    element("div")
        .class(class)
        .attr("id", &reading::anchor(label))
        .attr("role", "group")
        .attr("aria-label", &words::part(words, label))
        .attr("tabindex", "-1")
        .live_class("here", move || {
            store.paragraph.with(|paragraph| paragraph.as_deref() == Some(label))
        })
        .child((
            element("p").class("anchor").child(to_part(store, id, label, anchor)),
            said,
            beside(store, block, part),
        ))
        .into()
}

/// Some words, marked where records quote them and lit where the open one does; with the mark of
/// a footnote.
fn piece(store: Store, id: Id<Document>, read: &'static Read, piece: Piece<'static>) -> Node {
    let note = piece.mark.and_then(|sign| Some((sign, read.text.footnote(sign)?))).map(
        |(sign, footnote)| {
            let name = store.words.with(Key::footnote, &[("sign", sign)]);
            let name = (
                element("span").attr("aria-hidden", "true").child(sign),
                element("span").class("visually-hidden").child(name),
            );
            element("sup").child(to_part(store, id, &footnote.label, name))
        },
    );
    let items = piece.items;
    if items.is_empty() {
        return Node::from((link::marked(store, piece.text), note));
    }
    let open = move || store.item.get().is_some_and(|item| items.contains(&item));
    let quoted = element("mark").class("quoted").live_class("lit", open);
    let quoted = quoted.child(link::marked(store, piece.text));
    Node::from((quoted, note))
}

/// The records drawn from a part, each a link; where they are many, most of them folded.
fn beside(store: Store, block: &Block, part: &Part<'_>) -> Node {
    let items = part.drawn.iter().map(|drawn| drawn.item);
    let mut items: Vec<Ref> = items.filter(|&item| store.known(item)).collect();
    if items.is_empty() {
        return Node::Nothing;
    }
    order::sort_by_key(&mut items, |item| KINDS.iter().position(|kind| *kind == item.kind));
    // A heading is too short to have many beside it. One more than fits is as quickly shown as
    // folded.
    let room = if matches!(block.kind, BlockKind::Heading(_)) { 1 } else { LISTED };
    let first = if items.len() > room + 1 { room } else { items.len() };
    let (first, rest) = items.split_at(first);
    let list = |items: &[Ref]| {
        let rows: Node = items.iter().map(|&item| record(store, &block.label, item)).collect();
        element("ul").child(rows)
    };
    let more = (!rest.is_empty()).then(|| {
        let open = store.item.get_untracked().is_some_and(|item| rest.contains(&item));
        let title = element("summary").child(store.words.count(Key::and_more, rest.len(), &[]));
        element("details").flag("open", open).child((title, list(rest)))
    });
    element("div").class("beside").child((list(first), more)).into()
}

fn record(store: Store, label: &str, item: Ref) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let status = dataset
        .typed(item)
        .map(|id: Id<Recommendation>| (glyph(dataset.status(&dataset[id], store.as_of())), " "));
    let kind = element("span").class("soft").child(words.kind(item.kind));
    let name = element("bdi").child(words::name(words, dataset, item));
    // Where the focus comes back to: the same record may stand beside many parts.
    let here = format!("#{} ", browser::escaped(&reading::anchor(label)));
    element("li").child((kind, " ", status, link::record_at(store, item, here, name)))
}

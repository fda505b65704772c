//! Labels beside or on marks, never over another label or another mark of their lane.

use std::borrow::Cow;

use crate::order;

use super::canvas::Canvas;
use super::geometry::{Anchor, Label, Rect};
use super::marks::Mark;
use super::text::{self, FontRole};

/// Room between a mark and its label, px.
pub(super) const GAP: f64 = 5.0;
/// Room kept around labels and marks, px.
const CLEAR: f64 = 3.0;
/// A label is not cut shorter than this, px.
pub(super) const SHORTEST: f64 = 72.0;

/// On which side of its mark a label stands by preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A label asked for.
pub(super) struct Want<'t> {
    /// The position of its mark among those of the lane.
    pub(super) mark: usize,
    pub(super) text: &'t str,
    /// What stands there where that has no room; nothing where it is empty.
    pub(super) short: &'t str,
    pub(super) side: Side,
    /// It may stand on the body where that is wide enough.
    pub(super) inside: bool,
}

/// Gives the marks of one lane their labels: what is chosen first, then what is lit, then in
/// order; on the mark where it is long enough, else on the preferred side, else on the other, else
/// the short one in these places, else none. Widens each pointer target by the label.
pub(super) fn place(canvas: &Canvas<'_>, marks: &mut [Mark], mut wants: Vec<Want<'_>>) {
    let mut taken: Vec<Rect> = marks.iter().map(|mark| grown(mark.body())).collect();
    let rank =
        |mark: Option<&Mark>| mark.map_or(2, |m| if m.selected { 0 } else { 2 - u8::from(m.lit) });
    order::sort_by_key(&mut wants, |want| rank(marks.get(want.mark)));
    for want in wants {
        let Some(mark) = marks.get_mut(want.mark) else { continue };
        let roles: &[FontRole] =
            if mark.lit { &[FontRole::Strong, FontRole::Mark] } else { &[FontRole::Mark] };
        let free = |label: &Label| {
            let rect = label.rect();
            rect.x >= canvas.left
                && rect.right() <= canvas.right
                && (label.inside
                    || taken.iter().enumerate().all(|(i, t)| i == want.mark || !t.overlaps(&rect)))
        };
        let texts = [want.text, want.short].into_iter().filter(|text| !text.is_empty());
        let of = &*mark;
        let label = texts.into_iter().find_map(|text| {
            let places = roles.iter().flat_map(|&role| candidates(canvas, of, &want, text, role));
            let label = places.into_iter().find(free)?;
            Some(Label { text: text.to_owned(), ..label })
        });
        let Some(label) = label else { continue };
        if !label.inside {
            taken.push(grown(label.rect()));
        }
        widen(&mut mark.hit, label.rect());
        mark.label = Some(label);
    }
}

/// Where a label may stand, the best place first, without its text.
fn candidates(
    canvas: &Canvas<'_>,
    mark: &Mark,
    want: &Want<'_>,
    text: &str,
    role: FontRole,
) -> impl Iterator<Item = Label> + use<> {
    let width = canvas.width(text, role);
    let body = mark.body();
    let label = |x, anchor, inside| Label {
        text: String::new(),
        x,
        y: mark.y,
        anchor,
        width,
        role,
        inside,
    };
    let inside = (want.inside && body.width >= width + 2.0 * GAP - 2.0).then(|| {
        let wide = body.width > 2.0 * width + 40.0 || mark.cut_start || mark.cut_end;
        if wide {
            label(body.x + GAP, Anchor::Start, true)
        } else {
            label(body.x + body.width / 2.0, Anchor::Middle, true)
        }
    });
    let left = label(body.x - GAP, Anchor::End, false);
    let right = label(body.right() + GAP, Anchor::Start, false);
    inside.into_iter().chain(match want.side {
        Side::Left => [left, right],
        Side::Right => [right, left],
    })
}

fn grown(rect: Rect) -> Rect {
    Rect { x: rect.x - CLEAR, width: rect.width + 2.0 * CLEAR, ..rect }
}

/// Makes a pointer target reach over a label as well; its height stays.
pub(super) fn widen(hit: &mut Rect, label: Rect) {
    let right = hit.right().max(label.right());
    hit.x = hit.x.min(label.x);
    hit.width = right - hit.x;
}

/// The words of a label, cut to the most room that labels of rows are given.
pub(super) fn words<'t>(
    canvas: &Canvas<'_>,
    text: &'t str,
    room: f64,
) -> Option<(Cow<'t, str>, f64)> {
    text::fit(text, room, FontRole::Mark, &|text, role| canvas.width(text, role))
}

//! The sign of each status: the same shape everywhere, so that it can be told without colour.
//! Drawn once as symbols, used by reference in facets, rows, details and the timeline.

use leptos::prelude::*;
use leptos::svg;

use crate::model::Status;

/// The symbols, drawn in the colour of the text about them. 16 by 16.
pub(super) fn symbols() -> AnyView {
    let one = |status: Status, shapes: AnyView| {
        svg::symbol()
            .id(format!("glyph-{}", status.slug()))
            .attr("viewBox", "0 0 16 16")
            .child(shapes)
    };
    let path = |class: &'static str, d: &'static str| svg::path().attr("class", class).attr("d", d);
    const DISC: &str = "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z";
    let shapes = vec![
        one(
            Status::Implemented,
            (path("fill", DISC), path("knock", "M5 8.2l2.2 2.2L11 6")).into_any(),
        ),
        one(
            Status::PartlyImplemented,
            (path("line", DISC), path("fill", "M8 2a6 6 0 0 0 0 12z")).into_any(),
        ),
        one(
            Status::UnderImplementation,
            (path("line", DISC), path("fill", "M8 5.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5z"))
                .into_any(),
        ),
        one(Status::Continuing, path("fill", "M2 3l6 5l-6 5zM8 3l6 5l-6 5z").into_any()),
        one(Status::NoActionReported, path("line", DISC).into_any()),
        one(
            Status::OvertakenByEvents,
            (path("fill", DISC), path("strike", "M3 13L13 3")).into_any(),
        ),
        one(Status::NotAssessed, path("line dashed", DISC).into_any()),
    ];
    svg::svg().attr("class", "symbols").attr("aria-hidden", "true").child(shapes).into_any()
}

/// The sign of a status. The word stands beside it, so it is hidden from a screen reader.
pub(super) fn glyph(status: Status) -> AnyView {
    svg::svg()
        .attr("class", format!("glyph status-{}", status.slug()))
        .attr("aria-hidden", "true")
        .attr("viewBox", "0 0 16 16")
        .child(svg::r#use().attr("href", format!("#glyph-{}", status.slug())))
        .into_any()
}

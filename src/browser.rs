//! The page's only way to the browser: no other module names web-sys or js-sys. It deals in
//! strings, numbers, callbacks and drawings, and knows nothing of the record.

mod clipboard;
mod direction;
mod download;
mod fetch;
mod history;
mod measure;
mod page;
mod paint;
mod pointer;
mod remembered;
mod share;
mod sketch;
mod stamps;
mod time;

pub use clipboard::copy;
pub use direction::is_rtl;
pub use download::{save, save_png, style_rules};
pub use fetch::{Part, Unfetched, fetch};
pub use history::{Entry, absolute, on_popstate, query_string, write};
pub use measure::{
    TextWidths, heights, lay_out, middles, observe_view, observe_width, seen_to, tell_width,
};
pub use page::{
    Focus, before_use, bring_near, escaped, focus, focus_back, focus_where, is_coarse, is_modified,
    is_on, is_popover_open, is_there, language, mark_root, on_key, on_media, on_print,
    prefers_stillness, reload, remove, resolved, resolved_here, reveal, select_text, set_ready,
    set_title, start,
};
pub use paint::Painter;
pub use pointer::{Drawing, follow_mouse};
pub use remembered::{remember, remembered};
pub use share::{can_share, share};
pub use sketch::Sketch;
pub use time::{
    Frames, Hand, Slices, Timer, after, frames, next_frame, once_painted, today, when_idle,
};

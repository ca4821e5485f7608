//! What the fuzz targets in `tests/fuzz` do with their bytes. The seeds there are run by `cargo test` too.
//!
//! Each panics when something is not as it must be.

mod builder;
mod conditional;
mod cookie;
mod credentials;
mod etags;
mod headers;
mod matcher;
mod multi_dict;
mod multipart;
mod names;
mod origins;
mod passwords;
mod ranges;
mod rule;
mod signed;
mod structured;
mod text;
mod urls;
mod websocket;
mod words;

pub use builder::builder;
pub use conditional::conditional;
pub use cookie::cookie;
pub use credentials::credentials;
pub use etags::etags;
pub use headers::{accept, cache_control, date, list, options, policy};
pub use matcher::matcher;
pub use multi_dict::multi_dict;
pub use multipart::multipart;
pub use names::names;
pub use origins::origins;
pub use passwords::passwords;
pub use ranges::ranges;
pub use rule::rule;
pub use signed::signed;
pub use structured::structured;
pub use urls::urls;
pub use websocket::websocket;
pub use words::words;

/// What is done with bytes.
pub type Target = fn(&[u8]);

/// All targets, by the names of their folders with seeds.
pub const TARGETS: [(&str, Target); 24] = [
    ("rule", rule),
    ("matcher", matcher),
    ("builder", builder),
    ("cookie", cookie),
    ("credentials", credentials),
    ("structured", structured),
    ("list", list),
    ("options", options),
    ("accept", accept),
    ("cache_control", cache_control),
    ("policy", policy),
    ("date", date),
    ("etags", etags),
    ("ranges", ranges),
    ("conditional", conditional),
    ("urls", urls),
    ("origins", origins),
    ("multi_dict", multi_dict),
    ("names", names),
    ("passwords", passwords),
    ("multipart", multipart),
    ("signed", signed),
    ("words", words),
    ("websocket", websocket),
];

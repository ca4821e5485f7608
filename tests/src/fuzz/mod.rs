//! What the fuzz targets in `tests/fuzz` do with their bytes. The seeds there are run by `cargo test` too.
//!
//! Each panics when something is not as it must be.

mod builder;
mod cookie;
mod credentials;
mod headers;
mod matcher;
mod rule;
mod structured;
mod text;

pub use builder::builder;
pub use cookie::cookie;
pub use credentials::credentials;
pub use headers::{accept, cache_control, date, list, options, policy};
pub use matcher::matcher;
pub use rule::rule;
pub use structured::structured;

/// What is done with bytes.
pub type Target = fn(&[u8]);

/// All targets, by the names of their folders with seeds.
pub const TARGETS: [(&str, Target); 12] = [
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
];

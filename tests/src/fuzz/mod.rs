//! What the fuzz targets in `tests/fuzz` do with their bytes. The seeds there are run by `cargo test` too.
//!
//! Each panics when something is not as it must be.

mod builder;
mod headers;
mod matcher;
mod rule;
mod text;

pub use builder::builder;
pub use headers::{accept, cache_control, date, list, options, policy};
pub use matcher::matcher;
pub use rule::rule;

/// What is done with bytes.
pub type Target = fn(&[u8]);

/// All targets, by the names of their folders with seeds.
pub const TARGETS: [(&str, Target); 9] = [
    ("rule", rule),
    ("matcher", matcher),
    ("builder", builder),
    ("list", list),
    ("options", options),
    ("accept", accept),
    ("cache_control", cache_control),
    ("policy", policy),
    ("date", date),
];

//! Vectors that the real Werkzeug has made, in groups with the same rules; `tests/oracle/routing.py` says how.

mod building;
mod datastructures;
mod headers;
mod matching;
mod rules;

pub use building::builds;
pub use datastructures::datastructure;
pub use headers::header;
pub use matching::matches;

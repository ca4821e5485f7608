//! Vectors that the real Werkzeug has made, in groups with the same rules; `tests/oracle/routing.py` says how.

mod building;
mod matching;
mod rules;

pub use building::builds;
pub use matching::matches;

//! Routing: the constant table, the matcher and the URL builder. No I/O, usable alone.

mod captures;
mod method_set;
mod params;
mod table;
mod target;

pub use captures::Captures;
pub use method_set::MethodSet;
pub use table::{BuildError, RouteInfo, Table};
pub use target::{Outcome, Target};

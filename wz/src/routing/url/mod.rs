//! Building URLs from rules.

mod error;
mod link;
mod query;
mod value;
mod write;

pub use error::{BuildError, BuildErrorKind};
pub(crate) use link::preferred;
pub use link::{Given, Link, Missing};
pub use query::{QueryValue, push_query_pair};
pub use value::{CustomVariable, VariableValue, value_kind};
pub(crate) use write::{Values, full_rule, keep_here, write_path, write_value};

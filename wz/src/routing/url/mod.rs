//! Building URLs from rules.

mod error;
mod explain;
mod kind;
mod link;
mod literal;
mod missing;
mod origin;
mod plan;
mod query;
pub(crate) mod read_back;
mod room;
mod value;
mod write;

pub use error::{BuildError, BuildErrorKind};
pub use kind::{CustomVariable, Variable, value_kind};
pub(crate) use link::preferred;
pub use link::{Given, Link};
pub use literal::Literal;
pub use missing::Missing;
pub use origin::{insert_origin, push_anchor};
pub use plan::Plan;
pub use query::{QueryValue, push_query_pair};
pub use value::{ChoiceValue, CustomValue, FloatValue, IntValue, TextValue, UuidValue};
pub(crate) use write::{Values, full_rule, keep_here, write_host, write_path, write_value};

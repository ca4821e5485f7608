//! Routing: rules, the table they are packed into, finding the route of a request and building URLs.
//!
//! Pure functions over text and constants: no I/O, no runtime, usable alone. The macros write [`spec`] values,
//! [`automaton`] packs them at compile time, [`Table`] answers with an [`Outcome`].

mod at;
pub mod automaton;
mod canonical;
mod captures;
mod converter;
mod digits;
mod explain;
mod find;
mod flat;
mod glue;
mod graph;
mod limited;
mod lookup;
pub mod map;
pub(crate) mod matcher;
mod method_set;
mod mount_check;
mod params;
#[cfg(feature = "regex")]
mod regex_converter;
mod sample;
pub mod spec;
mod subset;
mod table;
mod target;
mod url;
mod url_for;
mod variable;

pub use at::{Answer, At};
pub use captures::Captures;
pub use converter::{AnyConverter, ArgumentValue, Arguments, Configured, Converter};
pub use explain::{Candidate, Explanation, Verdict};
use explain::{Described, Outline, Outlined, RuleText};
pub use flat::{Counts, FlatMount, FlatRoute, count};
pub(crate) use flat::{Flat, flatten};
#[doc(hidden)]
pub use glue::{
    blamed, check_choices, concat, has_host, int_text, range, stop_at, try_url, url as build_url,
};
#[doc(hidden)]
pub use limited::limited;
pub use method_set::MethodSet;
#[cfg(feature = "regex")]
pub use regex_converter::{Regex, RegexPath};
pub use table::{Route, Table};
pub use target::{Matched, Outcome, Target};
pub use url::{
    BuildError, BuildErrorKind, ChoiceValue, FloatValue, Given, IntValue, Link, Literal, Missing, Plan,
    QueryValue, TextValue, UuidValue, push_query_pair,
};
#[doc(hidden)]
pub use url::{CustomValue, CustomVariable, Variable, insert_origin, push_anchor, value_kind};
#[doc(hidden)]
pub use variable::FromCustom;
pub use variable::{FromChoice, FromFloat, FromInt, FromText, FromUuid, IntText};

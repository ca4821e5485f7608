//! A value with parameters: `attachment; filename="a b.txt"` (RFC 9110 §5.6.6, RFC 8187, RFC 2231 §3).

mod found;
mod mark;
mod options_header;
mod parse;
mod quoting;
mod scan;
mod values;

pub use options_header::OptionsHeader;
pub use values::Options;

pub(super) use parse::{parse, parse_with};
pub(super) use quoting::Quoting;
pub(super) use values::write_option;

//! The grammar that header values share (RFC 9110 §5.6): tokens, quoted strings, lists and parameters.
//!
//! Reading takes one pass over the text and copies only what has escapes in it. Writing quotes where it must, and
//! never lets a control character through.

mod parameter;
mod quoted;
mod split;
mod token;

pub use parameter::{Parameter, Parameters, parameters, write_parameter};
pub use quoted::{QuotedString, quoted_string, unquote, write_quoted, write_value};
pub(crate) use split::cut;
pub use split::{Split, list, split, split_once};
pub use token::{is_tchar, is_token, trim};

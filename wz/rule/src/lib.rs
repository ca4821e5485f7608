//! The URL rule language of wz: `/user/<int(min=1):id>`.
//!
//! One parser serves the macros (at expansion) and the run-time map. It knows nothing of HTTP, of Rust syntax
//! or of handlers: text in, [`Segment`]s or a [`RuleError`] with byte offsets out.
//!
//! ```text
//! rule        = "/" segment *( "/" segment )
//! segment     = *( text / variable )              ; several variables in one segment are fine
//! text        = any characters but "<" ">" "?" "#" and "%XX"
//! variable    = "<" [ converter [ "(" arguments ")" ] ":" ] name ">"
//! arguments   = argument *( "," argument )
//! argument    = [ name "=" ] value
//! value       = "True" / "False" / "None" / integer / float / quoted / bareword
//! ```
//!
//! This crate is an implementation detail of wz with no stability promise of its own.

mod arguments;
mod built_in;
mod content_hash;
mod converter;
mod dot_segment;
mod encode;
mod error;
mod key;
mod misplaced;
mod parse;
mod piece;
mod quantity;
mod segment;
mod shape;
mod suggest;
mod text;
mod unknown;

pub use arguments::{Argument, Value};
pub use built_in::{BUILT_IN, is_built_in};
pub use content_hash::ContentHash;
pub use converter::{Converter, resolve};
pub use dot_segment::dot_segment;
pub use encode::{encode_path_text, escaped, is_path_safe};
pub use error::{RuleError, Span};
pub use key::{SegmentKey, segment_key};
pub use parse::{parse, parse_host, parse_redirect};
pub use piece::{Piece, Placeholder};
pub use quantity::{parse_size, parse_time};
pub use segment::{LONGEST_TEXT, Part, Rule, Segment, Variable};
pub use shape::{Fork, Shape};
pub use suggest::did_you_mean;

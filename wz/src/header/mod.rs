//! Typed headers: text in, values out, and back; no I/O.
//!
//! Each header is a type with [`FromStr`](std::str::FromStr) and [`Display`](std::fmt::Display); with
//! [`HeaderMapExt`] it is read from and written to an [`http::HeaderMap`], where several lines become one value as
//! the header's RFC says. [`syntax`] has the grammar that all of them share (RFC 9110 §5.6).
//!
//! Reading is lenient where clients in the field are sloppy and nothing is lost by it; what is written is always
//! legal, and can contain neither CR, LF nor NUL.

mod date;
mod error;
mod etag;
#[expect(clippy::module_inception, reason = "the trait is what the file is about")]
mod header;
mod map_ext;
mod range;
pub mod syntax;

pub use date::{Date, Expires, HttpDate, IfModifiedSince, IfUnmodifiedSince, LastModified};
pub use error::{HeaderError, HeaderErrorKind};
pub use etag::{ETag, ETags, IfMatch, IfNoneMatch};
pub use header::{Header, Lines};
pub use map_ext::HeaderMapExt;
pub use range::{ContentRange, IfRange, Range, RangeSpec};

//! Typed headers: text in, values out, and back; no I/O.
//!
//! Each header is a type with [`FromStr`](std::str::FromStr) and [`Display`](std::fmt::Display); with
//! [`HeaderMapExt`] it is read from and written to an [`http::HeaderMap`], where several lines become one value as
//! the header's RFC says. [`syntax`] has the grammar that all of them share (RFC 9110 §5.6).
//!
//! Reading is lenient where clients in the field are sloppy and nothing is lost by it; what is written is always
//! legal, and can contain neither CR, LF nor NUL.

mod accept;
mod age;
mod cache_control;
mod content_disposition;
mod content_security_policy;
mod content_type;
mod date;
mod error;
mod etag;
mod ext_value;
#[expect(clippy::module_inception, reason = "the trait is what the file is about")]
mod header;
mod header_set;
mod list;
mod map_ext;
mod options;
mod ordered;
mod range;
mod retry_after;
mod seconds;
pub mod syntax;

pub use accept::{Accept, AcceptCharset, AcceptEncoding, AcceptLanguage, MediaRange, Preference, Quality};
pub use age::Age;
pub use cache_control::{Extensions, FieldNames, MaxStale, RequestCacheControl, ResponseCacheControl};
pub use content_disposition::{ContentDisposition, safe_filename};
pub use content_security_policy::{ContentSecurityPolicy, ContentSecurityPolicyReportOnly};
pub use content_type::ContentType;
pub use date::{Date, Expires, HttpDate, IfModifiedSince, IfUnmodifiedSince, LastModified};
pub use error::{HeaderError, HeaderErrorKind};
pub use etag::{ETag, ETags, IfMatch, IfNoneMatch};
pub use header::{Header, Lines};
pub use header_set::HeaderSet;
pub use list::{dump_dict, dump_list, parse_dict, parse_list};
pub use map_ext::HeaderMapExt;
pub use options::{Options, OptionsHeader};
pub use range::{ContentRange, IfRange, Range, RangeSpec};
pub use retry_after::RetryAfter;

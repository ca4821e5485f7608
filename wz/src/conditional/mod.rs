//! Conditional requests and ranges (RFC 9110 §13 and §14): what is asked for, what there is, and what to answer.
//!
//! [`evaluate`] is the whole of it: a pure function of the method, the headers of the request and the
//! [`Representation`] there is. What it gives is a [`Decision`], which knows its status and its headers.
//!
//! ```
//! use wz::conditional::{Decision, Representation, evaluate};
//! use wz::header::ETag;
//! use wz::http::{HeaderMap, Method};
//!
//! let mut headers = HeaderMap::new();
//! headers.insert("if-none-match", r#""v1""#.parse().unwrap());
//!
//! let old = Representation::new().etag(ETag::strong("v1")?).length(1000);
//! assert_eq!(evaluate(&Method::GET, &headers, &old), Decision::NotModified);
//! assert_eq!(evaluate(&Method::PUT, &headers, &old), Decision::PreconditionFailed);
//!
//! let new = Representation::new().etag(ETag::strong("v2")?).length(1000);
//! assert_eq!(evaluate(&Method::GET, &headers, &new), Decision::Perform);
//!
//! headers.insert("range", "bytes=0-99".parse().unwrap());
//! assert_eq!(evaluate(&Method::GET, &headers, &new), Decision::Partial { range: 0..100, length: 1000 });
//! # Ok::<_, wz::header::HeaderError>(())
//! ```
//!
//! For what is in memory as a whole, [`make_conditional`] makes the response, too.
//!
//! Ask it when the answer would be a success, before anything is changed: a precondition does not count where the answer
//! is an error or a redirect without it (RFC 9110 §13.2.1).

mod coalesce;
mod content;
mod decision;
mod evaluate;
mod make_conditional;
mod multipart;
mod representation;
#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "one range is meant, not what is in it")]
mod tests;

pub use decision::Decision;
pub use evaluate::{MAX_RANGES, evaluate};
pub use make_conditional::make_conditional;
pub use multipart::{ByteRangePart, MultipartByteRanges};
pub use representation::Representation;

pub(crate) use content::Content;
pub(crate) use make_conditional::make_content_conditional;

pub use crate::form::multipart::Boundary;

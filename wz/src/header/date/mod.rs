//! Dates of HTTP (RFC 9110 §5.6.7), and the headers that hold one.

mod calendar;
mod fields;
mod fixed;
mod http_date;
mod lenient;

pub(crate) use calendar::{Civil, month_of};
pub use fields::{Date, Expires, IfModifiedSince, IfUnmodifiedSince, LastModified};
pub use http_date::HttpDate;

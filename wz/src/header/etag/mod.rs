//! Entity tags, and the headers that hold them (RFC 9110 §8.8.3 and §13.1).

mod if_match;
mod scan;
mod tag;
mod tags;

pub use if_match::{IfMatch, IfNoneMatch};
pub use tag::ETag;
pub use tags::ETags;

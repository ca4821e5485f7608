//! Parts of a representation, and the headers that name them (RFC 9110 §14 and §13.1.5).

mod content_range;
mod if_range;
mod number;
#[expect(clippy::module_inception, reason = "it is what the file is about")]
mod range;
mod spec;

pub use content_range::ContentRange;
pub use if_range::IfRange;
pub use range::Range;
pub use spec::RangeSpec;

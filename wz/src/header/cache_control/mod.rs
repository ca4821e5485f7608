//! `Cache-Control`: what caches may do, as a client asks and as a server says (RFC 9111 §5.2).

mod directives;
mod extensions;
mod field_names;
mod request;
mod response;

pub use extensions::Extensions;
pub use field_names::FieldNames;
pub use request::{MaxStale, RequestCacheControl};
pub use response::ResponseCacheControl;

#[cfg(test)]
mod tests;

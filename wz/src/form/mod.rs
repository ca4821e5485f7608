//! What forms send: no I/O, bytes in and values out.

pub(crate) mod handed;
pub mod multipart;
pub(crate) mod quoted;
pub mod urlencoded;

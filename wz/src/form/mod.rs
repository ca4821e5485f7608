//! What forms send: no I/O, bytes in and values out.

pub mod multipart;
mod quoted;
pub mod urlencoded;

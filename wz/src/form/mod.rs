//! What forms send: no I/O, bytes in and values out.

pub mod urlencoded;

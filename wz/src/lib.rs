//! wz

extern crate self as wz;

pub mod routing;

//! The macros of wz.

//! The tests of wz that need a crate of their own; this library is empty.

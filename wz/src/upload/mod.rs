//! Files that came with a form: held in memory while they are short, else in temporary files.
//!
//! An [`UploadedFile`] is a field of a type that [`Form`](crate::Form) reads, a value in
//! [`FormData::files`](crate::FormData::files), or what [`Part::file`](crate::handler::Part::file) makes.
//!
//! # Memory and disk
//!
//! With the feature `upload`, a file of more than [`Limits::spool_threshold`](crate::Limits::spool_threshold) (500 KiB by
//! default) goes to a temporary file while it arrives, as do shorter ones when all those of the form that are in memory have
//! more than [`Limits::buffered_body`](crate::Limits::buffered_body). It is made in [`std::env::temp_dir`], which the
//! variable `TMPDIR` sets (some systems keep `/tmp` in memory: there, set it), and only the user of the server can read
//! it. It is gone as soon as its [`UploadedFile`] is, whatever has happened; only a server that is killed leaves files
//! behind, whose names begin with `wz-upload-`.
//!
//! Without the feature all files of a form stay in memory and count together against `buffered_body`. What is longer is
//! answered with 413.
//!
//! # When the disk is full
//!
//! The answer is 507 Insufficient Storage (RFC 4918 §11.5): it is not the client's mistake. Any other trouble with the
//! disk is a 500. The log says why.

mod content;
#[cfg(feature = "upload")]
mod disk;
mod failure;
mod handed;
mod persist;
mod reader;
mod spool;
#[cfg(test)]
mod tests;
mod uploaded_file;

pub use reader::UploadReader;
pub use uploaded_file::UploadedFile;

pub(crate) use failure::not_stored;
pub(crate) use spool::Spool;

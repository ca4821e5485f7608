//! File names out of what uploads are called.

mod ascii;
mod decomposed;
mod unicode;

pub use ascii::{secure_filename, secure_filename_with};
pub use unicode::{LONGEST_FILENAME, secure_filename_unicode};

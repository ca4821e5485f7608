//! Folders of files: the `static` lines of `routes!`, and the files that `url_for!(static, ...)` names.

mod embedded;
mod file;
mod line;
mod tree;

pub(crate) use embedded::expand as embedded_files;
pub(crate) use file::{expand as static_file, expand_hash as file_hash};
pub(crate) use line::{Line, links};

//! Folders of files: the `static` lines of `routes!`, and the files that `url_for!(static, ...)` names.

mod file;
mod line;
mod tree;

pub(crate) use file::expand as static_file;
pub(crate) use line::{Line, links};

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::tree::Tree;
use super::versions::Versions;
use crate::header::ResponseCacheControl;
use crate::security::safe_join;

/// What of a folder may be sent, and how.
#[derive(Debug, Clone)]
pub(super) struct Policy {
    pub(super) tree: Tree,
    pub(super) index: Option<Box<str>>,
    pub(super) dotfiles: bool,
    pub(super) links_out: bool,
    pub(super) precompressed: bool,
    pub(super) versioned: bool,
    pub(super) cache_control: Option<ResponseCacheControl>,
    pub(super) versions: Arc<Versions>,
}

/// What a client's name stands for.
pub(super) enum Found {
    File(PathBuf),
    /// A folder with an index, by a name without the slash at its end.
    WithoutSlash,
}

impl Policy {
    /// Only what is a file, and may be sent, is found; the answer is always the same where it is not. Blocks.
    pub(super) fn find(&self, name: &str, index: bool) -> io::Result<Found> {
        let path =
            safe_join(&self.tree.root, [name]).map_err(|error| io::Error::new(ErrorKind::NotFound, error))?;
        if !self.dotfiles && has_dotfile(name) {
            return Err(ErrorKind::NotFound.into());
        }
        let folder = matches!(name.rsplit('/').next(), Some("" | "." | ".."));
        match self.index.as_deref().filter(|_| index) {
            Some(index) if folder => self.file(path.join(index)),
            Some(index) => match self.file(path.clone()) {
                Err(error) if self.tree.is_folder(&path) => {
                    self.file(path.join(index)).map(|_| Found::WithoutSlash).map_err(|_| error)
                }
                found => found,
            },
            // A file has no slash at its end: it would be two addresses of one thing.
            None if folder => Err(ErrorKind::NotFound.into()),
            None => self.file(path),
        }
    }

    fn file(&self, path: PathBuf) -> io::Result<Found> {
        if self.may_send(&path)? { Ok(Found::File(path)) } else { Err(ErrorKind::NotFound.into()) }
    }

    /// Blocks.
    pub(super) fn may_send(&self, path: &Path) -> io::Result<bool> {
        self.tree.is_file(path, self.links_out)
    }
}

/// Whether a part of it is hidden, as `.git/config` or `a/.env`.
fn has_dotfile(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') && part != "." && part != "..")
}

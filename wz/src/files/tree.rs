use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::embedded::EmbeddedFile;
use super::opened::Opened;

/// Where the files of a folder are.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    /// What all paths begin with.
    pub(super) root: PathBuf,
    /// In the program, by their names in order, and not on a disk.
    pub(super) embedded: Option<&'static [EmbeddedFile]>,
}

impl Tree {
    /// Whether it is a file, and one inside of the folder also when links are followed, unless they may lead out. Blocks.
    pub(super) fn is_file(&self, path: &Path, links_out: bool) -> io::Result<bool> {
        if self.embedded.is_some() {
            return Ok(self.find(path).is_some());
        }
        let itself = fs::symlink_metadata(path)?;
        let is_link = itself.is_symlink();
        let file = if is_link { fs::metadata(path)? } else { itself };
        if !file.is_file() {
            return Ok(false);
        }
        if links_out || !(is_link || self.is_below_link(path)?) {
            return Ok(true);
        }
        Ok(fs::canonicalize(path)?.starts_with(fs::canonicalize(&self.root)?))
    }

    /// Blocks.
    pub(super) fn is_folder(&self, path: &Path) -> bool {
        let Some(files) = self.embedded else { return path.is_dir() };
        let inside = self.name(path).map(|name| name + "/").unwrap_or_default();
        let at = files.partition_point(|file| *file.name < *inside);
        files.get(at).is_some_and(|file| file.name.starts_with(&inside))
    }

    /// Opens what [`is_file`](Tree::is_file) has found. Blocks.
    pub(super) fn open(&self, path: &Path) -> io::Result<Opened> {
        if self.embedded.is_none() {
            return Opened::open_regular(path);
        }
        self.find(path).map(Opened::embedded).ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn find(&self, path: &Path) -> Option<&'static EmbeddedFile> {
        let (files, name) = (self.embedded?, self.name(path)?);
        let at = files.binary_search_by(|file| file.name.cmp(&name)).ok()?;
        files.get(at)
    }

    /// The name of an embedded file at a path.
    fn name(&self, path: &Path) -> Option<String> {
        let parts: Option<Vec<&str>> =
            path.strip_prefix(&self.root).ok()?.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    }

    /// Whether a folder on the way from the root to this is a link. The root may be one itself, and be exchanged for another
    /// at any time.
    fn is_below_link(&self, path: &Path) -> io::Result<bool> {
        let mut folders = path.ancestors().skip(1).take_while(|ancestor| *ancestor != self.root);
        folders.try_fold(false, |found, ancestor| Ok(found || fs::symlink_metadata(ancestor)?.is_symlink()))
    }
}

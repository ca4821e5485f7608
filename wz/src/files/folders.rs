use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use wz_rule::ContentHash;

use super::StaticFolder;
use super::listed::ListedFolder;

type Change = dyn Fn(StaticFolder) -> StaticFolder + Send + Sync;

/// The folders of an application's `static` lines: how they are found and what is changed in them.
#[derive(Default)]
pub(crate) struct Folders {
    root: Option<PathBuf>,
    change: Option<Arc<Change>>,
    /// Those that have been found, with the addresses of their lines.
    found: RwLock<Vec<(usize, StaticFolder)>>,
}

impl Folders {
    /// Those of an application that says nothing about them.
    pub(crate) const DEFAULT: &'static Folders = {
        static DEFAULT: Folders = Folders { root: None, change: None, found: RwLock::new(Vec::new()) };
        &DEFAULT
    };

    /// With another root.
    pub(crate) fn at(&self, root: PathBuf) -> Folders {
        Folders { root: Some(root), change: self.change.clone(), found: RwLock::default() }
    }

    /// With another change.
    pub(crate) fn changed(&self, change: Arc<Change>) -> Folders {
        Folders { root: self.root.clone(), change: Some(change), found: RwLock::default() }
    }

    /// The folder of a line.
    ///
    /// # Errors
    /// The places where it was looked for.
    pub(crate) fn find(&self, listed: &'static ListedFolder) -> Result<StaticFolder, Vec<PathBuf>> {
        let line = std::ptr::from_ref(listed).addr();
        let found = self.found.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, folder)) = found.iter().find(|(known, _)| *known == line) {
            return Ok(folder.clone());
        }
        drop(found);
        let mut places = listed.places(self.root.as_deref());
        let at = places.iter().position(|place| listed.embedded.is_some() || place.is_dir());
        let Some(at) = at else { return Err(places) };
        let folder = listed.at(places.swap_remove(at));
        let folder = self.change.as_ref().map_or_else(|| folder.clone(), |change| change(folder.clone()));
        let mut found = self.found.write().unwrap_or_else(PoisonError::into_inner);
        found.push((line, folder.clone()));
        Ok(folder)
    }
}

impl Folders {
    /// What a link to a file of a folder has for `v`, as `url_for!` writes it; `None` in debug builds, and for what is not
    /// sent. Blocks, the first time for as long as the file is read.
    pub(crate) fn version(&self, listed: &'static ListedFolder, name: &str) -> Option<ContentHash> {
        if listed.is_release { self.find(listed).ok()?.version(name) } else { None }
    }
}

impl fmt::Debug for Folders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Folders")
            .field("root", &self.root)
            .field("found", &self.found)
            .finish_non_exhaustive()
    }
}

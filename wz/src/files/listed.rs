use std::path::{Path, PathBuf};

use super::StaticFolder;
use super::embedded::EmbeddedFile;

/// A `static` line of `routes!`, as the macro writes it down.
#[derive(Debug)]
pub struct ListedFolder {
    /// The folder of the crate with the line, where it was compiled.
    pub crate_folder: &'static str,
    /// The folder as it is written, with slashes.
    pub folder: &'static str,
    /// Its files by their names in order, when they are in the program.
    pub embedded: Option<&'static [EmbeddedFile]>,
    /// Whether its crate is compiled for release: while a program is worked on, files in other codings are those of yesterday,
    /// and links have no version.
    pub is_release: bool,
}

impl ListedFolder {
    /// Where it may be. Without a root that the program names, it is where it was when the program was compiled, or else
    /// beside the program.
    pub(super) fn places(&self, root: Option<&Path>) -> Vec<PathBuf> {
        // A crate may take it from beside itself; below another folder there is no way out.
        let inside = self.folder.trim_start_matches("../");
        if let Some(root) = root {
            return vec![root.join(inside)];
        }
        let program = std::env::current_exe().ok();
        let beside = program.and_then(|program| Some(program.parent()?.join(inside)));
        [Some(Path::new(self.crate_folder).join(self.folder)), beside].into_iter().flatten().collect()
    }

    /// The folder at this place, or in the program.
    pub(super) fn at(&self, place: PathBuf) -> StaticFolder {
        let folder = match self.embedded {
            Some(files) => StaticFolder::embedded(self.folder.into(), files),
            None => StaticFolder::new(place),
        };
        folder.index("index.html").precompressed(self.is_release).versioned(true)
    }
}

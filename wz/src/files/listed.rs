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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::files::Folders;

    static BESIDE: ListedFolder = ListedFolder {
        crate_folder: "/wz/no/such/crate",
        folder: "../wz-beside/the program",
        embedded: None,
        is_release: false,
    };

    #[test]
    fn a_folder_is_where_it_was_or_beside_the_program() {
        let program = std::env::current_exe().unwrap();
        let beside = program.parent().unwrap().join("wz-beside");
        let _ = fs::remove_dir_all(&beside);
        let first = Path::new("/wz/no/such/crate/../wz-beside/the program").to_owned();
        let folders = Folders::default();
        // What is missing is looked for again: it may be made while the program runs.
        assert_eq!(folders.find(&BESIDE).unwrap_err(), [first, beside.join("the program")]);
        fs::create_dir_all(beside.join("the program")).unwrap();
        assert_eq!(folders.find(&BESIDE).unwrap().path(), beside.join("the program"));
        let elsewhere = folders.at(beside.clone()).find(&BESIDE).unwrap_err();
        assert_eq!(elsewhere, [beside.join("wz-beside/the program")]);
        fs::remove_dir_all(beside).unwrap();
    }

    #[test]
    fn the_folder_of_the_crate_goes_first() {
        static SOURCES: ListedFolder = ListedFolder {
            crate_folder: env!("CARGO_MANIFEST_DIR"),
            folder: "src",
            embedded: None,
            is_release: false,
        };
        let folder = Folders::DEFAULT.find(&SOURCES).unwrap();
        assert_eq!(folder.path(), Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    }
}

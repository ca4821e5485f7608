use std::sync::OnceLock;

use wz_rule::ContentHash;

/// A file that is in the program itself: what `routes!` writes with the feature `embed`.
#[derive(Debug)]
pub struct EmbeddedFile {
    /// Its path in the folder, with slashes.
    pub(super) name: &'static str,
    pub(super) content: &'static [u8],
    hash: OnceLock<ContentHash>,
}

impl EmbeddedFile {
    /// A file of this name and content.
    pub const fn new(name: &'static str, content: &'static [u8]) -> EmbeddedFile {
        EmbeddedFile { name, content, hash: OnceLock::new() }
    }

    /// Made when it is asked for: a program need not read all of itself when it starts.
    pub(super) fn hash(&self) -> ContentHash {
        *self.hash.get_or_init(|| ContentHash::of(self.content))
    }
}

use std::path::{Path, PathBuf};

use http::HeaderMap;

use super::find::Policy;
use super::opened::Opened;
use crate::header::{AcceptEncoding, HeaderMapExt};

/// The codings of files beside a file, and the extensions that are added to its name; where a client takes several as
/// gladly, the first one is sent.
const CODINGS: [(&str, &str); 3] = [("br", "br"), ("zstd", "zst"), ("gzip", "gz")];

/// What a file is in other codings, opened.
pub(super) struct Precompressed {
    /// There are some, whether one of them is sent or not.
    pub(super) any: bool,
    pub(super) chosen: Option<(&'static str, Opened)>,
}

impl Precompressed {
    /// Looks beside a file. Blocks.
    pub(super) fn find(policy: &Policy, path: &Path, accept: &AcceptEncoding) -> Precompressed {
        let there: Vec<(&'static str, PathBuf)> = CODINGS
            .iter()
            .map(|(coding, extension)| (*coding, path.with_added_extension(extension)))
            .filter(|(_, path)| policy.may_send(path).unwrap_or(false))
            .collect();
        // The file itself is last: with the same quality, smaller is better. But who says nothing gets it as it is.
        let offers = there.iter().map(|(coding, _)| *coding).chain(["identity"]);
        let best = accept.best_match(offers);
        let chosen = there.iter().find(|(coding, _)| Some(*coding) == best);
        let opened = chosen.and_then(|(coding, path)| Some((*coding, policy.tree.open(path).ok()?)));
        Precompressed { any: !there.is_empty(), chosen: opened }
    }
}

/// What the client undoes; without the header nothing.
pub(super) fn accepted(headers: &HeaderMap) -> AcceptEncoding {
    headers.typed().ok().flatten().unwrap_or_else(AcceptEncoding::any)
}

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use super::{LintFinding, LintKind};

/// So many findings are remembered. A line that comes twice does no harm.
const MOST: usize = 1000;

/// What has been told already: of each route, or of each path where there is none.
#[derive(Default)]
pub(super) struct Seen(pub(super) Mutex<HashSet<(LintKind, String)>>);

impl Seen {
    pub(super) fn is_new(&self, finding: &LintFinding) -> bool {
        let place = finding.route().unwrap_or(finding.path()).to_owned();
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MOST {
            seen.clear();
        }
        seen.insert((finding.kind(), place))
    }
}

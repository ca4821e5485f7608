//! What can be said of a rule and a request beside the answer.

use super::decode;
use super::find::{Naive, merged};
use super::rule::Key;
use super::site::Request;

impl Naive<'_> {
    /// Whether the rule matches the path in any way, for any request, merged or not.
    pub fn touches(&self, rule: usize, request: &Request) -> bool {
        let Some(path) = request.path.strip_prefix('/') else { return false };
        let Some(segments) = path.split('/').map(decode).collect::<Option<Vec<_>>>() else { return false };
        [merged(&segments), segments].iter().any(|form| !self.ways(rule, form, request).is_empty())
    }

    /// The place of a rule among those that match a path as it is.
    pub fn key(&self, rule: usize, request: &Request) -> Option<Vec<Key>> {
        let segments = request.path.strip_prefix('/')?.split('/').map(decode).collect::<Option<Vec<_>>>()?;
        self.ways(rule, &segments, request).into_iter().map(|way| way.key).min()
    }
}

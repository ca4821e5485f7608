//! What can be said of a request beside its answer, and where the map is known to answer otherwise.

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

    /// Whether two rules that match tie in a way where the map is known to answer otherwise: two host patterns
    /// of the same weight, which it tries in the order they are first listed; or the same weights up to a slash
    /// that one rule has and the other, lenient one does not, where it goes by the order of listing.
    pub fn is_known_tie(&self, request: &Request) -> bool {
        let Some(path) = request.path.strip_prefix('/') else { return false };
        let Some(segments) = path.split('/').map(decode).collect::<Option<Vec<_>>>() else { return false };
        let mut keys = Vec::new();
        for form in [merged(&segments), segments] {
            for rule in 0..self.rules.len() {
                keys.extend(self.ways(rule, &form, request).into_iter().map(|way| (rule, way.key)));
            }
        }
        let domain = |rule: usize| self.site.rules[rule].domain.as_deref().unwrap_or("");
        keys.iter().any(|(rule, key)| {
            keys.iter().any(|(other, known)| {
                let hosts = domain(*rule) != domain(*other) && key[0] == known[0];
                let extra = key.strip_suffix(&[Key::ExtraSlash]);
                let slash = extra.is_some_and(|key| known.strip_suffix(&[Key::Static]) == Some(key));
                hosts || (slash && rule != other)
            })
        })
    }

    /// Whether the merged path is answered by a rule that does not merge. The map is known to stop there, so that
    /// it depends on the order which other rules it has seen that lack the method.
    pub fn stops_at_unmerged(&self, request: &Request) -> bool {
        let segments = request.path.strip_prefix('/').map(|path| path.split('/').map(decode).collect());
        let Some(Some::<Vec<String>>(segments)) = segments else { return false };
        let best = self.matches(&merged(&segments), request).best;
        request.path.contains("//")
            && best.is_some_and(|(_, rule, _)| !self.site.merges(&self.site.rules[rule]))
    }

    /// The place of a rule among those that match a path as it is.
    pub fn key(&self, rule: usize, request: &Request) -> Option<Vec<Key>> {
        let segments = request.path.strip_prefix('/')?.split('/').map(decode).collect::<Option<Vec<_>>>()?;
        self.ways(rule, &segments, request).into_iter().map(|way| way.key).min()
    }
}

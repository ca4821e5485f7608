//! The walk that turns back at dead ends, for the nodes that the straight one knows.

use super::super::automaton::{Node, Walkable, flag, kind};
use super::super::digits;
use super::super::params::Trail;
use super::fast::{Fast, refused, static_child};

/// Walks a path of less than 64 bytes without escapes, depth first. `slashes` has a bit for each of its slashes and
/// one for its end. No node is visited twice, so the time is bounded by the size of the trie.
#[inline(never)]
pub(super) fn retreat<T: Walkable>(t: &T, path: &str, slashes: u64, request: u32) -> Fast {
    let Some(root) = t.nodes().first() else { return Fast::Unsure };
    let mut retreat =
        Retreat { t, path: path.as_bytes(), slashes, request, refused: 0, found: Fast::NotFound };
    let done = retreat.below(root, 1, 0, Trail::default());
    if !done && retreat.refused != 0 { Fast::Refused(retreat.refused) } else { retreat.found }
}

struct Retreat<'w, T> {
    t: &'w T,
    path: &'w [u8],
    slashes: u64,
    request: u32,
    /// The masks of the rules that were reached.
    refused: u32,
    /// What the walk ended with.
    found: Fast,
}

impl<T: Walkable> Retreat<'_, T> {
    /// Tries what is below a node: the next segment starts at `start`, and the longest integer so far has so many
    /// `digits`. Returns whether the walk is over.
    fn below(&mut self, node: &Node, start: usize, digits: usize, trail: Trail) -> bool {
        let (mut node, mut start, mut digits, mut trail) = (node, start, digits, trail);
        'down: loop {
            let end = start + (self.slashes >> (start & 63)).trailing_zeros() as usize;
            let Some(segment) = self.path.get(start..end) else { return self.over(Fast::Unsure) };
            let is_last = end == self.path.len();
            let is_dynamic = node.flags & flag::DYNAMIC != 0 && !segment.is_empty();
            if node.flags & flag::STATIC != 0
                && let Some(child) = static_child(self.t.text(), self.t.nodes(), node, segment)
            {
                if !is_last && !is_dynamic {
                    (node, start) = (child, end + 1);
                    continue 'down;
                }
                if self.enter(child, end, digits, trail) {
                    return true;
                }
            }
            if !is_dynamic {
                // Only a slash is left over, and a rule of this node does not mind.
                let is_lenient = node.flags & flag::LENIENT != 0 && is_last && segment.is_empty();
                return is_lenient && self.over(Fast::Unsure);
            }
            for child in self.t.nodes().get(..node.slots as usize).unwrap_or(&[]).iter().rev() {
                if child.more & flag::TIE != 0 || !trail.has_room() {
                    return self.over(Fast::Unsure);
                }
                let (mut longest, mut way) = (digits, trail);
                way.push(start, end);
                let is_taken = match child.ends as u8 {
                    kind::TEXT => true,
                    kind::INT => {
                        longest = longest.max(segment.len());
                        digits::are_all(segment)
                    }
                    kind::PATH => {
                        way.reach(self.path.len());
                        if self.end(child, longest, way) {
                            return true;
                        }
                        false
                    }
                    _ => return self.over(Fast::Unsure),
                };
                let is_only = child.more & flag::LAST != 0;
                if is_taken && is_only && !is_last {
                    (node, start, digits, trail) = (child, end + 1, longest, way);
                    continue 'down;
                }
                if is_taken && self.enter(child, end, longest, way) {
                    return true;
                }
                if is_only {
                    return false;
                }
            }
            return false;
        }
    }

    /// Goes on with a child that takes the segment up to `end`.
    #[inline(always)]
    fn enter(&mut self, child: &Node, end: usize, digits: usize, trail: Trail) -> bool {
        if end == self.path.len() {
            self.end(child, digits, trail)
        } else {
            self.below(child, end + 1, digits, trail)
        }
    }

    /// The path ends at a node.
    #[inline(always)]
    fn end(&mut self, node: &Node, digits: usize, trail: Trail) -> bool {
        if node.methods & self.request != 0 && digits <= (node.more >> flag::DIGITS) as usize {
            return self.over(Fast::Route { route: node.rule.wrapping_sub(1), spans: trail.spans() });
        }
        // A redirect to the slash is for when there is nothing else.
        if node.flags & flag::SLASH != 0 {
            return self.over(Fast::Unsure);
        }
        if node.rule == 0 {
            return false;
        }
        match refused(self.t.rules(), node.rule, self.request, digits) {
            Fast::Refused(masks) => {
                self.refused |= masks;
                false
            }
            other => self.over(other),
        }
    }

    fn over(&mut self, found: Fast) -> bool {
        self.found = found;
        true
    }
}

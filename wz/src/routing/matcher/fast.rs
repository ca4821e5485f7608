//! The walk for the usual case: straight down, without a stack.
//!
//! It knows when it does not know: an escape in the path, a dead end where an alternative was passed by, a
//! variable that needs a closer look. Then [`Search`](super::Search) walks again with all it takes.

use super::super::automaton::{Automaton, Node, flag, hash, kind};
use super::super::params::{INLINE, Param, Params};
use super::scan::{load8, scan};
use super::value::accept;
use super::{names_method, rule_mask};
use crate::routing::MethodSet;

/// What the straight walk found.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fast {
    Route(u16),
    /// The masks of the rules at this path, none of which has the method, and whether one is for the other kind.
    Refused {
        refused: u32,
        mismatch: bool,
    },
    NotFound,
    /// Not to be decided by a straight walk.
    Unsure,
}

/// Walks from the root. The variables are in `params` when a route is found.
#[inline]
pub(crate) fn walk(
    automaton: &Automaton<'_>,
    path: &str,
    method: MethodSet,
    websocket: bool,
    params: &mut Params,
) -> Fast {
    let walk = Walk { automaton, bytes: path.as_bytes(), path, method, websocket };
    // The bit after the last byte has to fit into the mask.
    if path.len() < 64 { walk.down::<false>(params) } else { walk.long(params) }
}

struct Walk<'w> {
    automaton: &'w Automaton<'w>,
    bytes: &'w [u8],
    path: &'w str,
    method: MethodSet,
    websocket: bool,
}

impl<'w> Walk<'w> {
    #[cold]
    fn long(&self, params: &mut Params) -> Fast {
        self.down::<true>(params)
    }

    /// `LONG` paths are scanned in windows of 64 bytes.
    #[inline(always)]
    fn down<const LONG: bool>(&self, params: &mut Params) -> Fast {
        let (bytes, n) = (self.bytes, self.bytes.len());
        let first = scan(if LONG { &bytes[..64] } else { bytes });
        if first.percent || first.slashes & 1 == 0 {
            return Fast::Unsure;
        }
        // The slash in front is done; the end counts as one, so that there always is a next one.
        let mut slashes = if LONG { first.slashes } else { first.slashes | 1 << n } & !1;
        let doubled = !LONG && first.slashes & first.slashes >> 1 != 0;
        let Some(mut node) = self.automaton.nodes.first() else { return Fast::Unsure };
        let (mut window, mut start, mut count) = (0, 1, 0);
        let leaf = loop {
            if LONG {
                while slashes == 0 {
                    window += 64;
                    let next = scan(&bytes[window..n.min(window + 64)]);
                    if next.percent {
                        return Fast::Unsure;
                    }
                    slashes = if n - window < 64 { next.slashes | 1 << (n - window) } else { next.slashes };
                }
            }
            let end = window + slashes.trailing_zeros() as usize;
            slashes &= slashes.wrapping_sub(1);
            let len = end - start;
            if node.flags & flag::STATIC != 0
                && let Some(child) = self.static_child(node, start, end)
            {
                node = child;
            } else if len == 0 {
                return self.dead_end(node, LONG || doubled);
            } else if node.flags & flag::ONE_TEXT != 0 && count < INLINE {
                params.put(count, Param { start: start as u32, len: len as u32, value: 0 });
                count += 1;
                node = &self.automaton.nodes[node.dynamics as usize];
            } else if node.flags & flag::ONE_INT != 0 && count < INLINE {
                let Some(value) = integer(bytes, start, end) else {
                    return self.dead_end(node, LONG || doubled);
                };
                params.put(count, Param { start: start as u32, len: len as u32, value });
                count += 1;
                node = &self.automaton.nodes[node.dynamics as usize];
            } else {
                match self.dynamic(node, start, end, count, params) {
                    Dynamic::Child(child) => node = child,
                    Dynamic::Rest(child) => {
                        count += 1;
                        break child;
                    }
                    Dynamic::None => return self.dead_end(node, LONG || doubled),
                    Dynamic::Unsure => return Fast::Unsure,
                }
                count += 1;
            }
            if end == n {
                break node;
            }
            start = end + 1;
        };
        params.set_len(count);
        self.end(leaf, params, count, LONG || doubled)
    }

    /// Nothing matches below this node.
    #[inline]
    fn dead_end(&self, node: &Node, doubled: bool) -> Fast {
        let unsure = node.flags & (flag::ALTERNATIVE | flag::LENIENT) != 0;
        if unsure || doubled { Fast::Unsure } else { Fast::NotFound }
    }

    /// The path ends at this node.
    #[inline(always)]
    fn end(&self, leaf: &Node, params: &Params, count: usize, doubled: bool) -> Fast {
        let request = rule_mask(self.method, self.websocket);
        if leaf.flags & flag::RULES != 0 {
            let rule = &self.automaton.rules[leaf.rules as usize];
            if rule.mask & request != 0 && (rule.bound_count == 0 || self.in_bounds(leaf, params, count)) {
                return Fast::Route(rule.route);
            }
        }
        if leaf.flags & (flag::ALTERNATIVE | flag::SLASH) != 0 || doubled {
            return Fast::Unsure;
        }
        if leaf.flags & flag::RULES == 0 { Fast::NotFound } else { self.other_rules(leaf, request) }
    }

    /// Whether the first rule's integer parameters can hold what was captured, as far as that is clear.
    fn in_bounds(&self, leaf: &Node, params: &Params, count: usize) -> bool {
        let rule = &self.automaton.rules[leaf.rules as usize];
        let bounds = &self.automaton.bounds[rule.bounds as usize..][..rule.bound_count as usize];
        bounds.iter().all(|bound| {
            let param = params.get(count.wrapping_sub(1 + bound.from_end as usize));
            let negative = self.bytes.get(param.start as usize) == Some(&b'-');
            !negative && param.value != u64::MAX && u128::from(param.value) <= bound.max
        })
    }

    #[cold]
    fn other_rules(&self, leaf: &Node, request: u32) -> Fast {
        let method = rule_mask(self.method, false) | rule_mask(self.method, true);
        let (mut refused, mut mismatch) = (0, false);
        for rule in &self.automaton.rules[leaf.rules as usize..] {
            if rule.bound_count != 0 {
                return Fast::Unsure;
            }
            if rule.mask & request != 0 {
                return Fast::Route(rule.route);
            }
            if names_method(rule.mask, method) {
                mismatch = true;
            } else {
                refused |= rule.mask;
            }
            if rule.last {
                break;
            }
        }
        Fast::Refused { refused, mismatch }
    }

    #[inline(always)]
    fn static_child(&self, node: &Node, start: usize, end: usize) -> Option<&'w Node> {
        let segment = self.bytes.get(start..end)?;
        let len = segment.len();
        let ends = match (segment.first_chunk::<4>(), segment.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
            }
            _ => match *segment {
                [] => 0,
                [a] => u64::from(a) * 0x01_01_01,
                [a, b] => u64::from(a) | u64::from(b) * 0x01_01_00,
                [a, b, c, ..] => u64::from(a) | u64::from(b) << 8 | u64::from(c) << 16,
            },
        };
        let slot = (hash(ends, len) >> (node.shift & 63)) as usize & node.mask as usize;
        let child = self.automaton.nodes.get(node.slots as usize + slot)?;
        if (child.ends ^ ends) | (u64::from(child.len) ^ len as u64) == 0
            && (len <= 8 || self.same_middle(child, segment))
        {
            return Some(child);
        }
        if node.flags & flag::PERFECT != 0 { None } else { self.probe(node, ends, slot, segment) }
    }

    /// The bytes between the ends, for segments longer than eight bytes.
    #[inline(always)]
    fn same_middle(&self, child: &Node, segment: &[u8]) -> bool {
        let len = segment.len();
        if len > 16 {
            return self.same_text(child, segment);
        }
        match segment.get((len - 8) / 2..).and_then(<[u8]>::first_chunk) {
            Some(middle) => child.middle == u64::from_le_bytes(*middle),
            None => false,
        }
    }

    #[inline(never)]
    fn same_text(&self, child: &Node, segment: &[u8]) -> bool {
        let at = child.middle as usize;
        self.automaton.text.get(at..at + segment.len()) == Some(segment)
    }

    #[cold]
    fn probe(&self, node: &Node, ends: u64, slot: usize, segment: &[u8]) -> Option<&'w Node> {
        let (mut slot, len) = (slot, segment.len());
        for _ in 0..node.mask {
            slot = (slot + 1) & node.mask as usize;
            let child = &self.automaton.nodes[node.slots as usize + slot];
            if child.ends == ends
                && child.len as usize == len
                && (len <= 8 || self.same_middle(child, segment))
            {
                return Some(child);
            }
            if child.len == u8::MAX {
                break;
            }
        }
        None
    }

    /// Several dynamic children, or one that needs a look at its condition: the first one that takes the text.
    fn dynamic(
        &self,
        node: &Node,
        start: usize,
        end: usize,
        count: usize,
        params: &mut Params,
    ) -> Dynamic<'w> {
        if node.more & flag::DYNAMIC == 0 {
            return Dynamic::None;
        }
        if count >= INLINE {
            return Dynamic::Unsure;
        }
        for child in &self.automaton.nodes[node.dynamics as usize..] {
            if child.more & flag::TIE != 0 {
                return Dynamic::Unsure;
            }
            let text = &self.path[start..end];
            let value = match child.ends as u8 {
                kind::TEXT => Some(0),
                kind::INT => integer(self.bytes, start, end),
                kind::CHECKED => {
                    let item = self.automaton.items[child.middle as u32 as usize];
                    accept(self.automaton, &self.automaton.checks[item.at as usize], text)
                }
                kind::PATH => {
                    let len = (self.bytes.len() - start) as u32;
                    params.put(count, Param { start: start as u32, len, value: 0 });
                    return Dynamic::Rest(child);
                }
                _ => return Dynamic::Unsure,
            };
            if let Some(value) = value {
                params.put(count, Param { start: start as u32, len: (end - start) as u32, value });
                return Dynamic::Child(child);
            }
            if child.more & flag::LAST != 0 {
                break;
            }
        }
        Dynamic::None
    }
}

enum Dynamic<'w> {
    Child(&'w Node),
    /// The variable takes all that is left.
    Rest(&'w Node),
    None,
    Unsure,
}

/// The value of ASCII digits, saturated at `u64::MAX`.
#[inline(always)]
fn integer(bytes: &[u8], start: usize, end: usize) -> Option<u64> {
    let len = end - start;
    if len > 8 {
        return super::value::digits(&bytes[start..end]);
    }
    // The digits at the high end, zeros as characters below them; three multiplications make the number.
    let word = if start + 8 <= bytes.len() {
        load8(bytes, start) << (64 - 8 * len)
    } else if end >= 8 {
        load8(bytes, end - 8) & (u64::MAX << (64 - 8 * len))
    } else {
        load8(&bytes[..end], start) << (64 - 8 * len)
    };
    let digits = word ^ 0x3030_3030_3030_3030_u64.wrapping_shl(64 - 8 * len as u32);
    if (digits.wrapping_add(0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let high = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(100 + (1_000_000 << 32));
    let low = ((pairs >> 16) & 0x0000_00ff_0000_00ff).wrapping_mul(1 + (10_000 << 32));
    Some(high.wrapping_add(low) >> 32)
}

#[cfg(test)]
mod tests {
    use super::integer;

    #[test]
    fn integers_of_all_lengths() {
        for text in [
            "7",
            "42",
            "007",
            "1234",
            "12345",
            "654321",
            "1234567",
            "12345678",
            "123456789",
            "18446744073709551615",
        ] {
            for (before, after) in [("", ""), ("/", ""), ("/aaaaaaaa/", "/b"), ("/x/", "/bbbbbbbbbb")] {
                let path = format!("{before}{text}{after}");
                let range = (before.len(), before.len() + text.len());
                assert_eq!(integer(path.as_bytes(), range.0, range.1), text.parse().ok(), "{path}");
            }
        }
        for text in ["x", "1x", "x1", "-1", "12345x78", "1234567:", "123456789x", "/", "1.5", "٣"] {
            let path = format!("/aaaa/{text}/b");
            assert_eq!(integer(path.as_bytes(), 6, 6 + text.len()), None, "{text}");
        }
    }
}

//! The walk for the usual case: straight down, without a stack.
//!
//! At a dead end where an alternative was passed by, [`retreat`] walks again. And it knows when it does not know: an
//! escape in the path, a variable that needs a closer look. Then [`Search`](super::Search) walks with all it takes.

use super::super::automaton::{Automaton, Node, Prefix, RuleEntry, Walkable, chain, flag, hash, kind};
use super::super::digits;
use super::super::params::{FAR, Spans, Trail};
use super::ANY_WEBSOCKET;
use super::retreat::retreat;
use super::scan::scan;
use super::value::accept;

/// What the straight walk found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fast {
    Route {
        route: u16,
        spans: Spans,
    },
    NotFound,
    /// Rules end here, with these masks, and nothing else matches.
    Refused(u32),
    /// Nothing, but a rule that answers for the path with a slash at the end.
    Slash,
    /// Not to be decided by a straight walk.
    Unsure,
}

/// Walks from the root; `request` is the one bit of method and kind.
#[inline(always)]
pub(crate) fn walk(t: &impl Walkable, path: &str, request: u32) -> Fast {
    // The bit after the last byte has to fit into the mask.
    if path.len() < 64 { down::<_, false>(t, path, request) } else { long(t, path, request) }
}

#[inline(never)]
fn long(t: &impl Walkable, path: &str, request: u32) -> Fast {
    // Variables may be further away than their spans reach.
    if path.len() > FAR { Fast::Unsure } else { down::<_, true>(t, path, request) }
}

/// `LONG` paths are scanned in windows of 64 bytes.
#[inline(always)]
fn down<T: Walkable, const LONG: bool>(t: &T, path: &str, request: u32) -> Fast {
    let (bytes, n, nodes) = (path.as_bytes(), path.len(), t.nodes());
    let first = scan(if LONG { &bytes[..64] } else { bytes });
    if first.percent || first.slashes & 1 == 0 {
        return Fast::Unsure;
    }
    let (root, mut start) = behind_prefix(t.prefix(), bytes);
    let Some(mut node) = nodes.get(root) else { return Fast::Unsure };
    // The end counts as a slash, so that there always is a next one. Those in front are done.
    let all = if LONG { first.slashes } else { first.slashes | 1 << n };
    let (mut slashes, mut window) = (all & !0 << (start & 63), 0);
    // How many digits the longest integer on the way has; those that took a closer look count as longer than any.
    let (mut trail, mut digits) = (Trail::default(), 0);
    let is_end = 'down: {
        loop {
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
            let Some(segment) = bytes.get(start..end) else { return Fast::Unsure };
            if node.flags & flag::STATIC != 0
                && let Some(child) = static_child(t.text(), nodes, node, segment)
            {
                node = child;
            } else {
                if start == end {
                    break 'down false;
                }
                let mut child = (node.slots as usize).wrapping_sub(1);
                // Plain text first, the most frequent one.
                if node.flags & flag::ONE_TEXT == 0 {
                    if node.flags & flag::ONE_INT != 0 {
                        if !digits::are_all(segment) {
                            break 'down false;
                        }
                        digits = digits.max(segment.len());
                    } else if node.flags & flag::DYNAMIC == 0 {
                        break 'down false;
                    } else {
                        digits = usize::MAX;
                        child = dynamic(&t.automaton(), node, path, (start, end));
                        if child == NONE {
                            break 'down false;
                        }
                        if let Some(child) = nodes.get(child)
                            && child.ends as u8 == kind::PATH
                            && trail.has_room()
                        {
                            // It takes the rest without a walk through it: there may be an escape as well.
                            if LONG && bytes.get(window + 64..).is_some_and(|rest| rest.contains(&b'%')) {
                                return Fast::Unsure;
                            }
                            trail.push(start, n);
                            node = child;
                            break;
                        }
                    }
                }
                node = match nodes.get(child) {
                    Some(child) if trail.has_room() => child,
                    _ => return Fast::Unsure,
                };
                trail.push(start, end);
            }
            if end == n {
                break;
            }
            start = end + 1;
        }
        if node.methods & request != 0
            && (digits <= (node.more >> flag::DIGITS) as usize
                || in_bounds(&t.automaton(), node.rule, bytes, trail.spans()))
        {
            return Fast::Route { route: node.rule.wrapping_sub(1), spans: trail.spans() };
        }
        true
    };
    if LONG {
        nothing_long(t, path, node, is_end.then_some(digits), request)
    } else {
        nothing(t, path, node, is_end.then_some(digits), request, all)
    }
}

/// What there is when no rule answers at the node where the walk has come to its end. With the number of `digits`
/// that is the end of the path, too.
#[inline(never)]
fn nothing<T: Walkable>(
    t: &T,
    path: &str,
    node: &Node,
    digits: Option<usize>,
    request: u32,
    slashes: u64,
) -> Fast {
    // A path with slashes to merge may yet be redirected.
    let doubled = slashes & slashes >> 1 & !(1 << (path.len() - 1)) != 0;
    let found = if node.flags & flag::ALTERNATIVE != 0 {
        retreat(t, path, slashes, request)
    } else {
        here(t, node, digits, request)
    };
    match found {
        Fast::NotFound | Fast::Refused(_) | Fast::Slash if doubled => Fast::Unsure,
        found => found,
    }
}

#[inline(never)]
fn nothing_long<T: Walkable>(t: &T, path: &str, node: &Node, digits: Option<usize>, request: u32) -> Fast {
    // What is behind has not been scanned.
    if node.flags & flag::ALTERNATIVE != 0 || path.contains("//") || path.contains('%') {
        return Fast::Unsure;
    }
    here(t, node, digits, request)
}

/// The same where no alternative was passed by.
#[inline(always)]
fn here<T: Walkable>(t: &T, node: &Node, digits: Option<usize>, request: u32) -> Fast {
    let Some(digits) = digits else {
        return if node.flags & flag::LENIENT != 0 { Fast::Unsure } else { Fast::NotFound };
    };
    match (node.flags & flag::SLASH, node.rule) {
        (0, 0) => Fast::NotFound,
        (0, rule) => refused(t.rules(), rule, request, digits),
        (_, 0) => with_slash(t, node, request, digits),
        _ => Fast::Unsure,
    }
}

/// The node behind what all paths have in front, and where the next segment starts: for a path without it, the root.
#[inline(always)]
fn behind_prefix(prefix: &Prefix, path: &[u8]) -> (usize, usize) {
    if prefix.node != 0
        && let Some(head) = path.first_chunk::<{ Prefix::LONGEST }>()
    {
        let head = u128::from_le_bytes(*head);
        let [low, high] = [head as u64 & prefix.mask[0], (head >> 64) as u64 & prefix.mask[1]];
        if (low ^ prefix.text[0]) | (high ^ prefix.text[1]) == 0 {
            return (prefix.node as usize, prefix.len as usize);
        }
    }
    (0, 1)
}

/// A node without rules where one goes on with nothing but a slash.
#[inline(never)]
fn with_slash<T: Walkable>(t: &T, node: &Node, request: u32, digits: usize) -> Fast {
    let Some(child) = static_child(t.text(), t.nodes(), node, b"") else { return Fast::Unsure };
    // One that does not mind the slash answers here.
    if child.flags & flag::LENIENT != 0 {
        return Fast::Unsure;
    }
    for rule in chain(t.rules(), child.rule) {
        if rule.mask & request != 0 {
            return if digits <= usize::from(rule.digits) { Fast::Slash } else { Fast::Unsure };
        }
    }
    // The form with the slash is another URL: its methods are not those of this one.
    Fast::NotFound
}

/// The rules from this one on, none of which may answer the request.
pub(super) fn refused(rules: &[RuleEntry], rule: u16, request: u32, digits: usize) -> Fast {
    let mut refused = 0;
    for rule in chain(rules, rule) {
        // One that answers after all, that may not take the numbers, or that is for WebSockets.
        if rule.mask & request != 0
            || digits > usize::from(rule.digits)
            || (rule.mask | request) & ANY_WEBSOCKET != 0
        {
            return Fast::Unsure;
        }
        refused |= rule.mask;
    }
    Fast::Refused(refused)
}

/// Whether a rule's integer parameters can hold what was captured, as far as that is clear.
#[inline(never)]
fn in_bounds(t: &Automaton<'_>, rule: u16, bytes: &[u8], spans: Spans) -> bool {
    let Some(rule) = t.rules.get(usize::from(rule)) else { return false };
    let first = rule.bounds as usize;
    let bounds = t.bounds.get(first..first + rule.bound_count as usize).unwrap_or(&[]);
    bounds.iter().all(|bound| {
        let (start, end) = spans.get(bound.index(spans.count()));
        let text = bytes.get(start..end);
        let value = text.and_then(digits::read).filter(|value| *value != u64::MAX);
        value.is_some_and(|value| bound.holds(i128::from(value)))
    })
}

/// The static child of a node for a segment.
#[inline(always)]
pub(super) fn static_child<'w>(
    text: &[u8],
    nodes: &'w [Node],
    node: &Node,
    segment: &[u8],
) -> Option<&'w Node> {
    let len = segment.len();
    let (hash, ends) = hashed(segment);
    let slot = (hash >> (node.shift & 63)) as usize & node.mask as usize;
    let child = nodes.get(node.slots as usize + slot)?;
    if (child.ends ^ ends) | (u64::from(child.len) ^ len as u64) == 0
        && (len <= 8 || same_middle(text, child, segment))
    {
        return Some(child);
    }
    if node.flags & flag::PERFECT != 0 { None } else { probe(text, nodes, node, segment) }
}

/// The hash of a segment, and what it is the hash of.
#[inline(always)]
fn hashed(segment: &[u8]) -> (u64, u64) {
    let ends = match *segment {
        [] => 0,
        [a] => u64::from(a) * 0x01_01_01,
        [a, b] => u64::from(a) | (u64::from(b) * 0x01_01_00),
        [a, b, c] => u64::from(a) | u64::from(b) << 8 | u64::from(c) << 16,
        _ => both_ends(segment),
    };
    (hash(ends, segment.len()), ends)
}

/// The first four bytes and the last four.
#[inline(always)]
fn both_ends(segment: &[u8]) -> u64 {
    let &[a, b, c, d, ..] = segment else { return 0 };
    let &[.., w, x, y, z] = segment else { return 0 };
    u64::from_le_bytes([a, b, c, d, w, x, y, z])
}

/// The bytes between the ends, for segments longer than eight bytes.
#[inline(always)]
fn same_middle(text: &[u8], child: &Node, segment: &[u8]) -> bool {
    let len = segment.len();
    if len > 16 {
        return same_text(text, child.middle as usize, segment);
    }
    match segment.get((len - 8) / 2..).and_then(<[u8]>::first_chunk) {
        Some(middle) => child.middle == u64::from_le_bytes(*middle),
        None => false,
    }
}

#[inline(never)]
fn same_text(text: &[u8], at: usize, segment: &[u8]) -> bool {
    text.get(at..at + segment.len()) == Some(segment)
}

/// Looks behind the slot of a segment. What the caller knows already is computed again: it would not stay in registers
/// on the way here.
#[inline(never)]
fn probe<'w>(text: &[u8], nodes: &'w [Node], node: &Node, segment: &[u8]) -> Option<&'w Node> {
    let ((hash, ends), len) = (hashed(segment), segment.len());
    let mut slot = (hash >> (node.shift & 63)) as usize & node.mask as usize;
    for _ in 0..node.mask {
        slot = (slot + 1) & node.mask as usize;
        let child = nodes.get(node.slots as usize + slot)?;
        if child.ends == ends && child.len as usize == len && (len <= 8 || same_middle(text, child, segment))
        {
            return Some(child);
        }
        if child.len == u8::MAX {
            break;
        }
    }
    None
}

/// In place of a node: no dynamic child takes the text.
const NONE: usize = usize::MAX;
/// In place of a node: it takes a closer look.
const UNSURE: usize = usize::MAX - 1;

/// Several dynamic children, or one that needs a look at its condition: the first one that takes the text.
#[inline(never)]
fn dynamic(t: &Automaton<'_>, node: &Node, path: &str, (start, end): (usize, usize)) -> usize {
    for (i, child) in t.nodes[..node.slots as usize].iter().enumerate().rev() {
        if child.more & flag::TIE != 0 {
            return UNSURE;
        }
        let accepted = match child.ends as u8 {
            kind::TEXT | kind::PATH => true,
            kind::INT => digits::read(&path.as_bytes()[start..end]).is_some(),
            kind::CHECKED => {
                let item = t.items[child.middle as u32 as usize];
                accept(t, &t.checks[item.at as usize], &path[start..end])
            }
            _ => return UNSURE,
        };
        if accepted {
            return i;
        }
        if child.more & flag::LAST != 0 {
            break;
        }
    }
    NONE
}

//! The walk for the usual case: straight down, without a stack.
//!
//! It knows when it does not know: an escape in the path, a dead end where an alternative was passed by, a
//! variable that needs a closer look. Then [`Search`](super::Search) walks again with all it takes.

use super::super::automaton::{Automaton, Node, RuleEntry, Walkable, flag, hash, kind};
use super::super::digits;
use super::super::params::{FAR, INLINE, Spans};
use super::ANY_WEBSOCKET;
use super::scan::scan;
use super::value::accept;

/// What the straight walk found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fast {
    Route {
        route: u16,
        spans: Spans,
        count: usize,
    },
    NotFound,
    /// Rules end here, with these masks, and nothing else matches.
    Refused(u32),
    /// Nothing, but a rule that answers for the path with a slash at the end.
    Slash,
    /// Not to be decided by a straight walk.
    Unsure,
}

// The functions below take what they need one by one: a struct that a function off the hot path borrows would
// have to live in memory, and be written there in every search.

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
    // The slash in front is done; the end counts as one, so that there always is a next one.
    let mut slashes = if LONG { first.slashes } else { first.slashes | 1 << n } & !1;
    // A path with slashes to merge may yet be redirected, and one so long is not looked at for that here.
    let doubled = LONG || first.slashes & first.slashes >> 1 != 0;
    let Some(mut node) = nodes.first() else { return Fast::Unsure };
    let (mut window, mut start, mut count) = (0, 1, 0);
    // The largest integer on the way; those that took a closer look count as larger than any.
    let (mut spans, mut largest) = (Spans::default(), 0);
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
            let simple = node.flags & (flag::ONE_TEXT | flag::ONE_INT);
            if simple != 0 && !segment.is_empty() && count < INLINE {
                if simple != flag::ONE_TEXT {
                    match digits::read(segment) {
                        Some(value) => largest = largest.max(value),
                        None => return dead_end(node, doubled),
                    }
                }
                spans.put(count, start, end);
                node = match nodes.get(node.dynamics as usize) {
                    Some(child) => child,
                    None => return Fast::Unsure,
                };
            } else if segment.is_empty() || node.more & flag::DYNAMIC == 0 {
                return dead_end(node, doubled);
            } else if count >= INLINE {
                return Fast::Unsure;
            } else {
                largest = u64::MAX;
                let child = dynamic(&t.automaton(), node, path, (start, end));
                node = match nodes.get(child) {
                    Some(child) => child,
                    None if child == NONE => return dead_end(node, doubled),
                    None => return Fast::Unsure,
                };
                if node.ends as u8 == kind::PATH {
                    // The rest belongs to the variable without being walked: it may have an escape as well.
                    if LONG && bytes.get(window + 64..).is_some_and(|rest| rest.contains(&b'%')) {
                        return Fast::Unsure;
                    }
                    spans.put(count, start, n);
                    count += 1;
                    break;
                }
                spans.put(count, start, end);
            }
            count += 1;
        }
        if end == n {
            break;
        }
        start = end + 1;
    }
    if node.flags & flag::RULES != 0
        && let Some(rule) = t.rules().get(node.rules as usize)
        && rule.mask & request != 0
        && (largest <= rule.quick || in_bounds(&t.automaton(), rule, bytes, spans, count))
    {
        return Fast::Route { route: rule.route, spans, count };
    }
    let (open, rules) = (node.flags & (flag::ALTERNATIVE | flag::SLASH), node.flags & flag::RULES);
    if open == flag::SLASH && rules == 0 && !doubled {
        with_slash(t.text(), nodes, t.rules(), node, request, largest)
    } else if open != 0 || doubled {
        Fast::Unsure
    } else if rules != 0 {
        refused(t.rules(), node, request, largest)
    } else {
        Fast::NotFound
    }
}

/// A node without rules where one goes on with nothing but a slash.
#[inline(never)]
fn with_slash(
    text: &[u8],
    nodes: &[Node],
    rules: &[RuleEntry],
    node: &Node,
    request: u32,
    largest: u64,
) -> Fast {
    let Some(child) = static_child(text, nodes, node, b"") else { return Fast::Unsure };
    // One that does not mind the slash answers here.
    if child.flags & flag::LENIENT != 0 {
        return Fast::Unsure;
    }
    for rule in rules.get(child.rules as usize..).unwrap_or(&[]) {
        if rule.mask & request != 0 {
            return if largest <= rule.quick { Fast::Slash } else { Fast::Unsure };
        }
        if rule.last {
            break;
        }
    }
    // The form with the slash is another URL: its methods are not those of this one.
    Fast::NotFound
}

/// The rules of a node, none of which may answer the request.
#[inline(never)]
fn refused(rules: &[RuleEntry], node: &Node, request: u32, largest: u64) -> Fast {
    let mut refused = 0;
    for rule in rules.get(node.rules as usize..).unwrap_or(&[]) {
        // One that answers after all, that may not take the numbers, or that is for WebSockets.
        if rule.mask & request != 0 || largest > rule.quick || (rule.mask | request) & ANY_WEBSOCKET != 0 {
            return Fast::Unsure;
        }
        refused |= rule.mask;
        if rule.last {
            break;
        }
    }
    Fast::Refused(refused)
}

/// Nothing matches below this node.
#[inline(always)]
fn dead_end(node: &Node, doubled: bool) -> Fast {
    if node.flags & (flag::ALTERNATIVE | flag::LENIENT) != 0 || doubled {
        Fast::Unsure
    } else {
        Fast::NotFound
    }
}

/// Whether a rule's integer parameters can hold what was captured, as far as that is clear.
#[inline(never)]
fn in_bounds(t: &Automaton<'_>, rule: &RuleEntry, bytes: &[u8], spans: Spans, count: usize) -> bool {
    let first = rule.bounds as usize;
    let bounds = t.bounds.get(first..first + rule.bound_count as usize).unwrap_or(&[]);
    bounds.iter().all(|bound| {
        let (start, end) = spans.get(count.wrapping_sub(1 + bound.from_end as usize));
        let text = bytes.get(start..end);
        text.and_then(digits::read).is_some_and(|value| value <= bound.quick)
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
    let ends = match (segment.first_chunk::<4>(), segment.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        _ => match *segment {
            [] => 0,
            [a] => u64::from(a) * 0x01_01_01,
            [a, b] => u64::from(a) | (u64::from(b) * 0x01_01_00),
            [a, b, c, ..] => u64::from(a) | u64::from(b) << 8 | u64::from(c) << 16,
        },
    };
    let slot = (hash(ends, len) >> (node.shift & 63)) as usize & node.mask as usize;
    let child = nodes.get(node.slots as usize + slot)?;
    if (child.ends ^ ends) | (u64::from(child.len) ^ len as u64) == 0
        && (len <= 8 || same_middle(text, child, segment))
    {
        return Some(child);
    }
    if node.flags & flag::PERFECT != 0 { None } else { probe(text, nodes, node, slot, ends, segment) }
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

#[inline(never)]
fn probe<'w>(
    text: &[u8],
    nodes: &'w [Node],
    node: &Node,
    slot: usize,
    ends: u64,
    segment: &[u8],
) -> Option<&'w Node> {
    let (mut slot, len) = (slot, segment.len());
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
    let first = node.dynamics as usize;
    for (i, child) in t.nodes[first..].iter().enumerate() {
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
            return first + i;
        }
        if child.more & flag::LAST != 0 {
            break;
        }
    }
    NONE
}

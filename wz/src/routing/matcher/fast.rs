//! The walk for the usual case: straight down, without a stack.
//!
//! It knows when it does not know: an escape in the path, a dead end where an alternative was passed by, a
//! variable that needs a closer look. Then [`Search`](super::Search) walks again with all it takes.

use super::super::automaton::{Automaton, Node, RuleEntry, flag, hash, kind};
use super::super::params::{INLINE, Param, Params};
use super::scan::{load8, scan};
use super::value::accept;

/// What the straight walk found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fast {
    Route(u16),
    NotFound,
    /// Not to be decided by a straight walk.
    Unsure,
}

// The functions below take what they need one by one: a struct that a function off the hot path borrows would
// have to live in memory, and be written there in every search.

/// Walks from the root; `request` is the one bit of method and kind. The variables are in `params` when a route
/// is found.
#[inline(always)]
pub(crate) fn walk(t: &Automaton<'_>, path: &str, request: u32, params: &mut Params) -> Fast {
    // The bit after the last byte has to fit into the mask.
    if path.len() < 64 { down::<false>(t, path, request, params) } else { long(t, path, request, params) }
}

#[inline(never)]
fn long(t: &Automaton<'_>, path: &str, request: u32, params: &mut Params) -> Fast {
    down::<true>(t, path, request, params)
}

/// `LONG` paths are scanned in windows of 64 bytes.
#[inline(always)]
fn down<const LONG: bool>(t: &Automaton<'_>, path: &str, request: u32, params: &mut Params) -> Fast {
    let (bytes, n, nodes) = (path.as_bytes(), path.len(), t.nodes);
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
            && let Some(child) = static_child(t, nodes, node, segment)
        {
            node = child;
        } else {
            let simple = node.flags & (flag::ONE_TEXT | flag::ONE_INT);
            if simple != 0 && !segment.is_empty() && count < INLINE {
                let value = if simple == flag::ONE_TEXT { Some(0) } else { integer(bytes, start, end) };
                let Some(value) = value else { return dead_end(node, doubled) };
                params.put(count, Param { start: start as u32, len: (end - start) as u32, value });
                node = match nodes.get(node.dynamics as usize) {
                    Some(child) => child,
                    None => return Fast::Unsure,
                };
            } else if segment.is_empty() || node.more & flag::DYNAMIC == 0 {
                return dead_end(node, doubled);
            } else {
                let child = dynamic(t, node, path, (start, end), count, params);
                node = match nodes.get(child) {
                    Some(child) => child,
                    None if child == NONE => return dead_end(node, doubled),
                    None => return Fast::Unsure,
                };
                if node.ends as u8 == kind::PATH {
                    count += 1;
                    break;
                }
            }
            count += 1;
        }
        if end == n {
            break;
        }
        start = end + 1;
    }
    params.set_len(count);
    if node.flags & flag::RULES != 0
        && let Some(rule) = t.rules.get(node.rules as usize)
        && rule.mask & request != 0
        && (rule.bound_count == 0 || in_bounds(t, rule, bytes, params))
    {
        return Fast::Route(rule.route);
    }
    let unsure = node.flags & (flag::ALTERNATIVE | flag::SLASH) != 0 || doubled;
    if unsure || node.flags & flag::RULES != 0 { Fast::Unsure } else { Fast::NotFound }
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
#[inline]
fn in_bounds(t: &Automaton<'_>, rule: &RuleEntry, bytes: &[u8], params: &Params) -> bool {
    let first = rule.bounds as usize;
    let bounds = t.bounds.get(first..first + rule.bound_count as usize).unwrap_or(&[]);
    bounds.iter().all(|bound| {
        let param = params.get(params.len().wrapping_sub(1 + bound.from_end as usize));
        param.value <= bound.quick && bytes.get(param.start as usize) != Some(&b'-')
    })
}

#[inline(always)]
fn static_child<'w>(t: &Automaton<'w>, nodes: &'w [Node], node: &Node, segment: &[u8]) -> Option<&'w Node> {
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
    let child = nodes.get(node.slots as usize + slot)?;
    if (child.ends ^ ends) | (u64::from(child.len) ^ len as u64) == 0
        && (len <= 8 || same_middle(t, child, segment))
    {
        return Some(child);
    }
    if node.flags & flag::PERFECT != 0 { None } else { probe(t, nodes, node, slot, ends, segment) }
}

/// The bytes between the ends, for segments longer than eight bytes.
#[inline(always)]
fn same_middle(t: &Automaton<'_>, child: &Node, segment: &[u8]) -> bool {
    let len = segment.len();
    if len > 16 {
        return same_text(t.text, child.middle as usize, segment);
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
    t: &Automaton<'w>,
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
        if child.ends == ends && child.len as usize == len && (len <= 8 || same_middle(t, child, segment)) {
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
fn dynamic(
    t: &Automaton<'_>,
    node: &Node,
    path: &str,
    (start, end): (usize, usize),
    count: usize,
    params: &mut Params,
) -> usize {
    if count >= INLINE {
        return UNSURE;
    }
    let first = node.dynamics as usize;
    for (i, child) in t.nodes[first..].iter().enumerate() {
        if child.more & flag::TIE != 0 {
            return UNSURE;
        }
        let mut end = end;
        let value = match child.ends as u8 {
            kind::TEXT => Some(0),
            kind::INT => integer(path.as_bytes(), start, end),
            kind::CHECKED => {
                let item = t.items[child.middle as u32 as usize];
                accept(t, &t.checks[item.at as usize], &path[start..end])
            }
            kind::PATH => {
                end = path.len();
                Some(0)
            }
            _ => return UNSURE,
        };
        if let Some(value) = value {
            params.put(count, Param { start: start as u32, len: (end - start) as u32, value });
            return first + i;
        }
        if child.more & flag::LAST != 0 {
            break;
        }
    }
    NONE
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

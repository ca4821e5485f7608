//! Walking the trie with a path.

mod fast;
mod parts;
mod retreat;
mod scan;
#[cfg(target_arch = "x86_64")]
mod scan_sse2;
mod value;
mod walk;
mod window;

pub(crate) use fast::{Fast, walk};
pub(crate) use value::choices;
pub(crate) use walk::{Search, SlashMatch, Walked};

use super::MethodSet;

/// WebSocket methods have the four bits above those of [`MethodSet`]: one test of a mask decides on both.
const WEBSOCKET: [(MethodSet, u32); 4] = [
    (MethodSet::GET, 1 << 28),
    (MethodSet::HEAD, 1 << 29),
    (MethodSet::OPTIONS, 1 << 30),
    (MethodSet::CONNECT, 1 << 31),
];

/// The mask of a rule: its methods, moved to the high bits for a WebSocket rule.
#[inline(always)]
pub(crate) const fn rule_mask(methods: MethodSet, websocket: bool) -> u32 {
    if !websocket {
        return methods.bits();
    }
    let (mut mask, mut i) = (0, 0);
    while i < WEBSOCKET.len() {
        if methods.intersects(WEBSOCKET[i].0) {
            mask |= WEBSOCKET[i].1;
        }
        i += 1;
    }
    mask
}

/// The bits of a WebSocket rule for every method.
const ANY_WEBSOCKET: u32 = 0b1111 << 28;

/// Whether a rule that does not answer a request names its method: then it is for the other kind of request.
/// `method` has the method's bits of both kinds.
fn names_method(rule: u32, method: u32) -> bool {
    rule & method != 0 || rule & ANY_WEBSOCKET == ANY_WEBSOCKET
}

/// The methods in a mask, of either kind.
pub(crate) fn methods_of(mask: u32) -> MethodSet {
    let set = WEBSOCKET.iter().filter(|(_, bit)| mask & bit != 0);
    set.fold(MethodSet::from_bits(mask), |all, (method, _)| all.union(*method))
}

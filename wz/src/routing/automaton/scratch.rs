use super::super::spec::{Bound, CustomSpec};
use super::node::{Check, HostRoot, Item};

/// A node while the trie grows. 0 means "none" in every link: the root is nobody's child or sibling.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TempNode {
    /// Static: the key's two halves and the length.
    pub(crate) ends: u64,
    pub(crate) middle: u64,
    pub(crate) len: u8,
    /// Static and longer than 16 bytes: where its text is.
    pub(crate) text: u32,
    pub(crate) dynamic: bool,
    /// Dynamic: takes the rest of the path, with an optional last slash.
    pub(crate) rest: bool,
    pub(crate) suffixed: bool,
    pub(crate) items: u32,
    pub(crate) item_count: u16,
    pub(crate) parent: u32,
    pub(crate) depth: u16,
    /// The next child of the same parent and class.
    pub(crate) next: u32,
    pub(crate) first_static: u32,
    pub(crate) last_static: u32,
    pub(crate) static_count: u32,
    pub(crate) first_dynamic: u32,
    pub(crate) dynamic_count: u16,
    /// Dynamic: ties with `next`.
    pub(crate) tie: bool,
    pub(crate) first_rule: u16,
    pub(crate) last_rule: u16,
    pub(crate) rule_count: u16,
    /// Has a rule that takes a missing or an extra slash at the end.
    pub(crate) lenient: bool,
    /// Has an empty static child.
    pub(crate) slash: bool,
    // Where its tables will be.
    pub(crate) slots: u32,
    pub(crate) mask: u16,
    pub(crate) shift: u8,
    pub(crate) perfect: bool,
    pub(crate) alternative: bool,
}

impl TempNode {
    pub(crate) const NEW: TempNode = TempNode {
        ends: 0,
        middle: 0,
        len: 0,
        text: 0,
        dynamic: false,
        rest: false,
        suffixed: false,
        items: 0,
        item_count: 0,
        parent: 0,
        depth: 0,
        next: 0,
        first_static: 0,
        last_static: 0,
        static_count: 0,
        first_dynamic: 0,
        dynamic_count: 0,
        tie: false,
        first_rule: 0,
        last_rule: 0,
        rule_count: 0,
        lenient: false,
        slash: false,
        slots: 0,
        mask: 0,
        shift: 0,
        perfect: true,
        alternative: false,
    };
}

/// A rule while the trie grows. Its number is that of its route plus one: 0 means "none" in links.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TempRule {
    pub(crate) mask: u32,
    pub(crate) route: u16,
    pub(crate) strict: bool,
    pub(crate) merge: bool,
    pub(crate) bounds: u32,
    pub(crate) bound_count: u8,
    pub(crate) node: u32,
    pub(crate) rank: u32,
    pub(crate) rank_with_slash: u32,
    pub(crate) next: u16,
}

impl TempRule {
    pub(crate) const NEW: TempRule = TempRule {
        mask: 0,
        route: 0,
        strict: true,
        merge: true,
        bounds: 0,
        bound_count: 0,
        node: 0,
        rank: 0,
        rank_with_slash: 0,
        next: 0,
    };
}

/// The memory the builder works in, and how much of it is used.
///
/// Slices, so that arrays of a `const` and vectors at run time serve alike.
#[derive(Debug)]
pub(crate) struct Scratch<'s, 'a> {
    pub(crate) nodes: &'s mut [TempNode],
    pub(crate) rules: &'s mut [TempRule],
    pub(crate) items: &'s mut [Item],
    pub(crate) checks: &'s mut [Check],
    pub(crate) bounds: &'s mut [Bound],
    pub(crate) hosts: &'s mut [HostRoot],
    pub(crate) customs: &'s mut [CustomSpec<'a>],
    pub(crate) text: &'s mut [u8],
    /// Static children by parent and key: node numbers, open addressing. Later the slots under trial.
    pub(crate) index: &'s mut [u32],
    /// By how much a hash is shifted to become a position in `index`, whose length is a power of two.
    pub(crate) index_shift: u32,
    /// The node of each mount; `u32::MAX` when not yet known or when it has none of its own.
    pub(crate) mounts: &'s mut [u32],
    pub(crate) used: Used,
}

/// How far each part of a [`Scratch`] is filled.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Used {
    pub(crate) nodes: usize,
    pub(crate) rules: usize,
    pub(crate) items: usize,
    pub(crate) checks: usize,
    pub(crate) bounds: usize,
    pub(crate) hosts: usize,
    pub(crate) customs: usize,
    pub(crate) text: usize,
    /// Nodes of the packed table, free slots included.
    pub(crate) packed: usize,
    /// Whether static text has percent escapes.
    pub(crate) escapes: bool,
    /// Whether any dynamic siblings tie.
    pub(crate) ties: bool,
}

impl Used {
    /// Only the root node, and the rule number that means "none".
    pub(crate) const START: Used = Used {
        nodes: 1,
        rules: 1,
        items: 0,
        checks: 0,
        bounds: 0,
        hosts: 0,
        customs: 0,
        text: 0,
        packed: 1,
        escapes: false,
        ties: false,
    };
}

/// Whether two runs of bytes in `text` are equal.
pub(crate) const fn same_text(text: &[u8], a: usize, b: usize, len: usize) -> bool {
    let mut i = 0;
    while i < len {
        if text[a + i] != text[b + i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether two texts are equal.
pub(crate) const fn same_str(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

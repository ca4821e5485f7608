use std::iter::successors;

use super::super::spec::{Bound, CustomSpec};

/// A state of the trie in 32 bytes, two to a cache line.
///
/// A node lives inside its parent's tables: the slot table of static children (open addressing, keyed by the
/// segment's [key](wz_rule::SegmentKey)) or the list of dynamic children in the order they are tried.
#[repr(C, align(32))]
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// Static: the key's ends. Dynamic: the kind, and bit 8 when the part takes an optional last slash.
    pub ends: u64,
    /// Static: the key's middle, or the offset of the text when it is longer than 16 bytes.
    /// Dynamic: offset of the items, and their number from bit 32.
    pub middle: u64,
    /// Where the slot table of its static children starts. Its dynamic children stand in front of that: the one
    /// tried first is the last one.
    pub slots: u32,
    /// The mask of its first rule; 0 when it has none.
    pub methods: u32,
    /// The number of its first rule, which is that of the route plus one; 0 when it has none.
    pub rule: u16,
    /// Number of slots minus one; always a power of two minus one.
    pub mask: u16,
    /// Static: length of the segment.
    pub len: u8,
    /// Which bits of the hash choose the slot.
    pub shift: u8,
    /// The bits are in `flag`.
    pub flags: u8,
    /// The second byte of bits of `flag`. The upper five bits: how many digits integers may have to be within the
    /// bounds of its first rule for sure.
    pub more: u8,
}

/// The length that marks a free slot: no static segment is that long.
pub(super) const FREE: u8 = 255;

impl Node {
    /// A free slot.
    pub const EMPTY: Node = Node {
        ends: 0,
        middle: 0,
        slots: 0,
        methods: 0,
        rule: 0,
        mask: 0,
        len: FREE,
        shift: 0,
        flags: 0,
        more: 0,
    };
}

/// Bits of [`Node::flags`] and, from `LAST` on, of [`Node::more`].
pub(crate) mod flag {
    /// Has static children.
    pub(crate) const STATIC: u8 = 1;
    /// On the way to this node an alternative was passed by.
    pub(crate) const ALTERNATIVE: u8 = 2;
    /// Has exactly one dynamic child: a plain `string`.
    pub(crate) const ONE_TEXT: u8 = 4;
    /// Has exactly one dynamic child: a plain `int`.
    pub(crate) const ONE_INT: u8 = 8;
    /// Has an empty static child: the form with a trailing slash.
    pub(crate) const SLASH: u8 = 16;
    /// Has a rule that takes a missing or an extra trailing slash.
    pub(crate) const LENIENT: u8 = 32;
    /// No two static children share a slot: one look decides.
    pub(crate) const PERFECT: u8 = 64;
    /// Has dynamic children.
    pub(crate) const DYNAMIC: u8 = 128;

    /// The last of its parent's dynamic children.
    pub(crate) const LAST: u8 = 1;
    /// Ties with the next dynamic child: the rule listed first wins.
    pub(crate) const TIE: u8 = 2;
    /// The bit from which on a number of digits stands.
    pub(crate) const DIGITS: u32 = 3;
}

/// The kinds of dynamic nodes, in the low byte of [`Node::ends`].
pub(crate) mod kind {
    /// One variable in the segment: any text.
    pub(crate) const TEXT: u8 = 1;
    /// One variable in the segment: an unsigned integer without further conditions.
    pub(crate) const INT: u8 = 2;
    /// One variable in the segment, with a condition to look up.
    pub(crate) const CHECKED: u8 = 3;
    /// One `path` variable to the end.
    pub(crate) const PATH: u8 = 4;
    /// Several parts in one segment.
    pub(crate) const PARTS: u8 = 5;
    /// Several parts over the rest of the path.
    pub(crate) const REST: u8 = 6;
    /// In [`Node::ends`]: the part takes an optional last slash.
    pub(crate) const SUFFIXED: u64 = 1 << 8;
}

/// A part of a dynamic node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Literal: how long its text is.
    pub len: u16,
    /// Literal: where its text starts. Variable: the number of its condition.
    pub at: u32,
}

/// Literal or variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// Literal text inside a segment.
    Text,
    /// A slash between segments of a part that spans them.
    Slash,
    /// A variable.
    Variable,
}

impl Item {
    /// Fills arrays before their real elements are known.
    pub const NOTHING: Item = Item { kind: ItemKind::Slash, len: 0, at: 0 };
}

/// What a variable takes.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// So many characters other than `/`.
    Text {
        /// The least number.
        min: u32,
        /// The greatest number.
        max: u32,
    },
    /// Digits.
    Int {
        /// The exact length; 0 for any.
        fixed_digits: u32,
        /// The least value.
        min: i128,
        /// The greatest value.
        max: i128,
        /// Whether a `-` may lead.
        signed: bool,
    },
    /// Digits, a point, digits.
    Float {
        /// The least value.
        min: f64,
        /// The greatest value.
        max: f64,
        /// Whether a `-` may lead.
        signed: bool,
    },
    /// Anything that does not start with a slash.
    Path,
    /// 8-4-4-4-12 hexadecimal digits.
    Uuid,
    /// One of some texts. They stand one after the other in the literal text, each after its length in two
    /// bytes, the low one first.
    Any {
        /// Where the first of them starts.
        first: u32,
        /// Their number.
        count: u16,
    },
    /// What the user's converter number `index` takes.
    Custom {
        /// Which one.
        index: u32,
        /// Whether it takes slashes.
        spans_segments: bool,
        /// Its weight.
        weight: u16,
    },
}

/// A rule at the node where it ends.
#[derive(Debug, Clone, Copy)]
pub struct RuleEntry {
    /// The methods; for WebSocket rules shifted to the high bits, see `matcher::request_mask`.
    pub mask: u32,
    /// The route.
    pub route: u16,
    /// Missing and extra trailing slashes are not taken.
    pub strict: bool,
    /// Runs of slashes may be merged.
    pub merge: bool,
    /// The number of the next rule of its node; 0 after the last one.
    pub next: u16,
    /// How many bounds it has.
    pub bound_count: u8,
    /// Integers of so many digits without sign are within all of its bounds.
    pub digits: u8,
    /// Decides between rules that are reached through tied nodes: the lower one wins.
    pub rank: u32,
    /// The same when the path has a slash at the end that the rule has not.
    pub rank_with_slash: u32,
    /// Where its bounds start.
    pub bounds: u32,
}

impl RuleEntry {
    /// Fills arrays before their real elements are known.
    pub const NOTHING: RuleEntry = RuleEntry {
        mask: 0,
        route: 0,
        strict: true,
        merge: true,
        next: 0,
        bound_count: 0,
        digits: 0,
        rank: 0,
        rank_with_slash: 0,
        bounds: 0,
    };

    /// The number of digits of a rule without bounds: any.
    pub const ANY_DIGITS: u8 = 31;
}

/// What the paths of all rules start with: one look at it, and the walk starts behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prefix {
    /// The text in two halves, the first byte lowest; zeros behind it.
    pub text: [u64; 2],
    /// The bits of it that count.
    pub mask: [u64; 2],
    /// Its length, with the slashes at both ends.
    pub len: u32,
    /// The node behind it.
    pub node: u32,
}

impl Prefix {
    /// Nothing but a slash is common to all.
    pub const NONE: Prefix = Prefix { text: [0; 2], mask: [0; 2], len: 1, node: 0 };

    /// The length of the longest one. In shorter paths it is not looked for.
    pub const LONGEST: usize = 16;

    /// The first `len` bytes of a text that has zeros behind them, and the node they lead to.
    pub(super) const fn new(text: &[u8; Prefix::LONGEST], len: usize, node: u32) -> Prefix {
        let text = u128::from_le_bytes(*text);
        let mask = u128::MAX >> (128 - 8 * len);
        Prefix {
            text: [text as u64, (text >> 64) as u64],
            mask: [mask as u64, (mask >> 64) as u64],
            len: len as u32,
            node,
        }
    }
}

/// The trie of the rules for one host pattern.
#[derive(Debug, Clone, Copy)]
pub struct HostRoot {
    /// Offset of the pattern's items.
    pub items: u32,
    /// Their number.
    pub count: u16,
    /// Matched against the subdomain.
    pub subdomain: bool,
    /// Ties with the next one: the rule that comes first decides.
    pub tie: bool,
    /// The root of its rules while the trie grows; packed, it is the node after the root at the same position.
    pub root: u32,
}

impl HostRoot {
    /// Fills arrays before their real elements are known.
    pub const NOTHING: HostRoot = HostRoot { items: 0, count: 0, subdomain: false, tie: false, root: 0 };
}

/// The tables, ready to be walked.
#[derive(Debug, Clone, Copy)]
pub struct Automaton<'t> {
    /// The root, the roots of the host patterns, then slot tables and dynamic lists.
    pub nodes: &'t [Node],
    /// What all paths start with.
    pub prefix: Prefix,
    /// The rules by number, each after the ones before it in the list; number 0 is nobody's.
    pub rules: &'t [RuleEntry],
    /// The parts of dynamic nodes.
    pub items: &'t [Item],
    /// The conditions of variables.
    pub checks: &'t [Check],
    /// The bounds of rules.
    pub bounds: &'t [Bound],
    /// The host patterns, in the order they are tried.
    pub hosts: &'t [HostRoot],
    /// Literal text.
    pub text: &'t [u8],
    /// The user's converters.
    pub customs: &'t [CustomSpec<'t>],
    /// Whether static text has percent escapes: then a path needs a closer look before it is walked.
    pub escapes: bool,
    /// Whether its literal text is in lower case, to be compared with a path in lower case.
    pub ignore_ascii_case: bool,
}

impl<'t> Automaton<'t> {
    /// The rules that end at a node.
    #[inline]
    pub(crate) fn rules_of(&self, node: &Node) -> impl Iterator<Item = &'t RuleEntry> + use<'t> {
        chain(self.rules, node.rule)
    }
}

/// A rule and those that follow it at its node.
#[inline]
pub(crate) fn chain(rules: &[RuleEntry], first: u16) -> impl Iterator<Item = &RuleEntry> {
    let numbered = move |number: u16| rules.get(usize::from(number)).filter(|_| number != 0);
    successors(numbered(first), move |rule| numbered(rule.next))
}

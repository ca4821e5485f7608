//! Where everything goes in the packed tables, and putting it there.

use wz_rule::SegmentKey;

use super::insert::PHI;
use super::node::Check;
use super::node::{FREE, HostRoot, Item, ItemKind, Node, Prefix, RuleEntry, flag, kind};
use super::scratch::{Scratch, TempNode, TempRule, Used};

/// More static children than this are not worth a search for a table without collisions.
const MANY: usize = 64;

impl Scratch<'_, '_> {
    /// Chooses slot tables and positions for all nodes.
    pub(super) const fn plan(&mut self) {
        // The root stands first, the roots of the host patterns follow.
        let mut packed = 1 + self.used.hosts;
        let mut stamp = 1u32 << 24;
        let (mut x, n) = (0, self.used.nodes);
        while x < n {
            let node = &mut self.nodes[x];
            packed += node.dynamic_count as usize;
            node.slots = packed as u32;
            // By hand where there is nothing to choose: a call costs as much as all of this.
            if node.static_count == 1 {
                node.shift = 32;
                packed += 1;
            } else if node.static_count > 1 {
                packed += self.plan_slots(x, &mut stamp);
            }
            x += 1;
        }
        self.used.packed = packed;
        // A parent's number is lower than its children's, so its mark is there when theirs are made.
        let mut x = 0;
        while x < n {
            if self.nodes[x].static_count > 0 || self.nodes[x].dynamic_count > 0 {
                self.mark_alternatives(x);
            }
            x += 1;
        }
    }

    /// Finds the smallest slot table of a node in which its static children do not collide, or nearly so.
    /// Returns its size.
    const fn plan_slots(&mut self, x: usize, stamp: &mut u32) -> usize {
        let count = self.nodes[x].static_count as usize;
        let many = count > MANY;
        let mut size = if many { (count * 2).next_power_of_two() } else { count.next_power_of_two() };
        let largest = if many { size } else { (count * 2).next_power_of_two() * 2 };
        let (mut best, mut best_size, mut best_shift) = (u32::MAX, size, 32);
        while size <= largest && best > 0 {
            // From the highest bits on, which depend on all bytes of the key.
            let mut shift = 64 - size.trailing_zeros() as u8;
            let last = shift
                - if many {
                    2
                } else if size < count * 2 {
                    8
                } else {
                    32
                };
            while shift > last && best > 0 {
                *stamp += 1;
                let collisions = self.collisions(x, size, shift, *stamp, best);
                if collisions < best && (collisions == 0 || size >= count * 2) {
                    (best, best_size, best_shift) = (collisions, size, shift);
                }
                shift -= 1;
            }
            size *= 2;
        }
        if best_size > 1 << 16 {
            // The mask has 16 bits; only a node with more than 32768 static children comes here.
            (best_size, best) = (1 << 16, 1);
        }
        let node = &mut self.nodes[x];
        (node.mask, node.shift) = ((best_size - 1) as u16, best_shift);
        node.perfect = best == 0;
        best_size
    }

    /// How many static children of a node would find their slot taken; stops counting at `limit`.
    const fn collisions(&mut self, x: usize, size: usize, shift: u8, stamp: u32, limit: u32) -> u32 {
        let (mut count, mut child) = (0, self.nodes[x].first_static);
        while child != 0 && count < limit {
            let node = &self.nodes[child as usize];
            let hash = (((node.ends ^ node.len as u64) as u128 * PHI as u128) as u64 >> shift) as usize;
            let slot = hash & (size - 1);
            child = node.next;
            if self.index[slot] == stamp {
                count += 1;
            } else {
                self.index[slot] = stamp;
            }
        }
        count
    }

    const fn mark_alternatives(&mut self, x: usize) {
        let above = self.nodes[x].alternative || self.nodes[x].lenient;
        // Text that cannot be a number passes nothing by where all that is dynamic takes numbers.
        let (mut passed_by, mut by_number) = (above, above);
        let mut child = self.nodes[x].first_dynamic;
        while child != 0 {
            by_number = true;
            passed_by = passed_by || !self.takes_numbers_only(child as usize);
            child = self.nodes[child as usize].next;
        }
        let mut child = self.nodes[x].first_static;
        while child != 0 {
            let node = &mut self.nodes[child as usize];
            let first = node.ends as u8;
            node.alternative =
                passed_by || (by_number && (first == b'-' || (first >= b'0' && first <= b'9')));
            child = node.next;
        }
        let mut child = self.nodes[x].first_dynamic;
        let mut tied = false;
        while child != 0 {
            let node = &mut self.nodes[child as usize];
            node.alternative = above || node.next != 0 || tied;
            tied = node.tie;
            child = node.next;
        }
    }

    const fn takes_numbers_only(&self, x: usize) -> bool {
        let node = &self.nodes[x];
        let first = &self.items[node.items as usize];
        node.item_count == 1
            && matches!(first.kind, ItemKind::Variable)
            && matches!(self.checks[first.at as usize], Check::Int { .. } | Check::Float { .. })
    }

    /// Writes the rules.
    pub(super) const fn emit_rules(&self, rules: &mut [RuleEntry]) {
        let mut rule = 1;
        while rule < self.used.rules {
            let from = &self.rules[rule];
            rules[rule] = RuleEntry {
                mask: from.mask,
                route: from.route,
                strict: from.strict,
                merge: from.merge,
                next: from.next,
                bound_count: from.bound_count,
                digits: if from.bound_count == 0 { RuleEntry::ANY_DIGITS } else { self.digits(from) },
                rank: from.rank,
                rank_with_slash: from.rank_with_slash,
                bounds: from.bounds,
            };
            rule += 1;
        }
    }

    /// How many digits integers may have to be within the bounds of a rule for sure.
    const fn digits(&self, rule: &TempRule) -> u8 {
        let (mut digits, mut i) = (RuleEntry::ANY_DIGITS, rule.bounds as usize);
        let end = i + rule.bound_count as usize;
        while i < end {
            if self.bounds[i].digits < digits {
                digits = self.bounds[i].digits;
            }
            i += 1;
        }
        digits
    }
}

/// A trie that grows no more.
pub(super) struct Grown<'t> {
    pub(super) nodes: &'t [TempNode],
    pub(super) rules: &'t [RuleEntry],
    pub(super) items: &'t [Item],
    pub(super) checks: &'t [Check],
    pub(super) hosts: &'t [HostRoot],
    pub(super) used: Used,
}

impl Grown<'_> {
    /// Writes the packed nodes.
    pub(super) const fn emit_nodes(&self, nodes: &mut [Node]) {
        nodes[0] = self.pack(0, 0);
        let mut i = 0;
        while i < self.used.hosts {
            nodes[1 + i] = self.pack(self.hosts[i].root as usize, 0);
            i += 1;
        }
        let mut x = 0;
        while x < self.used.nodes {
            if self.nodes[x].static_count > 0 {
                self.emit_static(x, nodes);
            }
            if self.nodes[x].dynamic_count > 0 {
                self.emit_dynamic(x, nodes);
            }
            x += 1;
        }
    }

    const fn emit_static(&self, x: usize, nodes: &mut [Node]) {
        let parent = &self.nodes[x];
        let mut child = parent.first_static;
        while child != 0 {
            let node = &self.nodes[child as usize];
            let hash = ((node.ends ^ node.len as u64) as u128 * PHI as u128) as u64 >> parent.shift;
            let mut slot = hash as usize & parent.mask as usize;
            while nodes[parent.slots as usize + slot].len != FREE {
                slot = (slot + 1) & parent.mask as usize;
            }
            nodes[parent.slots as usize + slot] = self.pack(child as usize, 0);
            child = node.next;
        }
    }

    const fn emit_dynamic(&self, x: usize, nodes: &mut [Node]) {
        let (mut child, mut at) = (self.nodes[x].first_dynamic, self.nodes[x].slots as usize);
        while child != 0 {
            let next = self.nodes[child as usize].next;
            let last = if next == 0 { flag::LAST } else { 0 };
            at -= 1;
            nodes[at] = self.pack(child as usize, last);
            child = next;
        }
    }

    const fn pack(&self, x: usize, more: u8) -> Node {
        let node = &self.nodes[x];
        let (mut flags, mut more) = (0, more);
        if node.static_count > 0 {
            flags |= flag::STATIC;
        }
        if node.alternative {
            flags |= flag::ALTERNATIVE;
        }
        if node.perfect {
            flags |= flag::PERFECT;
        }
        if node.lenient {
            flags |= flag::LENIENT;
        }
        if node.slash {
            flags |= flag::SLASH;
        }
        if node.dynamic_count > 0 {
            flags |= flag::DYNAMIC;
        }
        if node.dynamic_count == 1 {
            match self.kind(node.first_dynamic as usize) as u8 {
                kind::TEXT => flags |= flag::ONE_TEXT,
                kind::INT => flags |= flag::ONE_INT,
                _ => {}
            }
        }
        if node.tie {
            more |= flag::TIE;
        }
        let mut methods = 0;
        if node.first_rule != 0 {
            let rule = &self.rules[node.first_rule as usize];
            methods = rule.mask;
            more |= rule.digits << flag::DIGITS;
        }
        let (mut ends, mut middle) = (node.ends, node.middle);
        if node.dynamic {
            ends = self.kind(x);
            middle = node.items as u64 | (node.item_count as u64) << 32;
        } else if node.len as usize > SegmentKey::WHOLE {
            middle = node.text as u64;
        }
        Node {
            ends,
            middle,
            slots: node.slots,
            methods,
            rule: node.first_rule,
            mask: node.mask,
            len: node.len,
            shift: node.shift,
            flags,
            more,
        }
    }

    /// What all paths have in front.
    pub(super) const fn prefix(&self) -> Prefix {
        let (mut text, mut len) = ([0; Prefix::LONGEST], 1);
        text[0] = b'/';
        let (mut x, mut prefix) = (0, Prefix::NONE);
        loop {
            let node = &self.nodes[x];
            let child = &self.nodes[node.first_static as usize];
            let longer = len + child.len as usize + 1;
            // It goes on where there is one way on, and no rule that ends in front of the slash or behind it.
            if node.static_count != 1
                || node.dynamic_count > 0
                || child.len == 0
                || child.first_rule != 0
                || child.slash
                || longer > Prefix::LONGEST
            {
                return prefix;
            }
            let key = SegmentKey { ends: child.ends, middle: child.middle };
            let mut i = 0;
            while len + 1 < longer {
                text[len] = key.byte(child.len as usize, i);
                (len, i) = (len + 1, i + 1);
            }
            text[len] = b'/';
            len = longer;
            prefix = Prefix::new(&text, len, node.slots);
            x = node.first_static as usize;
        }
    }

    /// The kind of a dynamic node.
    const fn kind(&self, x: usize) -> u64 {
        let node = &self.nodes[x];
        let suffixed = if node.suffixed { kind::SUFFIXED } else { 0 };
        let first = &self.items[node.items as usize];
        if node.item_count > 1 || node.suffixed {
            return suffixed | if node.rest { kind::REST } else { kind::PARTS } as u64;
        }
        let kind = match first {
            Item { kind: ItemKind::Variable, at, .. } => match self.checks[*at as usize] {
                Check::Path => kind::PATH,
                Check::Text { min: 1, max: u32::MAX } => kind::TEXT,
                Check::Int { fixed_digits: 0, min: i128::MIN, max: i128::MAX, signed: false } => kind::INT,
                Check::Custom { spans_segments: true, .. } => kind::REST,
                _ => kind::CHECKED,
            },
            _ => kind::PARTS,
        };
        kind as u64
    }
}

//! Ranks: one order over all rules, for when dynamic siblings or host patterns tie.
//!
//! Rules compare segment by segment: a static segment before a dynamic one, then by weight, and a slash that only
//! the path has last; where all is equal, the rule listed first wins. Only the two rules in question matter, so
//! that adding or moving a rule that has nothing to do with them never changes which of them answers.

use super::scratch::Scratch;

/// Where the way of a path through the trie ends.
#[derive(Clone, Copy)]
struct End {
    node: u32,
    /// After a slash at the end for which there is no node.
    after_slash: bool,
}

impl Scratch<'_, '_> {
    /// Gives every rule its ranks. Without ties nobody asks for them.
    ///
    /// `order` has room for two numbers of each rule: one is for a path as the rule has it, and the odd one for a
    /// path with a slash more, which only a lenient rule takes.
    pub(super) const fn rank(&mut self, order: &mut [u32]) {
        if !self.used.ties {
            return;
        }
        // Insertion sort with a binary search for the place: comparing is what costs.
        let (mut number, mut sorted) = (2, 0);
        while number < self.used.rules as u32 * 2 {
            // A route that only builds has no rule.
            let rule = &self.rules[number as usize / 2];
            if rule.mask == 0 || (number & 1 == 1 && rule.strict) {
                number += 1;
                continue;
            }
            let (mut low, mut high) = (0, sorted);
            while low < high {
                let middle = (low + high) / 2;
                if self.compare_rules(order[middle], number) <= 0 {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            let mut i = sorted;
            while i > low {
                order[i] = order[i - 1];
                i -= 1;
            }
            order[low] = number;
            sorted += 1;
            number += 1;
        }
        let mut i = 0;
        while i < sorted {
            let rule = &mut self.rules[order[i] as usize / 2];
            if order[i] & 1 == 0 {
                rule.rank = i as u32;
            } else {
                rule.rank_with_slash = i as u32;
            }
            i += 1;
        }
    }

    const fn compare_rules(&self, a: u32, b: u32) -> i64 {
        let (x, y) = (&self.rules[a as usize / 2], &self.rules[b as usize / 2]);
        let by_path = self.compare_ends(
            End { node: x.node, after_slash: a & 1 == 1 },
            End { node: y.node, after_slash: b & 1 == 1 },
        );
        if by_path != 0 { by_path } else { x.route as i64 - y.route as i64 }
    }

    const fn above(&self, end: End) -> End {
        let node = if end.after_slash { end.node } else { self.nodes[end.node as usize].parent };
        End { node, after_slash: false }
    }

    /// Compares the ways from the root to two places, the first segment first.
    const fn compare_ends(&self, a: End, b: End) -> i64 {
        if a.node == b.node && a.after_slash == b.after_slash {
            return 0;
        }
        let (x, y) = (&self.nodes[a.node as usize], &self.nodes[b.node as usize]);
        let (depth, other) = (x.depth as u32 + a.after_slash as u32, y.depth as u32 + b.after_slash as u32);
        // Where one goes on the shorter one comes first: else three rules could each come before the next.
        if depth > other {
            let above = self.compare_ends(self.above(a), b);
            return if above == 0 { 1 } else { above };
        }
        if depth < other {
            let above = self.compare_ends(a, self.above(b));
            return if above == 0 { -1 } else { above };
        }
        let above = self.compare_ends(self.above(a), self.above(b));
        if above != 0 {
            return above;
        }
        if a.after_slash || b.after_slash {
            return a.after_slash as i64 - b.after_slash as i64;
        }
        match (x.dynamic, y.dynamic) {
            (false, true) => -1,
            (true, false) => 1,
            (false, false) => 0,
            (true, true) => self.compare_items(
                x.items as usize,
                x.item_count as usize,
                y.items as usize,
                y.item_count as usize,
            ),
        }
    }
}

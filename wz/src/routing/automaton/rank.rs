//! Ranks: one order over all rules, for when dynamic siblings tie.
//!
//! Rules compare segment by segment: a static segment before a dynamic one, then by weight; where all is
//! equal, the rule listed first wins. Only the two rules in question matter, so that adding or moving a rule
//! that has nothing to do with them never changes which of them answers.

use super::scratch::Scratch;

impl Scratch<'_, '_> {
    /// Gives every rule its rank. Without ties nobody asks for it.
    pub(super) const fn rank(&mut self, order: &mut [u16]) {
        if !self.used.ties {
            return;
        }
        // Insertion sort with a binary search for the place: comparing is what costs.
        let mut rule = 1;
        while rule < self.used.rules {
            let (mut low, mut high) = (0, rule - 1);
            while low < high {
                let middle = (low + high) / 2;
                if self.compare_rules(order[middle] as usize, rule) <= 0 {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            let mut i = rule - 1;
            while i > low {
                order[i] = order[i - 1];
                i -= 1;
            }
            order[low] = rule as u16;
            rule += 1;
        }
        let mut i = 0;
        while i + 1 < self.used.rules {
            self.rules[order[i] as usize].rank = i as u16;
            i += 1;
        }
    }

    const fn compare_rules(&self, a: usize, b: usize) -> i64 {
        let by_path = self.compare_paths(self.rules[a].node, self.rules[b].node);
        if by_path != 0 { by_path } else { self.rules[a].route as i64 - self.rules[b].route as i64 }
    }

    /// Compares the ways from the root to two nodes, the first segment first.
    const fn compare_paths(&self, a: u32, b: u32) -> i64 {
        if a == b {
            return 0;
        }
        let (x, y) = (&self.nodes[a as usize], &self.nodes[b as usize]);
        // Where one goes on the shorter one comes first: else three rules could each come before the next.
        if x.depth > y.depth {
            let above = self.compare_paths(x.parent, b);
            return if above == 0 { 1 } else { above };
        }
        if x.depth < y.depth {
            let above = self.compare_paths(a, y.parent);
            return if above == 0 { -1 } else { above };
        }
        let above = self.compare_paths(x.parent, y.parent);
        if above != 0 {
            return above;
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

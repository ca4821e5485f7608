//! Routes that cannot both be meant: conflicts, and routes that never get a request.

use wz_rule::SegmentKey;

use super::scratch::{Scratch, same_text};

/// Something is wrong between two routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// What.
    pub kind: ProblemKind,
    /// The route that wins, by its number.
    pub first: u16,
    /// The other one.
    pub second: u16,
}

/// What can be wrong between two routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// Both answer the same method at the same path.
    Conflict,
    /// Every request for the second one goes to the first one.
    Unreachable,
}

impl Scratch<'_, '_> {
    /// The first problem among the routes, if there is one. Ranks must have been given.
    pub(super) const fn problem(&self) -> Option<Problem> {
        let mut node = 0;
        while node < self.used.nodes {
            if self.nodes[node].rule_count > 1
                && let Some(problem) = self.conflict(node)
            {
                return Some(problem);
            }
            if self.nodes[node].dynamic_count > 1
                && let Some(problem) = self.shadowing(node)
            {
                return Some(problem);
            }
            node += 1;
        }
        None
    }

    const fn conflict(&self, node: usize) -> Option<Problem> {
        let mut rule = self.nodes[node].first_rule as usize;
        while rule != 0 {
            let mut later = self.rules[rule].next as usize;
            while later != 0 {
                if self.rules[rule].mask & self.rules[later].mask != 0 {
                    let (first, second) = (self.rules[rule].route, self.rules[later].route);
                    return Some(Problem { kind: ProblemKind::Conflict, first, second });
                }
                later = self.rules[later].next as usize;
            }
            rule = self.rules[rule].next as usize;
        }
        None
    }

    /// Compares the dynamic children of a node pair by pair.
    const fn shadowing(&self, node: usize) -> Option<Problem> {
        let mut a = self.nodes[node].first_dynamic;
        while a != 0 {
            let mut tied = self.nodes[a as usize].tie;
            let mut b = self.nodes[a as usize].next;
            while b != 0 {
                if self.covers_node(a, b)
                    && let Some(problem) = self.shadowed(a, b, tied)
                {
                    return Some(problem);
                }
                if tied
                    && self.covers_node(b, a)
                    && let Some(problem) = self.shadowed(b, a, true)
                {
                    return Some(problem);
                }
                tied = tied && self.nodes[b as usize].tie;
                b = self.nodes[b as usize].next;
            }
            a = self.nodes[a as usize].next;
        }
        None
    }

    const fn covers_node(&self, a: u32, b: u32) -> bool {
        let (a, b) = (&self.nodes[a as usize], &self.nodes[b as usize]);
        a.rest == b.rest
            && a.suffixed == b.suffixed
            && self.covers_items(
                a.items as usize,
                a.item_count as usize,
                b.items as usize,
                b.item_count as usize,
            )
    }

    /// A rule below `b` that one below `a` takes everything from. `a` is tried before `b`, or ties with it.
    const fn shadowed(&self, a: u32, b: u32, tied: bool) -> Option<Problem> {
        let mut loser = self.nodes[b as usize].first_rule;
        while loser != 0 {
            let mut winner = self.nodes[a as usize].first_rule;
            while winner != 0 {
                if self.takes_all(winner as usize, loser as usize, tied) {
                    let (first, second) =
                        (self.rules[winner as usize].route, self.rules[loser as usize].route);
                    return Some(Problem { kind: ProblemKind::Unreachable, first, second });
                }
                winner = self.rules[winner as usize].next;
            }
            loser = self.rules[loser as usize].next;
        }
        let mut below = self.nodes[b as usize].first_static;
        while below != 0 {
            let mut above = self.nodes[a as usize].first_static;
            while above != 0 {
                if self.same_static(above, below)
                    && let Some(problem) = self.shadowed(above, below, tied)
                {
                    return Some(problem);
                }
                above = self.nodes[above as usize].next;
            }
            below = self.nodes[below as usize].next;
        }
        let mut below = self.nodes[b as usize].first_dynamic;
        while below != 0 {
            let mut above = self.nodes[a as usize].first_dynamic;
            while above != 0 {
                if self.covers_node(above, below)
                    && let Some(problem) = self.shadowed(above, below, tied)
                {
                    return Some(problem);
                }
                above = self.nodes[above as usize].next;
            }
            below = self.nodes[below as usize].next;
        }
        None
    }

    const fn same_static(&self, a: u32, b: u32) -> bool {
        let (a, b) = (&self.nodes[a as usize], &self.nodes[b as usize]);
        a.ends == b.ends
            && a.len == b.len
            && a.middle == b.middle
            && (a.len as usize <= SegmentKey::WHOLE
                || same_text(self.text, a.text as usize, b.text as usize, a.len as usize))
    }

    const fn takes_all(&self, winner: usize, loser: usize, tied: bool) -> bool {
        let (winner, loser) = (&self.rules[winner], &self.rules[loser]);
        if winner.mask & loser.mask != loser.mask || (tied && winner.rank > loser.rank) {
            return false;
        }
        // Each bound of the winner must be no narrower than the loser's own.
        let mut i = 0;
        while i < winner.bound_count as usize {
            let bound = &self.bounds[winner.bounds as usize + i];
            let (mut implied, mut j) = (false, 0);
            while j < loser.bound_count as usize {
                let other = &self.bounds[loser.bounds as usize + j];
                implied = implied
                    || (other.from_end == bound.from_end && other.min >= bound.min && other.max <= bound.max);
                j += 1;
            }
            if !implied {
                return false;
            }
            i += 1;
        }
        true
    }
}

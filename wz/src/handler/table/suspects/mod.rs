//! A quick look for routes that may be in each other's way.
//!
//! Two routes are when they end at the same place and share a method, or when one forks off where another does and
//! takes all that the other would. By the [`Shape`]s of the macros that is seen without building anything. What is found here is only suspected: the trie decides.

use std::marker::PhantomData;

use super::Routes;
use super::ladder::with_length;
use super::stages::Known;
use crate::routing::automaton::PHI;
use crate::routing::matcher::rule_mask;
use crate::routing::spec::{Entry, RouteSpec};
use wz_rule::{Fork, Shape};

/// Whether any routes of a set are suspected.
pub(super) const fn found<S: Routes>() -> bool {
    with_length!(Known::<S>::COUNTS.routes, found_with, (S))
}

const fn found_with<S: Routes, const ROUTES: usize>() -> bool {
    Looked::<S, ROUTES>::FOUND
}

struct Looked<S, const ROUTES: usize>(PhantomData<S>);

impl<S: Routes, const ROUTES: usize> Looked<S, ROUTES> {
    const FOUND: bool = {
        // A route has one end, and two forks at the most in the usual case.
        let mut slots = [[Slot::FREE; 8]; ROUTES];
        let slots = slots.as_flattened_mut();
        match slots.len() {
            0 => false,
            len => {
                // The largest power of two, of which half is used at the most.
                let shift = len.leading_zeros() + 1;
                let size = 1 << (64 - shift);
                let mut seen = Seen { slots: slots.split_at_mut(size).0, shift, left: size / 2 };
                seen.entries(S::ENTRIES, Shape::EMPTY)
            }
        }
    };
}

/// An end or a fork.
#[derive(Clone, Copy)]
struct Slot {
    /// Its place; 0 for a free slot.
    place: u64,
    /// The methods of the routes that end here, or the part that forks off.
    value: u64,
}

impl Slot {
    const FREE: Slot = Slot { place: 0, value: 0 };
}

/// What was seen so far, by open addressing.
struct Seen<'s> {
    slots: &'s mut [Slot],
    shift: u32,
    /// How many more slots may be filled.
    left: usize,
}

impl Seen<'_> {
    const fn entries(&mut self, entries: &[Entry], above: Shape) -> bool {
        let (mut i, n) = (0, entries.len());
        while i < n {
            let suspected = match entries[i] {
                Entry::Route(route) => self.route(route, above),
                Entry::Lists(lists) => self.lists(lists, above),
                Entry::Group(group) => {
                    group.host.is_some()
                        || group.shape.factor == 0
                        || self.forks(group.forks, above)
                        || self.entries(group.entries, above.and(group.shape))
                }
            };
            if suspected {
                return true;
            }
            i += 1;
        }
        false
    }

    const fn lists(&mut self, lists: &[&[Entry]], above: Shape) -> bool {
        let (mut i, n) = (0, lists.len());
        while i < n {
            let suspected = match lists[i] {
                // A handler with one rule is what nearly all of them are.
                [Entry::Route(route)] => self.route(route, above),
                list => self.entries(list, above),
            };
            if suspected {
                return true;
            }
            i += 1;
        }
        false
    }

    const fn route(&mut self, route: &RouteSpec<'_>, above: Shape) -> bool {
        if route.options.build_only {
            return false;
        }
        if route.shape.factor == 0 || route.extra.host.is_some() {
            return true;
        }
        let methods =
            if route.options.websocket { rule_mask(route.methods, true) } else { route.methods.bits() };
        let slot = self.slot(above.and(route.shape).hash | 1);
        let shared = slot.value & methods as u64 != 0;
        slot.value |= methods as u64;
        shared || self.left == 0 || (!matches!(route.forks, []) && self.forks(route.forks, above))
    }

    const fn forks(&mut self, forks: &[Fork], above: Shape) -> bool {
        let (mut i, n) = (0, forks.len());
        while i < n {
            let part = forks[i].part;
            let slot = self.slot(above.and(forks[i].before).hash << 1 | 2);
            let known = slot.value;
            if known == 0 {
                slot.value = part;
            } else if known != part && (known | part) & 1 != 0 {
                return true;
            }
            if self.left == 0 {
                return true;
            }
            i += 1;
        }
        false
    }

    /// The slot of a place, which is not 0.
    const fn slot(&mut self, place: u64) -> &mut Slot {
        let mut at = ((place as u128 * PHI as u128) as u64 >> self.shift) as usize;
        while self.slots[at].place != place {
            if self.slots[at].place == 0 {
                self.slots[at].place = place;
                self.left -= 1;
                break;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        &mut self.slots[at]
    }
}

#[cfg(test)]
mod tests;

use super::spec::{Entry, Limited};
use crate::limits::Limits;

/// Lists the groups with limits, outer ones first; [`count`](super::count) says how many there are.
pub const fn limited<const LIMITED: usize>(entries: &'static [Entry]) -> [Limited; LIMITED] {
    const fn nothing(_: &mut Limits) {}
    let mut all = [Limited { start: 0, end: 0, change: nothing }; LIMITED];
    // Most sets have none, and need not be looked through.
    if LIMITED > 0 {
        fill(entries, (0, 0), &mut all);
    }
    all
}

/// Goes on from so many routes and groups; returns how many there are after the entries.
const fn fill(entries: &'static [Entry], at: (usize, usize), all: &mut [Limited]) -> (usize, usize) {
    let (mut at, mut i) = (at, 0);
    while i < entries.len() {
        match entries[i] {
            Entry::Route(_) => at.0 += 1,
            Entry::Lists(lists) => {
                let mut k = 0;
                while k < lists.len() {
                    at = fill(lists[k], at, all);
                    k += 1;
                }
            }
            Entry::Group(group) => {
                let (start, own) = at;
                if group.limits.is_some() {
                    at.1 += 1;
                }
                at = fill(group.entries, at, all);
                if let Some(change) = group.limits {
                    all[own] = Limited { start, end: at.0, change };
                }
            }
        }
        i += 1;
    }
    at
}

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

use super::quota::{Quota, Taken};

/// The keys of this process that have not all of their quota: when it is there again, in nanoseconds.
///
/// Of a key its hash is kept, by a seed of its own: so no key is longer than another, and nobody can make two of them meet.
#[derive(Debug, Default)]
pub(super) struct Table {
    seeds: (RandomState, RandomState),
    restored: Mutex<HashMap<(u64, u64), u64>>,
}

impl Table {
    pub(super) fn take(&self, quota: Quota, max_keys: usize, key: &str, now: u64) -> Taken {
        let key = (self.seeds.0.hash_one(key), self.seeds.1.hash_one(key));
        let mut restored = self.restored.lock().unwrap_or_else(PoisonError::into_inner);
        if restored.len() >= max_keys && !restored.contains_key(&key) {
            make_room(&mut restored, now);
        }
        quota.take(restored.entry(key).or_default(), now)
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.restored.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

/// Forgets those that have all of their quota, which is as if they had never come; and the tenth of them that has most of it,
/// so that there is room for a while.
fn make_room(restored: &mut HashMap<(u64, u64), u64>, now: u64) {
    let mut all: Vec<_> = restored.values().copied().collect();
    let tenth = all.len() / 10;
    if tenth < all.len() {
        let (_, last, _) = all.select_nth_unstable(tenth);
        let last = now.max(*last);
        restored.retain(|_, at| *at > last);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn it_does_not_grow_without_end() {
        let quota = Quota::new(10, Duration::from_secs(1000));
        let table = Table::default();
        let guilty = || (0..20).filter(|_| table.take(quota, 1000, "guilty", 0).allowed).count();
        assert_eq!(guilty(), 10);
        for number in 0..100_000 {
            assert!(table.take(quota, 1000, &number.to_string(), 0).allowed);
            assert!(table.len() <= 1000);
        }
        // Who has used most of it is remembered longest.
        assert_eq!(guilty(), 0);
        // Those that have all of it again go first.
        table.take(quota, 1000, "late", 2_000_000_000_000);
        assert!(table.len() <= 1000);
        for max_keys in [0, 1, 2] {
            for number in 0..10 {
                assert!(table.take(quota, max_keys, &format!("few {number}"), 3_000_000_000_000).allowed);
            }
        }
    }
}

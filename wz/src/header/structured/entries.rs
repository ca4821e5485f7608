use std::collections::HashMap;

use super::Key;

/// Values by key, in the order in which the keys came first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entries<V>(Vec<(Key, V)>);

impl<V> Default for Entries<V> {
    fn default() -> Entries<V> {
        Entries(Vec::new())
    }
}

impl<V> Entries<V> {
    pub(super) fn get(&self, key: &str) -> Option<&V> {
        self.0.iter().find(|(known, _)| known.as_str() == key).map(|(_, value)| value)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut V> {
        self.0.iter_mut().find(|(known, _)| known.as_str() == key).map(|(_, value)| value)
    }

    /// Puts the value in the place of the old one, or at the end, and gives the old one.
    pub(super) fn insert(&mut self, key: Key, value: V) -> Option<V> {
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) => Some(std::mem::replace(old, value)),
            None => {
                self.0.push((key, value));
                None
            }
        }
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<V> {
        let at = self.0.iter().position(|(known, _)| known.as_str() == key)?;
        Some(self.0.remove(at).1)
    }

    pub(super) fn as_slice(&self) -> &[(Key, V)] {
        &self.0
    }
}

/// Entries while they are read: the same in linear time, however many keys there are.
pub(super) struct Filling<V> {
    entries: Entries<V>,
    index: HashMap<Key, usize>,
}

/// Up to so many keys are looked through one by one, which is all that real fields have.
const SCANNED: usize = 16;

impl<V> Filling<V> {
    pub(super) fn new() -> Filling<V> {
        Filling { entries: Entries::default(), index: HashMap::new() }
    }

    pub(super) fn insert(&mut self, key: Key, value: V) {
        let all = &mut self.entries.0;
        if all.len() < SCANNED {
            self.entries.insert(key, value);
            return;
        }
        if self.index.is_empty() {
            self.index = all.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect();
        }
        match self.index.get(&key).and_then(|&at| all.get_mut(at)) {
            Some((_, old)) => *old = value,
            None => {
                self.index.insert(key.clone(), all.len());
                all.push((key, value));
            }
        }
    }

    pub(super) fn done(self) -> Entries<V> {
        self.entries
    }
}

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

/// From so many names on, they are looked up in an index.
const INDEXED: usize = 16;

/// Values by name in the order in which the names came; names differ by more than ASCII case.
///
/// Few names are searched one by one. With many there is an index, so that a header full of names takes linear time.
#[derive(Clone)]
pub(super) struct Ordered<V> {
    entries: Vec<(Cow<'static, str>, V)>,
    #[expect(clippy::box_collection, reason = "it is hardly ever there, and a pointer is a sixth of it")]
    index: Option<Box<HashMap<Folded, usize>>>,
}

/// A name that is equal to its other spellings.
#[derive(Debug, Clone)]
struct Folded(Cow<'static, str>);

impl<V> Ordered<V> {
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, (Cow<'static, str>, V)> {
        self.entries.iter()
    }

    /// At which place the name is.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(&Folded(Cow::Owned(name.to_owned()))).copied(),
            None => self.entries.iter().position(|(known, _)| known.eq_ignore_ascii_case(name)),
        }
    }

    pub(super) fn at(&self, place: usize) -> Option<&(Cow<'static, str>, V)> {
        self.entries.get(place)
    }

    pub(super) fn get(&self, name: &str) -> Option<&V> {
        self.find(name).map(|place| &self.entries[place].1)
    }

    /// The value of a name, which is added when it is not there.
    pub(super) fn entry(&mut self, name: Cow<'static, str>) -> &mut V
    where
        V: Default,
    {
        let place = self.find(&name).unwrap_or(self.entries.len());
        if place == self.entries.len() {
            self.push(name, V::default());
        }
        &mut self.entries[place].1
    }

    /// Sets the value of a name, which keeps its place and its spelling.
    pub(super) fn set(&mut self, name: impl Into<Cow<'static, str>>, value: V) {
        let name = name.into();
        match self.find(&name) {
            Some(place) => self.entries[place].1 = value,
            None => self.push(name, value),
        }
    }

    /// Adds a name unless it is there; says whether it was added.
    pub(super) fn add(&mut self, name: &str, value: V) -> bool {
        let new = self.find(name).is_none();
        if new {
            self.push(Cow::Owned(name.to_owned()), value);
        }
        new
    }

    fn push(&mut self, name: Cow<'static, str>, value: V) {
        if let Some(index) = &mut self.index {
            index.insert(Folded(name.clone()), self.entries.len());
        }
        self.entries.push((name, value));
        if self.index.is_none() {
            self.reindex();
        }
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<V> {
        let (_, value) = self.entries.remove(self.find(name)?);
        self.reindex();
        Some(value)
    }

    /// The same names with other values; those that have none then are left out.
    pub(super) fn filter_map<W>(self, mut value: impl FnMut(V) -> Option<W>) -> Ordered<W> {
        let count = self.entries.len();
        let entries = self.entries.into_iter().filter_map(|(name, old)| Some((name, value(old)?))).collect();
        let mut mapped = Ordered { entries, index: self.index };
        if mapped.entries.len() < count {
            mapped.reindex();
        }
        mapped
    }

    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.index = None;
    }

    fn reindex(&mut self) {
        self.index = (self.entries.len() >= INDEXED).then(|| {
            let names = self.entries.iter().enumerate();
            Box::new(names.map(|(place, (name, _))| (Folded(name.clone()), place)).collect())
        });
    }
}

impl<V> Default for Ordered<V> {
    fn default() -> Ordered<V> {
        Ordered { entries: Vec::new(), index: None }
    }
}

impl<V: std::fmt::Debug> std::fmt::Debug for Ordered<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.entries.iter().map(|(name, value)| (name, value))).finish()
    }
}

impl<V: PartialEq> PartialEq for Ordered<V> {
    fn eq(&self, other: &Ordered<V>) -> bool {
        self.entries == other.entries
    }
}

impl<V: Eq> Eq for Ordered<V> {}

impl PartialEq for Folded {
    fn eq(&self, other: &Folded) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for Folded {}

impl Hash for Folded {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.bytes().for_each(|byte| state.write_u8(byte.to_ascii_lowercase()));
        state.write_u8(0xff);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_behave_alike() {
        for count in [3, 100] {
            let mut all = Ordered::default();
            for number in 0..count {
                assert!(all.add(&format!("Name{number}"), number));
                assert!(!all.add(&format!("nAME{number}"), 0));
            }
            all.set("NAME1", 11);
            assert_eq!((all.len(), all.get("name1"), all.find("name2")), (count, Some(&11), Some(2)));
            assert_eq!(all.at(1), Some(&("Name1".into(), 11)));
            assert_eq!((all.remove("name0"), all.remove("name0")), (Some(0), None));
            assert_eq!((all.find("name1"), all.find("name0")), (Some(0), None));
            let mut all = all.filter_map(|value| (value != 2).then_some(value + 1));
            assert_eq!((all.get("name1"), all.find("name2")), (Some(&12), None));
            *all.entry("name1".into()) += 5;
            *all.entry("new".into()) += 3;
            assert_eq!((all.get("Name1"), all.get("NEW"), all.len()), (Some(&17), Some(&3), count - 1));
            all.clear();
            assert_eq!((all.len(), all.find("name1")), (0, None));
        }
    }
}

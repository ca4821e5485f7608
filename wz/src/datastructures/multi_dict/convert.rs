use std::fmt;

use super::MultiDict;

impl<V> Default for MultiDict<V> {
    fn default() -> MultiDict<V> {
        MultiDict::new()
    }
}

impl<V, N: Into<String>, W: Into<V>> FromIterator<(N, W)> for MultiDict<V> {
    fn from_iter<T: IntoIterator<Item = (N, W)>>(pairs: T) -> MultiDict<V> {
        let mut dict = MultiDict::new();
        dict.extend(pairs);
        dict
    }
}

/// Adds the pairs: it never takes one away, as the `update` of Werkzeug.
impl<V, N: Into<String>, W: Into<V>> Extend<(N, W)> for MultiDict<V> {
    fn extend<T: IntoIterator<Item = (N, W)>>(&mut self, pairs: T) {
        self.pairs.extend(pairs.into_iter().map(|(name, value)| (name.into(), value.into())));
    }
}

impl<V, N: Into<String>, W: Into<V>, const COUNT: usize> From<[(N, W); COUNT]> for MultiDict<V> {
    fn from(pairs: [(N, W); COUNT]) -> MultiDict<V> {
        pairs.into_iter().collect()
    }
}

impl<V> IntoIterator for MultiDict<V> {
    type Item = (String, V);
    type IntoIter = std::vec::IntoIter<(String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.pairs.into_iter()
    }
}

/// `name=value&…` as they are, nothing is escaped: for people, not for a URL.
impl<V: fmt::Display> fmt::Display for MultiDict<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().enumerate().try_for_each(|(place, (name, value))| {
            let and = if place > 0 { "&" } else { "" };
            write!(f, "{and}{name}={value}")
        })
    }
}

mod convert;
mod error;
mod serde;
mod typed;

use std::collections::{HashMap, HashSet};

pub use error::MultiDictError;

/// Values by name, where a name may come several times: the fields of a form, the query of a URL.
///
/// It keeps all pairs in their order. [`get`](MultiDict::get) gives the first value of a name,
/// [`get_all`](MultiDict::get_all) every one, and [`get_as`](MultiDict::get_as) one that is parsed.
///
/// ```
/// use wz::datastructures::MultiDict;
/// use wz::form::urlencoded::pairs;
///
/// let mut query: MultiDict = pairs("tag=a&page=2&tag=b").collect::<Result<_, _>>()?;
/// assert_eq!(query.get("tag").map(String::as_str), Some("a"));
/// assert!(query.get_all("tag").eq(["a", "b"]));
/// assert_eq!(query.get_as::<u32>("page")?, Some(2));
/// assert!(query.iter().map(|(name, _)| name).eq(["tag", "page", "tag"]));
///
/// query.add("page", "3");
/// query.set("tag", "c");
/// assert_eq!(query.to_string(), "tag=c&page=2&page=3");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// Names are compared exactly. A look-up reads the pairs one by one: right for the few names of a form, and for
/// walking over many there are [`iter`](MultiDict::iter) and [`lists`](MultiDict::lists), which take linear time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MultiDict<V = String> {
    pairs: Vec<(String, V)>,
}

impl<V> MultiDict<V> {
    /// Without pairs. It can make a constant.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// const EMPTY: MultiDict<u32> = MultiDict::new();
    /// assert_eq!((EMPTY.len(), EMPTY), (0, MultiDict::default()));
    /// ```
    pub const fn new() -> MultiDict<V> {
        MultiDict { pairs: Vec::new() }
    }

    /// How many pairs there are, a name with two values counted twice.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let dict = MultiDict::<i32>::from([("a", 1), ("a", 2), ("b", 3)]);
    /// assert_eq!((dict.len(), dict.keys().count()), (3, 2));
    /// ```
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there is no pair.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let mut dict = MultiDict::<i32>::from([("a", 1), ("a", 2)]);
    /// assert!(!dict.is_empty());
    /// dict.remove("a");
    /// assert!(dict.is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Whether the name has a value, be it an empty one.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let form = MultiDict::<String>::from([("accept", "")]);
    /// assert!(form.contains_key("accept") && !form.contains_key("Accept"));
    /// ```
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The first value of a name.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let dict = MultiDict::<i32>::from([("a", 1), ("a", 2)]);
    /// assert_eq!((dict.get("a"), dict.get("b")), (Some(&1), None));
    /// ```
    pub fn get(&self, name: &str) -> Option<&V> {
        self.get_all(name).next()
    }

    /// The first value of a name, to be changed in place.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let mut dict = MultiDict::<i32>::from([("a", 1), ("a", 2)]);
    /// if let Some(value) = dict.get_mut("a") {
    ///     *value += 10;
    /// }
    /// assert_eq!(dict, MultiDict::<i32>::from([("a", 11), ("a", 2)]));
    /// ```
    pub fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        self.pairs.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The values of a name in order: Werkzeug's `getlist`.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let dict = MultiDict::<i32>::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert!(dict.get_all("a").eq(&[1, 3]) && dict.get_all("c").next().is_none());
    /// ```
    pub fn get_all<'d>(&'d self, name: &str) -> impl Iterator<Item = &'d V> {
        self.pairs.iter().filter(move |(known, _)| known == name).map(|(_, value)| value)
    }

    /// The first value of a name.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let form = MultiDict::<String>::new();
    /// assert_eq!(form.require("name").unwrap_err().to_string(), "`name` is missing");
    /// ```
    ///
    /// # Errors
    /// The name has no value; the error names it.
    pub fn require(&self, name: &str) -> Result<&V, MultiDictError> {
        self.get(name).ok_or_else(|| MultiDictError::missing(name))
    }

    /// Adds a pair at the end, after those of the same name.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let mut dict = MultiDict::<String>::from([("a", "1")]);
    /// dict.add("a", "2");
    /// assert!(dict.get_all("a").eq(["1", "2"]));
    /// ```
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<V>) {
        self.pairs.push((name.into(), value.into()));
    }

    /// Sets the one value of a name, in the place of its first pair; its other pairs go away.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let mut dict = MultiDict::<String>::from([("a", "1"), ("b", "2"), ("a", "3")]);
    /// dict.set("a", "4");
    /// assert_eq!(dict.to_string(), "a=4&b=2");
    /// ```
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<V>) {
        self.set_all(name, [value.into()]);
    }

    /// Sets the values of a name, in the place of its first pair, or at the end: Werkzeug's `setlist`.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let mut dict = MultiDict::<String>::from([("a", "1"), ("b", "2"), ("a", "3")]);
    /// dict.set_all("a", ["4".to_owned(), "5".to_owned()]);
    /// assert_eq!(dict.to_string(), "a=4&a=5&b=2");
    /// dict.set_all("a", []);
    /// assert_eq!(dict.to_string(), "b=2");
    /// ```
    pub fn set_all(&mut self, name: impl Into<String>, values: impl IntoIterator<Item = V>) {
        let name = name.into();
        let place = self.pairs.iter().position(|(known, _)| *known == name).unwrap_or(self.len());
        self.pairs.retain(|(known, _)| *known != name);
        self.pairs.splice(place..place, values.into_iter().map(|value| (name.clone(), value)));
    }

    /// The first value of a name, which is added when there is none.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let mut counts = MultiDict::<u32>::new();
    /// for word in ["a", "b", "a"] {
    ///     *counts.get_or_add(word, || 0) += 1;
    /// }
    /// assert_eq!(counts.to_string(), "a=2&b=1");
    /// ```
    pub fn get_or_add(&mut self, name: &str, value: impl FnOnce() -> V) -> &mut V {
        let place = self.pairs.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.pairs.push((name.to_owned(), value()));
            self.pairs.len() - 1
        });
        &mut self.pairs[place].1
    }

    /// Takes all pairs of a name away, and gives its first value: Werkzeug's `pop`.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let mut dict = MultiDict::<String>::from([("a", "1"), ("b", "2"), ("a", "3")]);
    /// assert_eq!(dict.remove("a").as_deref(), Some("1"));
    /// assert!(!dict.contains_key("a") && dict.len() == 1);
    /// ```
    pub fn remove(&mut self, name: &str) -> Option<V> {
        self.remove_all(name).into_iter().next()
    }

    /// Takes all pairs of a name away, and gives their values: Werkzeug's `poplist`.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let mut dict = MultiDict::<i32>::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert_eq!((dict.remove_all("a"), dict.remove_all("a")), (vec![1, 3], vec![]));
    /// ```
    pub fn remove_all(&mut self, name: &str) -> Vec<V> {
        self.pairs.extract_if(.., |(known, _)| known == name).map(|(_, value)| value).collect()
    }

    /// Takes all pairs away.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let mut dict = MultiDict::<i32>::from([("a", 1)]);
    /// dict.clear();
    /// assert!(dict.is_empty());
    /// ```
    pub fn clear(&mut self) {
        self.pairs.clear();
    }

    /// Keeps the pairs that are wanted.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let mut query = MultiDict::<String>::from([("q", "a"), ("page", ""), ("size", "9")]);
    /// query.retain(|name, value| name != "size" && !value.is_empty());
    /// assert_eq!(query.to_string(), "q=a");
    /// ```
    pub fn retain(&mut self, mut wanted: impl FnMut(&str, &V) -> bool) {
        self.pairs.retain(|(name, value)| wanted(name, value));
    }

    /// All pairs in order, those of one name not side by side. It can be walked from the end, too.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let dict = MultiDict::<i32>::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert!(dict.iter().eq([("a", &1), ("b", &2), ("a", &3)]));
    /// assert_eq!(dict.iter().next_back(), Some(("a", &3)));
    /// ```
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &V)> + ExactSizeIterator {
        self.pairs.iter().map(|(name, value)| (&**name, value))
    }

    /// The names, each once, in the order of their first pairs.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let dict = MultiDict::<i32>::from([("b", 1), ("a", 2), ("b", 3)]);
    /// assert!(dict.keys().eq(["b", "a"]));
    /// ```
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.first().map(|(name, _)| name)
    }

    /// The first pair of each name, in order.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let dict = MultiDict::<i32>::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert!(dict.first().eq([("a", &1), ("b", &2)]));
    /// assert!(dict.keys().eq(["a", "b"]));
    /// assert_eq!(dict.iter().count(), 3);
    /// ```
    pub fn first(&self) -> impl Iterator<Item = (&str, &V)> {
        let mut seen = HashSet::new();
        self.iter().filter(move |(name, _)| seen.insert(*name))
    }

    /// Each name with all of its values, in the order of the first pairs.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let dict = MultiDict::<i32>::from([("a", 1), ("b", 2), ("a", 3)]);
    /// assert_eq!(dict.lists(), [("a", vec![&1, &3]), ("b", vec![&2])]);
    /// ```
    pub fn lists(&self) -> Vec<(&str, Vec<&V>)> {
        let mut lists: Vec<(&str, Vec<&V>)> = Vec::new();
        let mut places = HashMap::new();
        for (name, value) in self.iter() {
            let place = *places.entry(name).or_insert_with(|| {
                lists.push((name, Vec::new()));
                lists.len() - 1
            });
            lists[place].1.push(value);
        }
        lists
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dict() -> MultiDict<i32> {
        MultiDict::from([("a", 1), ("b", 2), ("a", 3), ("c", 4), ("a", 5)])
    }

    #[test]
    fn sets_in_the_first_place() {
        let mut all = dict();
        all.set("a", 9);
        all.set("d", 8);
        assert_eq!(all, MultiDict::from([("a", 9), ("b", 2), ("c", 4), ("d", 8)]));
        all.set_all("b", [1, 2]);
        assert_eq!(all, MultiDict::from([("a", 9), ("b", 1), ("b", 2), ("c", 4), ("d", 8)]));
        *all.get_mut("b").unwrap() = 7;
        assert_eq!(all.get("b"), Some(&7));
        assert_eq!(all.get_mut("x"), None);
    }

    #[test]
    fn removes_every_pair_of_a_name() {
        let mut all = dict();
        assert_eq!((all.remove("a"), all.remove("a"), all.remove_all("b")), (Some(1), None, vec![2]));
        assert_eq!(all, MultiDict::from([("c", 4)]));
        assert_eq!((*all.get_or_add("c", || 0), *all.get_or_add("d", || 6)), (4, 6));
        all.retain(|name, _| name == "d");
        assert_eq!((all.len(), all.contains_key("c")), (1, false));
        all.clear();
        assert!(all.is_empty());
    }

    #[test]
    fn walks_in_order() {
        let all = dict();
        assert!(all.keys().eq(["a", "b", "c"]));
        assert!(all.first().eq([("a", &1), ("b", &2), ("c", &4)]));
        assert_eq!(all.iter().next_back(), Some(("a", &5)));
        assert_eq!(all.require("a"), Ok(&1));
    }
}

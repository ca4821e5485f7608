use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use super::{MultiDict, MultiDictError};

/// Several dictionaries read as one: query before form, say. Werkzeug's `CombinedMultiDict`.
///
/// ```
/// use wz::datastructures::{CombinedMultiDict, MultiDict};
///
/// let query = MultiDict::<String>::from([("id", "x"), ("q", "a")]);
/// let form = MultiDict::<String>::from([("id", "7")]);
/// let values = CombinedMultiDict::new([&query, &form]);
/// assert_eq!(values.get("id").map(String::as_str), Some("x"));
/// assert!(values.get_all("id").eq(["x", "7"]));
/// assert_eq!(values.get_as::<u32>("id")?, Some(7));
/// # Ok::<_, wz::datastructures::MultiDictError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CombinedMultiDict<'d, V = String> {
    dicts: Vec<&'d MultiDict<V>>,
}

impl<'d, V> CombinedMultiDict<'d, V> {
    /// Reads the dictionaries in this order.
    ///
    /// ```
    /// use wz::datastructures::{CombinedMultiDict, MultiDict};
    ///
    /// let (query, form) = (MultiDict::<i32>::from([("id", 1)]), MultiDict::<i32>::from([("id", 2)]));
    /// assert_eq!(CombinedMultiDict::new([&query, &form]).get("id"), Some(&1));
    /// assert_eq!(CombinedMultiDict::new([&form, &query]).get("id"), Some(&2));
    /// ```
    pub fn new(dicts: impl IntoIterator<Item = &'d MultiDict<V>>) -> CombinedMultiDict<'d, V> {
        CombinedMultiDict { dicts: dicts.into_iter().collect() }
    }

    /// The first value of a name in the first dictionary that has it.
    ///
    /// ```
    /// use wz::datastructures::{CombinedMultiDict, MultiDict};
    ///
    /// let (query, form) = (MultiDict::<i32>::from([("a", 1)]), MultiDict::<i32>::from([("b", 2), ("b", 3)]));
    /// let both = CombinedMultiDict::new([&query, &form]);
    /// assert_eq!((both.get("b"), both.get("c")), (Some(&2), None));
    /// ```
    pub fn get(&self, name: &str) -> Option<&'d V> {
        self.dicts.iter().find_map(|dict| dict.get(name))
    }

    /// The values of a name in all dictionaries, in their order: Werkzeug's `getlist`.
    ///
    /// ```
    /// use wz::datastructures::{CombinedMultiDict, MultiDict};
    ///
    /// let (query, form) = (MultiDict::<i32>::from([("a", 1)]), MultiDict::<i32>::from([("a", 2), ("b", 3)]));
    /// assert!(CombinedMultiDict::new([&query, &form]).get_all("a").eq(&[1, 2]));
    /// ```
    pub fn get_all(&self, name: &str) -> impl Iterator<Item = &'d V> {
        self.iter().filter(move |(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Whether one of the dictionaries has the name.
    ///
    /// ```
    /// use wz::datastructures::{CombinedMultiDict, MultiDict};
    ///
    /// let (query, form) = (MultiDict::<i32>::from([("a", 1)]), MultiDict::<i32>::from([("b", 2)]));
    /// let both = CombinedMultiDict::new([&query, &form]);
    /// assert!(both.contains_key("b") && !both.contains_key("B"));
    /// ```
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// All pairs of the first dictionary, then those of the next.
    ///
    /// ```
    /// use wz::datastructures::{CombinedMultiDict, MultiDict};
    ///
    /// let (query, form) = (MultiDict::<i32>::from([("b", 1)]), MultiDict::<i32>::from([("a", 2), ("b", 3)]));
    /// let both = CombinedMultiDict::new([&query, &form]);
    /// assert!(both.iter().eq([("b", &1), ("a", &2), ("b", &3)]));
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (&'d str, &'d V)> {
        self.dicts.iter().flat_map(|dict| dict.iter())
    }

    /// The names, each once.
    ///
    /// ```
    /// use wz::datastructures::{CombinedMultiDict, MultiDict};
    ///
    /// let query = MultiDict::<String>::from([("a", "1"), ("b", "2")]);
    /// let form = MultiDict::<String>::from([("c", "3"), ("a", "4")]);
    /// let both = CombinedMultiDict::new([&query, &form]);
    /// assert!(both.keys().eq(["a", "b", "c"]) && both.contains_key("c"));
    /// assert_eq!(both.iter().count(), 4);
    /// ```
    pub fn keys(&self) -> impl Iterator<Item = &'d str> {
        let mut seen = HashSet::new();
        self.iter().map(|(name, _)| name).filter(move |name| seen.insert(*name))
    }
}

impl<V: AsRef<str>> CombinedMultiDict<'_, V> {
    /// The first value of a name in the first dictionary where it parses.
    ///
    /// ```
    /// use wz::datastructures::{CombinedMultiDict, MultiDict};
    ///
    /// let (query, form) = (MultiDict::from([("page", "two")]), MultiDict::from([("page", "2")]));
    /// let both = CombinedMultiDict::<String>::new([&query, &form]);
    /// assert_eq!(both.get_as::<u32>("page")?, Some(2));
    /// assert_eq!(both.get_as::<bool>("page").unwrap_err().value(), Some("two"));
    /// # Ok::<_, wz::datastructures::MultiDictError>(())
    /// ```
    ///
    /// # Errors
    /// There are values, and none of them parses: the error is about the first.
    pub fn get_as<T: FromStr<Err: fmt::Display>>(&self, name: &str) -> Result<Option<T>, MultiDictError> {
        let mut first = None;
        for result in self.dicts.iter().map(|dict| dict.get_as(name)) {
            match result {
                Ok(None) => {}
                Ok(value) => return Ok(value),
                Err(error) => {
                    first.get_or_insert(error);
                }
            }
        }
        first.map_or(Ok(None), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_ones_come_first() {
        let (a, b) = (MultiDict::from([("x", "1"), ("y", "2")]), MultiDict::from([("z", "3"), ("x", "4")]));
        let both: CombinedMultiDict<'_, String> = CombinedMultiDict::new([&a, &b]);
        assert!(both.keys().eq(["x", "y", "z"]));
        assert_eq!((both.iter().count(), both.contains_key("z"), both.contains_key("w")), (4, true, false));
        assert!(both.get_as::<bool>("x").unwrap_err().to_string().starts_with("`x` cannot be `1`: "));
        assert_eq!(both.get_as::<bool>("w"), Ok(None));
    }
}

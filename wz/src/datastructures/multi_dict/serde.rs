//! In and out of a [`MultiDict`] by serde.

use std::fmt;

use serde::de::{self, DeserializeOwned, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::MultiDict;
use crate::form::urlencoded;

impl<V: AsRef<str>> MultiDict<V> {
    /// Reads all of it into `T`, as [`form::urlencoded::from_str`](crate::form::urlencoded::from_str) reads a text: fields
    /// by name, every value of a name into a `Vec`.
    ///
    /// ```
    /// use serde::Deserialize;
    /// use wz::datastructures::MultiDict;
    ///
    /// #[derive(Deserialize, Debug, PartialEq)]
    /// struct Search { q: String, page: Option<u32>, tag: Vec<String> }
    ///
    /// let form = MultiDict::<String>::from([("tag", "x"), ("q", "a b"), ("tag", "y")]);
    /// let search: Search = form.typed()?;
    /// assert_eq!(search, Search { q: "a b".into(), page: None, tag: vec!["x".into(), "y".into()] });
    ///
    /// let error = MultiDict::<String>::new().typed::<Search>().unwrap_err();
    /// assert_eq!(error.to_string(), "`q` is missing");
    /// # Ok::<_, wz::form::urlencoded::Error>(())
    /// ```
    ///
    /// # Errors
    /// A field is missing, or a value does not fit; the error names the field. From a handler it is a 400.
    pub fn typed<T: DeserializeOwned>(&self) -> Result<T, urlencoded::Error> {
        urlencoded::from_pairs(self.iter().map(|(name, value)| (name, value.as_ref())))
    }
}

/// A map in which each name has the list of its values.
///
/// ```
/// use wz::datastructures::MultiDict;
///
/// # #[cfg(feature = "json")] {
/// # use serde_json::{from_str, to_string};
/// let dict = MultiDict::<String>::from([("a", "1"), ("b", "2"), ("a", "3")]);
/// let json = to_string(&dict).unwrap();
/// assert_eq!(json, r#"{"a":["1","3"],"b":["2"]}"#);
/// assert_eq!(from_str::<MultiDict>(&json).unwrap().lists(), dict.lists());
/// # }
/// ```
impl<V: Serialize> Serialize for MultiDict<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let lists = self.lists();
        let mut map = serializer.serialize_map(Some(lists.len()))?;
        for (name, values) in lists {
            map.serialize_entry(name, &values)?;
        }
        map.end()
    }
}

/// From a map of texts or lists of texts, or from a list of pairs, which alone keeps the order between the values of
/// different names. So `Query<MultiDict>` is every query.
impl<'de> Deserialize<'de> for MultiDict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<MultiDict, D::Error> {
        deserializer.deserialize_any(Pairs)
    }
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = MultiDict;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of texts or lists of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<MultiDict, A::Error> {
        let mut dict = MultiDict::new();
        while let Some((name, Values(values))) = map.next_entry::<String, _>()? {
            dict.extend(values.into_iter().map(|value| (name.clone(), value)));
        }
        Ok(dict)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pairs: A) -> Result<MultiDict, A::Error> {
        let mut dict = MultiDict::new();
        while let Some((name, value)) = pairs.next_element::<(String, String)>()? {
            dict.add(name, value);
        }
        Ok(dict)
    }
}

/// One value, or a list of them.
struct Values(Vec<String>);

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Values, D::Error> {
        struct OneOrMany;

        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Values;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E: de::Error>(self, value: &str) -> Result<Values, E> {
                Ok(Values(vec![value.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Values, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = list.next_element()? {
                    values.push(value);
                }
                Ok(Values(values))
            }
        }

        deserializer.deserialize_any(OneOrMany)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::urlencoded::from_str;

    #[test]
    fn from_queries_and_lists() {
        let dict: MultiDict = from_str("a=1&b=2&a=3&c=").unwrap();
        assert_eq!(dict.to_string(), "a=1&a=3&b=2&c=");
        #[cfg(feature = "json")]
        {
            let read = |json: &str| serde_json::from_str::<MultiDict>(json).map(|dict| dict.to_string());
            assert_eq!(read(r#"[["a","1"],["b","2"],["a","3"]]"#).unwrap(), "a=1&b=2&a=3");
            assert_eq!(read(r#"{"a":["1","2"],"b":[],"c":"3"}"#).unwrap(), "a=1&a=2&c=3");
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let dict = MultiDict::<&str>::from([("n", "1"), ("n", "x")]);
        let error = dict.typed::<std::collections::HashMap<String, Vec<u8>>>().unwrap_err();
        assert_eq!((error.field(), error.to_string().contains("found `x`")), (Some("n"), true));
        #[cfg(feature = "json")]
        {
            let error = serde_json::from_str::<MultiDict>(r#"{"a": 1}"#).unwrap_err().to_string();
            assert!(error.contains("a text or a list of texts"), "{error}");
        }
    }
}

use std::fmt;
use std::str::FromStr;

use super::{MultiDict, MultiDictError};

impl<V: AsRef<str>> MultiDict<V> {
    /// The first value of a name, parsed; `None` when the name has no value.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let query = MultiDict::<String>::from([("page", "2"), ("size", "many")]);
    /// assert_eq!(query.get_as::<u32>("page")?, Some(2));
    /// assert_eq!(query.get_as::<u32>("from")?.unwrap_or(1), 1);
    ///
    /// let error = query.get_as::<u32>("size").unwrap_err();
    /// assert_eq!(error.to_string(), "`size` cannot be `many`: invalid digit found in string");
    /// assert_eq!(query.get_as::<u32>("size").unwrap_or_default().unwrap_or(10), 10);
    /// # Ok::<_, wz::datastructures::MultiDictError>(())
    /// ```
    ///
    /// # Errors
    /// The value does not parse. Werkzeug's `get(key, type=int)` answers with the default then, as the last line of
    /// the example does.
    pub fn get_as<T: FromStr<Err: fmt::Display>>(&self, name: &str) -> Result<Option<T>, MultiDictError> {
        self.get(name).map(|value| parsed(name, value.as_ref())).transpose()
    }

    /// The first value of a name, parsed; a name without value is an error.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let query = MultiDict::<String>::from([("page", "2")]);
    /// assert_eq!(query.require_as::<u32>("page"), Ok(2));
    /// assert!(query.require_as::<u32>("size").unwrap_err().is_missing());
    /// ```
    ///
    /// # Errors
    /// The name has no value, or it does not parse.
    pub fn require_as<T: FromStr<Err: fmt::Display>>(&self, name: &str) -> Result<T, MultiDictError> {
        parsed(name, self.require(name)?.as_ref())
    }

    /// The values of a name, each parsed. To leave out those that do not parse, as Werkzeug's `getlist(key, type=int)`
    /// does, keep the ones that are `Ok`.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let query = MultiDict::<String>::from([("id", "1"), ("id", "x"), ("id", "3")]);
    /// assert!(query.get_all_as::<u32>("id").filter_map(Result::ok).eq([1, 3]));
    /// assert!(query.get_all_as::<u32>("id").collect::<Result<Vec<_>, _>>().is_err());
    /// ```
    pub fn get_all_as<'d, T: FromStr<Err: fmt::Display>>(
        &'d self,
        name: &'d str,
    ) -> impl Iterator<Item = Result<T, MultiDictError>> + 'd {
        self.get_all(name).map(move |value| parsed(name, value.as_ref()))
    }
}

fn parsed<T: FromStr<Err: fmt::Display>>(name: &str, value: &str) -> Result<T, MultiDictError> {
    value.parse().map_err(|reason| MultiDictError::invalid(name, value, &reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_key() {
        let dict = MultiDict::<String>::from([("a\n", "x".repeat(100))]);
        let error = dict.require_as::<u8>("a\n").unwrap_err();
        assert_eq!((error.key(), error.is_missing(), error.value().map(str::len)), ("a\n", false, Some(100)));
        let text = error.to_string();
        assert!(text.starts_with("`a\\n` cannot be `xx") && text.contains("x…`: "), "{text}");
        assert!(text.len() < 120 && !text.contains('\n'), "{text}");
        assert!(dict.require_as::<u8>("b").unwrap_err().is_missing());
        assert_eq!(dict.get_as::<u8>("b"), Ok(None));
    }
}

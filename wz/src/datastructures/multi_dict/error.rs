use std::fmt;

use crate::form::quoted::Quoted;

/// Why a value of a [`MultiDict`](super::MultiDict) was not given: which name, and what is wrong.
///
/// The message quotes at most 40 characters of name and value, on one line.
///
/// ```
/// use wz::datastructures::MultiDict;
///
/// let query = MultiDict::<String>::from([("page", "two"), ("size", "")]);
/// let message = |name| query.require_as::<u32>(name).unwrap_err().to_string();
/// assert_eq!(message("page"), "`page` cannot be `two`: invalid digit found in string");
/// assert_eq!(message("size"), "`size` is empty");
/// assert_eq!(message("from"), "`from` is missing");
///
/// let error = query.require_as::<u32>("page").unwrap_err();
/// assert_eq!((error.key(), error.value(), error.is_missing()), ("page", Some("two"), false));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MultiDictError {
    key: String,
    invalid: Option<Invalid>,
}

/// A value that does not parse.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Invalid {
    value: String,
    reason: String,
}

impl MultiDictError {
    pub(super) fn missing(key: &str) -> MultiDictError {
        MultiDictError { key: key.to_owned(), invalid: None }
    }

    pub(super) fn invalid(key: &str, value: &str, reason: &impl fmt::Display) -> MultiDictError {
        let invalid = Invalid { value: value.to_owned(), reason: reason.to_string() };
        MultiDictError { key: key.to_owned(), invalid: Some(invalid) }
    }

    /// The name that was asked for.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// assert_eq!(MultiDict::<String>::new().require("page").unwrap_err().key(), "page");
    /// ```
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Whether the name has no value, rather than one that does not parse.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let query = MultiDict::<String>::from([("page", "two")]);
    /// let is_missing = |name| query.require_as::<u32>(name).unwrap_err().is_missing();
    /// assert!(is_missing("size") && !is_missing("page"));
    /// ```
    pub fn is_missing(&self) -> bool {
        self.invalid.is_none()
    }

    /// The value that does not parse; `None` when there is no value.
    ///
    /// ```
    /// use wz::datastructures::MultiDict;
    ///
    /// let query = MultiDict::<String>::from([("page", "two")]);
    /// let error = |name| query.require_as::<u32>(name).unwrap_err();
    /// assert_eq!((error("page").value(), error("size").value()), (Some("two"), None));
    /// ```
    pub fn value(&self) -> Option<&str> {
        self.invalid.as_ref().map(|invalid| &*invalid.value)
    }
}

impl fmt::Display for MultiDictError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.invalid {
            None => write!(f, "{} is missing", Quoted(&self.key)),
            Some(Invalid { value, .. }) if value.is_empty() => write!(f, "{} is empty", Quoted(&self.key)),
            Some(Invalid { value, reason }) => {
                write!(f, "{} cannot be {}: {reason}", Quoted(&self.key), Quoted(value))
            }
        }
    }
}

impl std::error::Error for MultiDictError {}

use std::fmt;

use serde::de;

use crate::form::quoted::Quoted;

/// Percent-decoding gave bytes that are not UTF-8.
///
/// ```
/// use wz::form::urlencoded::pairs;
///
/// let error = pairs("name=%ff").next().unwrap().unwrap_err();
/// assert_eq!(error.to_string(), "`name`: not UTF-8 text");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    field: Option<String>,
}

impl DecodeError {
    pub(super) fn in_name() -> DecodeError {
        DecodeError { field: None }
    }

    pub(super) fn in_value_of(name: &str) -> DecodeError {
        DecodeError { field: Some(name.to_owned()) }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.field {
            Some(field) => write!(f, "{}: not UTF-8 text", Quoted(field)),
            None => f.write_str("a field name is not UTF-8 text"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Why a form or query does not fit the type it is read into.
///
/// ```
/// use serde::Deserialize;
/// use wz::form::urlencoded::from_str;
///
/// #[derive(Deserialize, Debug)]
/// struct Search { q: String, page: Option<u32> }
///
/// let error = from_str::<Search>("q=a&page=x").unwrap_err();
/// assert_eq!(error.field(), Some("page"));
/// assert_eq!(error.to_string(), "`page`: expected an integer from 0 to 4294967295, found `x`");
/// assert_eq!(from_str::<Search>("page=1").unwrap_err().to_string(), "`q` is missing");
/// # let _ = |search: Search| (search.q, search.page);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    field: Option<String>,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Message(String),
    /// serde asks for a field that is not there.
    Missing(&'static str),
    /// A field without any value was read as something that needs one.
    NoValue,
    /// An `Option` of something other than a string met a value without text.
    EmptyOption,
}

impl Error {
    /// The field that is at fault, when it is one.
    ///
    /// ```
    /// use wz::form::urlencoded::from_str;
    ///
    /// let error = from_str::<Vec<(String, u8)>>("a=1&b=300").unwrap_err();
    /// assert_eq!(error.field(), Some("b"));
    /// ```
    pub fn field(&self) -> Option<&str> {
        match &self.kind {
            Kind::Missing(field) => Some(field),
            _ => self.field.as_deref(),
        }
    }

    pub(super) fn new(kind: Kind) -> Error {
        Error { field: None, kind }
    }

    /// What was expected, and the text in its place.
    pub(super) fn expected(what: impl fmt::Display, found: &str) -> Error {
        Error::new(Kind::Message(format!("expected {what}, found {}", Quoted(found))))
    }

    /// What was expected where a file is.
    pub(super) fn file(expected: impl fmt::Display) -> Error {
        Error::new(Kind::Message(format!("expected {expected}, found a file")))
    }

    pub(super) fn in_field(mut self, name: &str) -> Error {
        self.field.get_or_insert_with(|| name.to_owned());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.kind, &self.field) {
            (Kind::Missing(field), _) => write!(f, "`{field}` is missing"),
            (Kind::NoValue, Some(field)) => write!(f, "`{field}` is missing"),
            (kind, field) => {
                if let Some(field) = field {
                    write!(f, "{}: ", Quoted(field))?;
                }
                match kind {
                    Kind::Message(message) => f.write_str(message),
                    _ => f.write_str("a value is missing"),
                }
            }
        }
    }
}

impl std::error::Error for Error {}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Error {
        Error::new(Kind::Message(error.to_string()))
    }
}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Error {
        Error::new(Kind::Message(message.to_string()))
    }

    fn missing_field(field: &'static str) -> Error {
        Error::new(Kind::Missing(field))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Error {
        let names: Vec<_> = expected.iter().map(|name| format!("`{name}`")).collect();
        let one_of = if names.len() > 1 { "one of " } else { "" };
        Error::expected(format_args!("{one_of}{}", names.join(", ")), variant)
    }

    fn invalid_type(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Error {
        Error::invalid_value(unexpected, expected)
    }

    fn invalid_value(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Error {
        match unexpected {
            de::Unexpected::Str(found) => Error::expected(expected, found),
            other => Error::new(Kind::Message(format!("expected {expected}, found {other}"))),
        }
    }
}

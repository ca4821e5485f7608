use std::fmt;

use crate::header::HeaderError;
use crate::header::ext_value::{ExtValue, write_ext_value};
use crate::header::syntax::{is_token, trim, unquote, write_parameter, write_quoted};

/// The parameters of a scheme: `realm="here", nonce="x"` (RFC 9110 §11.2).
///
/// Names are compared without regard to case; of a name that stands twice, the last value counts, as in Werkzeug.
///
/// ```
/// use wz::header::AuthParameters;
///
/// let parameters = AuthParameters::new().with("realm", "a \"b\"")?.with("algorithm", "MD5")?;
/// assert_eq!(parameters.get("Realm"), Some("a \"b\""));
/// assert!(AuthParameters::new().with("a b", "").is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuthParameters(Vec<(String, String)>);

/// How a scheme wants the values of its parameters.
#[derive(Debug)]
pub(super) struct Values {
    /// The names whose values are in quotes in any case.
    pub(super) quoted: &'static [&'static str],
    /// The names whose values are extended when they are not ASCII.
    pub(super) extended: &'static [&'static str],
}

impl Values {
    /// `realm` is in quotes everywhere (RFC 9110 §11.5).
    pub(super) const USUAL: Values = Values { quoted: &["realm"], extended: &[] };
}

impl AuthParameters {
    /// No parameters.
    ///
    /// ```
    /// use wz::header::AuthParameters;
    ///
    /// assert!(AuthParameters::new().is_empty());
    /// ```
    pub fn new() -> AuthParameters {
        AuthParameters::default()
    }

    /// Adds a parameter.
    ///
    /// ```
    /// use wz::header::AuthParameters;
    ///
    /// let parameters = AuthParameters::new().with("realm", "a \"b\", é")?;
    /// assert_eq!(parameters.get("realm"), Some("a \"b\", é"));
    /// assert!(AuthParameters::new().with("realm*", "a").is_err() && AuthParameters::new().with("realm", "\n").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The name is no token or has `*` at its end, which marks how a value is written; or the value has a control
    /// character.
    pub fn with(mut self, name: &str, value: &str) -> Result<AuthParameters, HeaderError> {
        if !is_token(name) || name.ends_with('*') {
            return Err(HeaderError::unwritable("a token without `*` as name of a parameter").found(name));
        }
        if value.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') {
            return Err(HeaderError::unwritable("a parameter without control characters").found(name));
        }
        self.0.push((name.to_owned(), value.to_owned()));
        Ok(self)
    }

    /// The value of a parameter; of a name that stands twice, the last one.
    ///
    /// ```
    /// use wz::header::AuthParameters;
    ///
    /// let parameters = AuthParameters::new().with("nc", "1")?.with("NC", "2")?;
    /// assert_eq!(parameters.get("nc"), Some("2"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().rev().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Names and values as they stand there, in order.
    ///
    /// ```
    /// use wz::header::AuthParameters;
    ///
    /// let parameters = AuthParameters::new().with("Realm", "a")?.with("nc", "1")?;
    /// assert!(parameters.iter().eq([("Realm", "a"), ("nc", "1")]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether there are none.
    ///
    /// ```
    /// use wz::header::AuthParameters;
    ///
    /// assert!(!AuthParameters::new().with("realm", "")?.is_empty());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds what is written as `name=value`, without its commas. What is none is left out: Werkzeug's
    /// `parse_dict_header`, without the names that could not be written again.
    pub(super) fn read(&mut self, text: &str) {
        let Some((name, value)) = text.split_once('=') else { return };
        let (name, value) = (trim(name), trim(value));
        let (name, value) = match name.strip_suffix('*') {
            Some(name) => (name, ExtValue::read(value).unquoted()),
            None => (name, unquote(value)),
        };
        // A tab is legal, and other control characters are in no header of a request that came in.
        if is_token(name) && !value.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') {
            self.0.push((name.to_owned(), value.into_owned()));
        }
    }

    /// Writes all of them, as the scheme wants their values.
    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>, values: &Values) -> fmt::Result {
        let is_in = |name: &str, names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        for (at, (name, value)) in self.iter().enumerate() {
            f.write_str(if at > 0 { ", " } else { "" })?;
            if name.ends_with('*') || (!value.is_ascii() && is_in(name, values.extended)) {
                // A name that has a `*` is read from one with one more, and so it is written, lest the value be taken for
                // an extended one.
                write!(f, "{name}*=")?;
                write_ext_value(f, value)?;
            } else if is_in(name, values.quoted) {
                write!(f, "{name}=")?;
                write_quoted(f, value)?;
            } else {
                write_parameter(f, name, value)?;
            }
        }
        Ok(())
    }
}

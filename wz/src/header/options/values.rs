use std::borrow::Cow;
use std::fmt;

use super::mark::is_marked;
use crate::header::HeaderError;
use crate::header::ext_value::write_ext_value;
use crate::header::ordered::Ordered;
use crate::header::syntax::{is_token, write_parameter};
use crate::header::usual;

/// The parameters of a header value, in order: names in lower case, values without quotes and escapes.
///
/// ```
/// use wz::header::OptionsHeader;
///
/// let mut header: OptionsHeader = "form-data; NAME=\"a b\"".parse()?;
/// assert_eq!(header.options.get("name"), Some("a b"));
/// header.options.set("size", "3")?;
/// assert_eq!(header.to_string(), "form-data; name=\"a b\"; size=3");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    values: Ordered<Cow<'static, str>>,
}

impl Options {
    /// No options.
    ///
    /// ```
    /// use wz::header::Options;
    ///
    /// assert!(Options::new().is_empty());
    /// ```
    pub fn new() -> Options {
        Options::default()
    }

    pub(super) fn from_values(values: Ordered<Cow<'static, str>>) -> Options {
        Options { values }
    }

    /// The value of a name, without regard to ASCII case.
    ///
    /// ```
    /// use wz::header::OptionsHeader;
    ///
    /// let header: OptionsHeader = "a; Name*=UTF-8''%e2%82%ac".parse()?;
    /// assert_eq!(header.options.get("NAME"), Some("€"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|value| &**value)
    }

    /// Sets the value of a name, which keeps its place. Any value can be written.
    ///
    /// ```
    /// use wz::header::Options;
    ///
    /// let mut options = Options::new();
    /// options.set("Filename", "€")?;
    /// assert_eq!((options.get("filename"), options.to_string().as_str()), (Some("€"), "filename*=UTF-8''%E2%82%AC"));
    /// assert!(options.set("filename*", "€").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The name is no token, or has `*` or `*0` at its end: that marks how a value is written, which is decided when it
    /// is.
    pub fn set(&mut self, name: &str, value: impl Into<String>) -> Result<(), HeaderError> {
        if !is_token(name) || is_marked(name) {
            return Err(HeaderError::unwritable(
                "a token without `*` or `*0` at its end as name of an option",
            )
            .found(name));
        }
        self.values.set(usual::lower(name, usual::NAMES), Cow::Owned(value.into()));
        Ok(())
    }

    /// Takes an option away, and gives its value.
    ///
    /// ```
    /// use wz::header::OptionsHeader;
    ///
    /// let mut header: OptionsHeader = "attachment; filename=a.txt; size=3".parse()?;
    /// assert_eq!(header.options.remove("Size").as_deref(), Some("3"));
    /// assert!(header.options.iter().eq([("filename", "a.txt")]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn remove(&mut self, name: &str) -> Option<String> {
        self.values.remove(name).map(Cow::into_owned)
    }

    /// How many options there are.
    ///
    /// ```
    /// use wz::header::OptionsHeader;
    ///
    /// assert_eq!("text/plain; charset=utf-8; format=flowed".parse::<OptionsHeader>()?.options.len(), 2);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    ///
    /// ```
    /// use wz::header::OptionsHeader;
    ///
    /// assert!("text/plain; ;".parse::<OptionsHeader>()?.options.is_empty());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Names and values in order.
    ///
    /// ```
    /// use wz::header::OptionsHeader;
    ///
    /// let header: OptionsHeader = "a; B=1; c=\"2 3\"".parse()?;
    /// assert!(header.options.iter().eq([("b", "1"), ("c", "2 3")]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (&**name, &**value))
    }
}

/// `name=value` with `; ` between them.
impl fmt::Display for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().enumerate().try_for_each(|(place, (name, value))| {
            if place > 0 {
                f.write_str("; ")?;
            }
            write_option(f, name, value)
        })
    }
}

/// Writes `name=value`, or `name*=UTF-8''value` for what would not come back from that: text that is not ASCII, has
/// control characters, or `%22`, which readers take for a quote.
pub(in crate::header) fn write_option(out: &mut impl fmt::Write, name: &str, value: &str) -> fmt::Result {
    // A name that was read from `a*0*0=x` would lose its end.
    if is_marked(name) {
        write_named(out, &format!("{name}*0"), value)
    } else {
        write_named(out, name, value)
    }
}

fn write_named(out: &mut impl fmt::Write, name: &str, value: &str) -> fmt::Result {
    let plain =
        value.bytes().all(|byte| byte == b'\t' || (32..127).contains(&byte)) && !value.contains("%22");
    if plain {
        write_parameter(out, name, value)
    } else {
        write!(out, "{name}*=")?;
        write_ext_value(out, value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_names_that_break_out() {
        let mut options = Options::new();
        for name in ["", "a b", "a;b", "a\r\n", "é", "a*", "*", "a*0", "*12", "a*0*"] {
            assert!(options.set(name, "x").is_err(), "{name}");
        }
        options.set("A*b", "x").unwrap();
        assert_eq!(options.to_string(), "a*b=x");
        assert_eq!((options.remove("a*B").as_deref(), options.is_empty()), (Some("x"), true));
    }
}

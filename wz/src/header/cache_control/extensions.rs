use std::fmt;

use super::directives::Writer;
use super::{request, response};
use crate::header::HeaderError;
use crate::header::ordered::Ordered;
use crate::header::syntax::{is_token, write_parameter};

/// The directives of a `Cache-Control` that have no field of their own, in order.
///
/// ```
/// use wz::header::ResponseCacheControl;
///
/// let mut control: ResponseCacheControl = "max-age=5, Community=\"UCI\"".parse()?;
/// assert_eq!(control.extensions.get("community"), Some(Some("UCI")));
/// control.extensions.set("x-flag", None)?;
/// assert_eq!(control.to_string(), "max-age=5, Community=UCI, x-flag");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extensions {
    values: Ordered<Option<String>>,
}

impl Extensions {
    /// The argument of a directive, without regard to ASCII case: `Some(None)` for one that has none.
    ///
    /// ```
    /// use wz::header::ResponseCacheControl;
    ///
    /// let control: ResponseCacheControl = "max-age=5, X-Flag, x-name=\"a b\"".parse()?;
    /// let get = |name| control.extensions.get(name);
    /// assert_eq!((get("x-flag"), get("X-Name"), get("max-age")), (Some(None), Some(Some("a b")), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get(&self, name: &str) -> Option<Option<&str>> {
        self.values.get(name).map(Option::as_deref)
    }

    /// Sets a directive.
    ///
    /// ```
    /// use wz::header::ResponseCacheControl;
    ///
    /// let mut control = ResponseCacheControl::default();
    /// assert!(control.extensions.set("max-age", Some("5")).is_err());
    /// assert!(control.extensions.set("x", Some("5\r\n")).is_err());
    /// ```
    ///
    /// # Errors
    /// The name is no token, or that of a directive that has a field of its own: in
    /// [`RequestCacheControl`](super::RequestCacheControl) or in [`ResponseCacheControl`](super::ResponseCacheControl),
    /// and is to be set there. Or the argument has a control character.
    pub fn set(&mut self, name: &str, argument: Option<&str>) -> Result<(), HeaderError> {
        if !is_token(name) {
            return Err(HeaderError::unwritable("a token as name of a directive").found(name));
        }
        if is_in(name, request::FIELDS) || is_in(name, response::FIELDS) {
            return Err(HeaderError::unwritable("a directive that has no field of its own").found(name));
        }
        if argument
            .is_some_and(|argument| argument.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t'))
        {
            return Err(HeaderError::unwritable("an argument without control characters").found(name));
        }
        self.values.set(name.to_owned(), argument.map(str::to_owned));
        Ok(())
    }

    /// Takes a directive away, without regard to ASCII case; says whether it was there.
    ///
    /// ```
    /// use wz::header::RequestCacheControl;
    ///
    /// let mut control: RequestCacheControl = "no-cache, X-Flag".parse()?;
    /// assert!(control.extensions.remove("x-flag") && !control.extensions.remove("x-flag"));
    /// assert_eq!(control.to_string(), "no-cache");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn remove(&mut self, name: &str) -> bool {
        self.values.remove(name).is_some()
    }

    /// Whether there is none.
    ///
    /// ```
    /// use wz::header::ResponseCacheControl;
    ///
    /// assert!("max-age=5".parse::<ResponseCacheControl>()?.extensions.is_empty());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.values.len() == 0
    }

    /// Names and arguments in order.
    ///
    /// ```
    /// use wz::header::ResponseCacheControl;
    ///
    /// let control: ResponseCacheControl = "x-flag, max-age=5, x-name=a".parse()?;
    /// assert!(control.extensions.iter().eq([("x-flag", None), ("x-name", Some("a"))]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, Option<&str>)> {
        self.values.iter().map(|(name, argument)| (&**name, argument.as_deref()))
    }

    /// Adds what was read, unless it is there or its name is no token.
    pub(super) fn keep(&mut self, name: &str, argument: Option<&str>) {
        if is_token(name) {
            self.values.add(name, argument.map(str::to_owned));
        }
    }

    /// Writes all but `fields`: what was read for the other side may have names here that have a field there.
    pub(super) fn write(&self, out: &mut Writer<'_, '_>, fields: &[&str]) -> fmt::Result {
        self.iter().filter(|(name, _)| !is_in(name, fields)).try_for_each(|(name, argument)| match argument {
            Some(argument) => write_parameter(out.next()?, name, argument),
            None => out.flag(name, true),
        })
    }
}

fn is_in(name: &str, fields: &[&str]) -> bool {
    fields.iter().any(|field| field.eq_ignore_ascii_case(name))
}

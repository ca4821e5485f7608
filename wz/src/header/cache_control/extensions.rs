use std::fmt;

use super::directives::Writer;
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
    pub fn get(&self, name: &str) -> Option<Option<&str>> {
        self.values.get(name).map(Option::as_deref)
    }

    /// Sets a directive. One with a field of its own is to be set there.
    ///
    /// # Errors
    /// The name is no token.
    pub fn set(&mut self, name: &str, argument: Option<&str>) -> Result<(), HeaderError> {
        if !is_token(name) {
            return Err(HeaderError::unwritable("a token as name of a directive").found(name));
        }
        self.values.set(name.to_owned(), argument.map(str::to_owned));
        Ok(())
    }

    /// Takes a directive away; says whether it was there.
    pub fn remove(&mut self, name: &str) -> bool {
        self.values.remove(name).is_some()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.values.len() == 0
    }

    /// Names and arguments in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, Option<&str>)> {
        self.values.iter().map(|(name, argument)| (&**name, argument.as_deref()))
    }

    /// Adds what was read, unless it is there or its name is no token.
    pub(super) fn keep(&mut self, name: &str, argument: Option<&str>) {
        if is_token(name) {
            self.values.add(name, argument.map(str::to_owned));
        }
    }

    pub(super) fn write(&self, out: &mut Writer<'_, '_>) -> fmt::Result {
        self.iter().try_for_each(|(name, argument)| match argument {
            Some(argument) => write_parameter(out.next()?, name, argument),
            None => out.flag(name, true),
        })
    }
}

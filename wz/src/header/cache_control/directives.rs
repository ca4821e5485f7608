use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::header::list::elements;
use crate::header::seconds::read_seconds;
use crate::header::syntax::{cut, trim, unquote};

/// A directive: its name as it came, and its argument without quotes.
pub(super) type Directive<'t> = (&'t str, Option<Cow<'t, str>>);

/// The directives of a text, also those whose name is no token.
pub(super) fn directives(text: &str) -> impl Iterator<Item = Directive<'_>> {
    elements(text).map(|element| match cut(element, b'=') {
        Some((name, argument)) => (trim(name), Some(unquote(trim(argument)))),
        None => (element, None),
    })
}

/// The name of a directive in lower case, as nearly all are written.
pub(super) fn lower(name: &str) -> Cow<'_, str> {
    let has_upper = name.bytes().any(|byte| byte.is_ascii_uppercase());
    if has_upper { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) }
}

/// The argument as a number of seconds.
pub(super) fn seconds(argument: Option<&str>) -> Option<Duration> {
    read_seconds(trim(argument?)).map(Duration::from_secs)
}

/// Sets what has not been set: of a directive that is repeated the first counts (RFC 9111 §4.2.1).
pub(super) fn first<T>(field: &mut Option<T>, value: Option<T>) {
    if field.is_none() {
        *field = value;
    }
}

/// Writes directives with `, ` between them.
pub(super) struct Writer<'f, 'b> {
    formatter: &'f mut fmt::Formatter<'b>,
    empty: bool,
}

impl<'f, 'b> Writer<'f, 'b> {
    pub(super) fn new(formatter: &'f mut fmt::Formatter<'b>) -> Writer<'f, 'b> {
        Writer { formatter, empty: true }
    }

    /// Makes place for a directive.
    pub(super) fn next(&mut self) -> Result<&mut fmt::Formatter<'b>, fmt::Error> {
        if !std::mem::take(&mut self.empty) {
            self.formatter.write_str(", ")?;
        }
        Ok(self.formatter)
    }

    pub(super) fn flag(&mut self, name: &str, set: bool) -> fmt::Result {
        if set { self.next()?.write_str(name) } else { Ok(()) }
    }

    pub(super) fn seconds(&mut self, name: &str, value: Option<Duration>) -> fmt::Result {
        match value {
            Some(value) => write!(self.next()?, "{name}={}", value.as_secs()),
            None => Ok(()),
        }
    }
}

use std::fmt;

use super::directives::Writer;
use crate::header::HeaderSet;
use crate::header::syntax::write_quoted;

/// What `no-cache` or `private` of a response is about (RFC 9111 §5.2.2.4, §5.2.2.7).
///
/// ```
/// use wz::header::{FieldNames, ResponseCacheControl};
///
/// let control: ResponseCacheControl = "no-cache=\"set-cookie\", private".parse()?;
/// assert!(matches!(&control.no_cache, Some(FieldNames::Only(names)) if names.contains("Set-Cookie")));
/// assert_eq!(control.private, Some(FieldNames::All));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldNames {
    /// The whole response: the directive has no argument.
    All,
    /// The header fields of these names.
    Only(HeaderSet),
}

impl FieldNames {
    /// Adds what another directive of the same name says; the whole response covers its fields.
    pub(super) fn read(into: &mut Option<FieldNames>, argument: Option<&str>) {
        // No names do not restrict anything.
        let names = argument
            .map(|names| names.parse().unwrap_or_default())
            .filter(|names: &HeaderSet| !names.is_empty());
        *into = match (into.take(), names) {
            (Some(FieldNames::All), _) | (_, None) => Some(FieldNames::All),
            (Some(FieldNames::Only(mut known)), Some(names)) => {
                known.extend(names.iter());
                Some(FieldNames::Only(known))
            }
            (None, Some(names)) => Some(FieldNames::Only(names)),
        };
    }

    /// Names are quoted, also a single one, because recipients want them so.
    pub(super) fn write(field: Option<&FieldNames>, name: &str, out: &mut Writer<'_, '_>) -> fmt::Result {
        match field {
            Some(FieldNames::Only(names)) if !names.is_empty() => {
                let out = out.next()?;
                write!(out, "{name}=")?;
                write_quoted(out, &names.to_string())
            }
            other => out.flag(name, other.is_some()),
        }
    }
}

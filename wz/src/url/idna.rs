//! Names of hosts beyond ASCII (UTS 46), when the feature `idna` is on.

use std::borrow::Cow;

use super::{UrlError, UrlErrorKind};

/// The ASCII form of a host that has other characters.
#[cfg(feature = "idna")]
pub(crate) fn to_ascii(host: &str) -> Result<Cow<'_, str>, UrlError> {
    ::idna::domain_to_ascii_cow(host.as_bytes(), ::idna::AsciiDenyList::URL)
        .map_err(|_| UrlError::new(UrlErrorKind::Host))
}

/// The ASCII form of a host that has other characters.
#[cfg(not(feature = "idna"))]
pub(crate) fn to_ascii(_host: &str) -> Result<Cow<'_, str>, UrlError> {
    Err(UrlError::new(UrlErrorKind::InternationalHost))
}

/// A host with its `xn--` labels decoded; those that cannot be stay, and so do all of a host with escapes, which could not
/// become ASCII again.
#[cfg(feature = "idna")]
pub(super) fn to_unicode(host: &str) -> Cow<'_, str> {
    if !host.contains("xn--") || host.contains('%') {
        return Cow::Borrowed(host);
    }
    let labels = host.split('.').map(|label| match ::idna::domain_to_unicode(label) {
        (decoded, Ok(())) => decoded,
        _ => label.to_owned(),
    });
    Cow::Owned(labels.collect::<Vec<_>>().join("."))
}

/// A host with its `xn--` labels as they are.
#[cfg(not(feature = "idna"))]
pub(super) fn to_unicode(host: &str) -> Cow<'_, str> {
    Cow::Borrowed(host)
}

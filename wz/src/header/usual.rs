//! Texts that nearly all headers are made of: no memory is allocated for them.

use std::borrow::Cow;

/// Media types, and ranges of them.
pub(super) const MEDIA_TYPES: &[&str] = &[
    "text/html",
    "application/json",
    "*/*",
    "application/xhtml+xml",
    "application/xml",
    "image/avif",
    "image/webp",
    "image/apng",
    "image/*",
    "image/png",
    "image/jpeg",
    "image/svg+xml",
    "text/plain",
    "text/css",
    "text/javascript",
    "application/octet-stream",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
];

/// Names of parameters.
pub(super) const NAMES: &[&str] = &["charset", "boundary", "name", "filename"];

/// Values of parameters.
pub(super) const VALUES: &[&str] = &["utf-8"];

/// Types of `Content-Disposition`.
pub(super) const DISPOSITIONS: &[&str] = &["form-data", "attachment", "inline"];

/// The text as one that is kept.
pub(super) fn kept(text: &str, usual: &'static [&'static str]) -> Cow<'static, str> {
    find(text, usual).map_or_else(|| Cow::Owned(text.to_owned()), Cow::Borrowed)
}

/// The text in lower case.
pub(super) fn lower(text: &str, usual: &'static [&'static str]) -> Cow<'static, str> {
    find(text, usual).map_or_else(|| Cow::Owned(text.to_ascii_lowercase()), Cow::Borrowed)
}

/// The text, when it is one of them.
pub(super) fn find(text: &str, usual: &'static [&'static str]) -> Option<&'static str> {
    usual.iter().copied().find(|usual| *usual == text)
}

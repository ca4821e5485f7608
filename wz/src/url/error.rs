use std::fmt;

/// What is wrong with a URL, a host or a target.
///
/// ```
/// use wz::url::{UrlErrorKind, iri_to_uri};
///
/// let error = iri_to_uri("http://example.com:99999/").unwrap_err();
/// assert_eq!(error.kind(), UrlErrorKind::Port);
/// assert_eq!(error.to_string(), "the port is no number from 0 to 65535; correct it or leave it out");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UrlError {
    kind: UrlErrorKind,
}

/// The kinds of [`UrlError`].
///
/// ```
/// use wz::url::{UrlErrorKind, safe_redirect_target};
///
/// let kind = |target| safe_redirect_target(target, Some("example.com")).unwrap_err().kind();
/// assert_eq!(kind(""), UrlErrorKind::EmptyTarget);
/// assert_eq!(kind("javascript:alert(1)"), UrlErrorKind::TargetScheme);
/// assert_eq!(kind("//evil.example/"), UrlErrorKind::OtherHost);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UrlErrorKind {
    /// The scheme is none: a letter, then letters, digits, `+`, `-` and `.` (RFC 3986 §3.1).
    Scheme,
    /// The host has characters that no host can have, or is an address that cannot be read.
    Host,
    /// The host is beyond ASCII, and the feature `idna` is not on.
    InternationalHost,
    /// What is percent-encoded is not UTF-8.
    Encoding,
    /// The port is no number from 0 to 65535.
    Port,
    /// The host is well-formed, and not among those that are trusted.
    UntrustedHost,
    /// A redirect target without any text.
    EmptyTarget,
    /// A redirect target with control characters or blanks around it, which browsers take out.
    TargetCharacters,
    /// A redirect target with another scheme than `http` and `https`, or without a host after it.
    TargetScheme,
    /// A redirect target that leads to another host.
    OtherHost,
}

impl UrlError {
    pub(super) fn new(kind: UrlErrorKind) -> UrlError {
        UrlError { kind }
    }

    /// What is wrong.
    ///
    /// ```
    /// use wz::url::{UrlErrorKind, safe_redirect_target};
    ///
    /// let error = safe_redirect_target("//evil.example", Some("example.com")).unwrap_err();
    /// assert_eq!(error.kind(), UrlErrorKind::OtherHost);
    /// ```
    #[must_use]
    pub fn kind(&self) -> UrlErrorKind {
        self.kind
    }
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            UrlErrorKind::Scheme => "the scheme is none; write one like `https`, without what follows it",
            UrlErrorKind::Host => {
                "the host is not well-formed; write a name, an IPv4 address, or an IPv6 address in brackets"
            }
            UrlErrorKind::InternationalHost => {
                "the host is beyond ASCII; write it as `xn--…`, or turn on the feature `idna`"
            }
            UrlErrorKind::Encoding => {
                "what is percent-encoded is not UTF-8; answer as if there were no such path"
            }
            UrlErrorKind::Port => "the port is no number from 0 to 65535; correct it or leave it out",
            UrlErrorKind::UntrustedHost => {
                "the host is not trusted; answer with 400, or add it to the trusted hosts"
            }
            UrlErrorKind::EmptyTarget => "the redirect target is empty; take a default",
            UrlErrorKind::TargetCharacters => {
                "the redirect target has control characters or blanks around it; take a default"
            }
            UrlErrorKind::TargetScheme => "the redirect target is not for http or https; take a default",
            UrlErrorKind::OtherHost => "the redirect target leads to another host; take a default",
        })
    }
}

impl std::error::Error for UrlError {}

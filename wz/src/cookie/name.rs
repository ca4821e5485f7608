use crate::header::HeaderError;
use crate::header::syntax::is_token;

/// Refuses what is no name of a cookie: RFC 6265 §4.1.1 wants a token.
pub(super) fn check(name: &str) -> Result<(), HeaderError> {
    if is_token(name) {
        return Ok(());
    }
    Err(HeaderError::unwritable("a token (letters, digits and !#$%&'*+-.^_`|~) as name of a cookie")
        .found(name))
}

/// What browsers demand of a cookie for the first letters of its name: `Secure`, and this (6265bis §4.1.3, and the draft
/// "layered cookies" §4.1.3 for `__Http-` and `__Host-Http-`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prefix {
    /// `Path=/` and no `Domain`.
    pub(super) one_host: bool,
    /// `HttpOnly`: no script has set it.
    pub(super) http_only: bool,
}

impl Prefix {
    /// The prefix of a name. Browsers compare without regard to case, for servers that do so.
    pub(super) fn of(name: &str) -> Option<Prefix> {
        let begins =
            |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        let (one_host, http_only) = match () {
            () if begins("__Host-Http-") => (true, true),
            () if begins("__Host-") => (true, false),
            () if begins("__Http-") => (false, true),
            () if begins("__Secure-") => (false, false),
            () => return None,
        };
        Some(Prefix { one_host, http_only })
    }
}

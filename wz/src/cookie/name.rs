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

/// What browsers demand of a cookie for the first letters of its name (6265bis §4.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prefix {
    /// `__Secure-`: `Secure`.
    Secure,
    /// `__Host-`: `Secure`, `Path=/` and no `Domain`.
    Host,
}

impl Prefix {
    /// The prefix of a name. Browsers compare without regard to case, for servers that do so.
    pub(super) fn of(name: &str) -> Option<Prefix> {
        let begins =
            |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        match () {
            () if begins("__Host-") => Some(Prefix::Host),
            () if begins("__Secure-") => Some(Prefix::Secure),
            () => None,
        }
    }
}

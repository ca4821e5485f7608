use std::fmt;

/// Why a password cannot be hashed or checked.
///
/// ```
/// use wz::security::{PasswordErrorKind, check_password_hash};
///
/// let error = check_password_hash("md5$salt$0123", "secret").unwrap_err();
/// assert_eq!(error.kind(), PasswordErrorKind::UnknownMethod);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordError {
    kind: PasswordErrorKind,
    message: String,
}

/// What is wrong with a hash or a method.
///
/// ```
/// use wz::security::{PasswordErrorKind, check_password_hash};
///
/// let kind = |hash| check_password_hash(hash, "pw").unwrap_err().kind();
/// assert_eq!(kind("rot13$$cj"), PasswordErrorKind::UnknownMethod);
/// assert_eq!(kind("scrypt:7:8:1$salt$00"), PasswordErrorKind::Parameters);
/// assert_eq!(kind("scrypt:1073741824:8:1$salt$00"), PasswordErrorKind::TooExpensive);
/// assert_eq!(kind("$argon2id$v=19"), PasswordErrorKind::Malformed);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PasswordErrorKind {
    /// A method or digest that is not known.
    UnknownMethod,
    /// Parameters that cannot be read, or which the method cannot have.
    Parameters,
    /// Parameters that cost more memory or time than is allowed.
    TooExpensive,
    /// A hash in argon2's form that is not well-formed.
    Malformed,
    /// No random bytes for a salt.
    Random,
}

impl PasswordError {
    pub(super) fn new(kind: PasswordErrorKind, message: impl Into<String>) -> PasswordError {
        PasswordError { kind, message: message.into() }
    }

    /// What is wrong.
    ///
    /// ```
    /// use wz::security::{PasswordErrorKind, check_password_hash};
    ///
    /// let error = check_password_hash("scrypt:7:8:1$salt$00", "secret").unwrap_err();
    /// assert_eq!(error.kind(), PasswordErrorKind::Parameters);
    /// ```
    #[must_use]
    pub fn kind(&self) -> PasswordErrorKind {
        self.kind
    }
}

impl fmt::Display for PasswordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PasswordError {}

use super::stored::Stored;
use super::{PasswordError, PasswordMethod};

/// Whether a password is the one of a stored hash: Werkzeug's `check_password_hash`, and argon2id.
///
/// The digests are compared in constant time. Text that has no form of a hash at all (empty, `!`, `*`), as is stored for
/// those who may not log in, is the hash of no password.
///
/// ```
/// use wz::security::check_password_hash;
///
/// let hash = "pbkdf2:sha256:1000$salty$c74893cbd62f31de7186b2016231230c95f75bc2287c1d6f75f97e3113c80122";
/// assert!(check_password_hash(hash, "pw")?);
/// assert!(!check_password_hash(hash, "other")?);
/// assert!(!check_password_hash("!", "pw")?);
/// # Ok::<_, wz::security::PasswordError>(())
/// ```
///
/// # Errors
/// When the method is not known or its parameters are impossible, where Werkzeug raises `ValueError`; and when it would
/// cost more than the limits ([`MAX_PASSWORD_MEMORY`](super::MAX_PASSWORD_MEMORY) and its neighbours).
pub fn check_password_hash(hash: &str, password: &str) -> Result<bool, PasswordError> {
    match Stored::parse(hash)? {
        Some(stored) => stored.is_of(password),
        None => Ok(false),
    }
}

/// Whether a stored hash was made in another way than new ones are: by another method, or with other parameters.
///
/// When a user has logged in and this is so, hash the password anew and store that. So a table moves over from
/// Werkzeug's methods to argon2id by and by.
///
/// ```
/// use wz::security::{PasswordMethod, needs_rehash};
///
/// let method = PasswordMethod::Scrypt { n: 32768, r: 8, p: 1 };
/// assert!(!needs_rehash("scrypt:32768:8:1$salt$00", &method));
/// assert!(needs_rehash("scrypt:16384:8:1$salt$00", &method));
/// assert!(needs_rehash("scrypt:32768:8:1$salt$00", &PasswordMethod::default()));
/// ```
#[must_use]
pub fn needs_rehash(hash: &str, method: &PasswordMethod) -> bool {
    !matches!(Stored::parse(hash), Ok(Some(stored)) if stored.method == *method)
}

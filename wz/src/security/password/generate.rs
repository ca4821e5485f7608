use super::stored::store;
use super::{PasswordError, PasswordErrorKind, PasswordMethod};
use crate::security::token_bytes;

/// Werkzeug's `SALT_CHARS`.
const SALT_CHARACTERS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// Werkzeug's usual length of a salt, in characters: 95 bits.
const SALT_LENGTH: usize = 16;

/// Hashes a password to be stored: Werkzeug's `generate_password_hash`, with a method of one's choice.
///
/// `scrypt` and `pbkdf2` give `method$salt$digest` as Werkzeug does, byte for byte; `argon2id`, the default of
/// [`PasswordMethod`], gives `$argon2id$v=19$...`, which every library for argon2 reads. The salt is 16 random letters
/// and digits.
///
/// This takes tens of milliseconds and megabytes on purpose: keep it off an async thread (`spawn_blocking`).
///
/// ```
/// use wz::security::{PasswordMethod, check_password_hash, generate_password_hash};
///
/// let hash = generate_password_hash("secret", &PasswordMethod::Scrypt { n: 1024, r: 8, p: 1 })?;
/// assert!(hash.starts_with("scrypt:1024:8:1$"));
/// assert!(check_password_hash(&hash, "secret")?);
/// # Ok::<_, wz::security::PasswordError>(())
/// ```
///
/// # Errors
/// When the method cannot be computed, costs more than the limits
/// ([`MAX_PASSWORD_MEMORY`](super::MAX_PASSWORD_MEMORY) and its neighbours), or there are no random bytes.
pub fn generate_password_hash(password: &str, method: &PasswordMethod) -> Result<String, PasswordError> {
    store(method, password, &salt()?)
}

fn salt() -> Result<String, PasswordError> {
    let mut salt = String::with_capacity(SALT_LENGTH);
    while salt.len() < SALT_LENGTH {
        let bytes = token_bytes(2 * SALT_LENGTH)
            .map_err(|error| PasswordError::new(PasswordErrorKind::Random, error.to_string()))?;
        // Bytes beyond the last multiple of 62 would make the first characters likelier.
        let even = bytes.into_iter().filter(|byte| *byte < 248);
        let characters = even.map(|byte| char::from(SALT_CHARACTERS[usize::from(byte) % 62]));
        salt.extend(characters.take(SALT_LENGTH - salt.len()));
    }
    Ok(salt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salts() {
        let (one, other) = (salt().unwrap(), salt().unwrap());
        assert!(one.len() == SALT_LENGTH && one.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_ne!(one, other);
    }
}

use std::fmt;

use crate::base64::{Alphabet, encode_unfilled};

/// So many random bytes, from the operating system; Python's `secrets.token_bytes`.
///
/// 16 bytes cannot be guessed; 32 is a usual length for what lives long.
///
/// ```
/// let token = wz::security::token_bytes(32)?;
/// assert_eq!(token.len(), 32);
/// assert_ne!(token, wz::security::token_bytes(32)?);
/// # Ok::<_, wz::security::RandomError>(())
/// ```
///
/// # Errors
/// When the operating system has no random bytes to give, which hardly ever is.
pub fn token_bytes(length: usize) -> Result<Vec<u8>, RandomError> {
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes).map_err(|error| RandomError { text: error.to_string() })?;
    Ok(bytes)
}

/// So many random bytes as hex digits, two for each; Python's `secrets.token_hex`.
///
/// ```
/// let token = wz::security::token_hex(16)?;
/// assert!(token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()));
/// # Ok::<_, wz::security::RandomError>(())
/// ```
///
/// # Errors
/// As [`token_bytes`].
pub fn token_hex(length: usize) -> Result<String, RandomError> {
    Ok(hex(&token_bytes(length)?))
}

/// So many random bytes as letters, digits, `-` and `_`; Python's `secrets.token_urlsafe`.
///
/// ```
/// let token = wz::security::token_urlsafe(32)?;
/// assert_eq!(token.len(), 43);
/// # Ok::<_, wz::security::RandomError>(())
/// ```
///
/// # Errors
/// As [`token_bytes`].
pub fn token_urlsafe(length: usize) -> Result<String, RandomError> {
    Ok(encode_unfilled(&token_bytes(length)?, Alphabet::Url))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits =
        bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    digits.map(char::from).collect()
}

/// The operating system gave no random bytes.
///
/// ```
/// // It is an error as others are.
/// fn token() -> Result<String, Box<dyn std::error::Error>> {
///     Ok(wz::security::token_hex(8)?)
/// }
/// assert!(token().is_ok());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RandomError {
    text: String,
}

impl fmt::Display for RandomError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no random bytes from the operating system ({}); answer with 500 and try later", self.text)
    }
}

impl std::error::Error for RandomError {}

use super::{PasswordError, PasswordErrorKind, PasswordMethod, Pbkdf2Digest, argon2id, limits};
use crate::security::token::hex;

/// A hash as it is stored.
#[derive(Debug)]
pub(super) struct Stored<'h> {
    pub(super) method: PasswordMethod,
    salt: Salt<'h>,
    digest: &'h str,
}

#[derive(Debug)]
enum Salt<'h> {
    /// Text that is its own bytes.
    Text(&'h str),
    Bytes(Vec<u8>),
}

impl<'h> Stored<'h> {
    /// Takes a hash apart; `None` when it has no form of a hash at all.
    pub(super) fn parse(hash: &'h str) -> Result<Option<Stored<'h>>, PasswordError> {
        if hash.starts_with("$argon2") {
            let (method, salt, digest) = argon2id::parse(hash)?;
            return Ok(Some(Stored { method, salt: Salt::Bytes(salt), digest }));
        }
        let mut parts = hash.splitn(3, '$');
        let (Some(method), Some(salt), Some(digest)) = (parts.next(), parts.next(), parts.next()) else {
            return Ok(None);
        };
        Ok(Some(Stored { method: method.parse()?, salt: Salt::Text(salt), digest }))
    }

    /// Whether the password makes this hash.
    pub(super) fn is_of(&self, password: &str) -> Result<bool, PasswordError> {
        let salt = match &self.salt {
            Salt::Text(text) => text.as_bytes(),
            Salt::Bytes(bytes) => bytes,
        };
        let digest = match self.method {
            PasswordMethod::Argon2id { .. } => {
                let Some(stored) = argon2id::bytes_of(self.digest) else { return Ok(false) };
                argon2id::text_of(&derive(&self.method, password, salt, stored.len())?)
            }
            _ => hex(&derive(&self.method, password, salt, 0)?),
        };
        Ok(crate::security::constant_time_eq(digest, self.digest))
    }
}

/// The hash of a password as a text to store.
pub(super) fn store(method: &PasswordMethod, password: &str, salt: &str) -> Result<String, PasswordError> {
    let digest = derive(method, password, salt.as_bytes(), argon2id::DIGEST)?;
    Ok(match *method {
        PasswordMethod::Argon2id { memory, iterations, lanes } => {
            argon2id::write(memory, iterations, lanes, salt.as_bytes(), &digest)
        }
        _ => format!("{method}${salt}${}", hex(&digest)),
    })
}

/// The bytes that a method makes; only argon2id's can be of any length.
fn derive(
    method: &PasswordMethod,
    password: &str,
    salt: &[u8],
    length: usize,
) -> Result<Vec<u8>, PasswordError> {
    limits::check(method)?;
    let impossible = |error: &dyn std::fmt::Display| {
        let message = format!("`{method}` is nothing that can be computed: {error}");
        PasswordError::new(PasswordErrorKind::Parameters, message)
    };
    match *method {
        PasswordMethod::Argon2id { memory, iterations, lanes } => {
            argon2id::derive(memory, iterations, lanes, password, salt, length)
                .map_err(|error| impossible(&error))
        }
        PasswordMethod::Scrypt { n, r, p } => {
            if !n.is_power_of_two() || n < 2 {
                return Err(impossible(&"n must be a power of two above 1"));
            }
            let params =
                scrypt::Params::new(n.trailing_zeros() as u8, r, p).map_err(|error| impossible(&error))?;
            let mut digest = vec![0; 64];
            scrypt::scrypt(password.as_bytes(), salt, &params, &mut digest)
                .map_err(|error| impossible(&error))?;
            Ok(digest)
        }
        PasswordMethod::Pbkdf2 { iterations: 0, .. } => Err(impossible(&"iterations must be at least 1")),
        PasswordMethod::Pbkdf2 { digest, iterations } => Ok(pbkdf2(digest, password, salt, iterations)),
    }
}

fn pbkdf2(digest: Pbkdf2Digest, password: &str, salt: &[u8], iterations: u32) -> Vec<u8> {
    macro_rules! with {
        ($digest:ty, $length:literal) => {{
            let mut bytes = vec![0; $length];
            pbkdf2::pbkdf2_hmac::<$digest>(password.as_bytes(), salt, iterations, &mut bytes);
            bytes
        }};
    }
    match digest {
        Pbkdf2Digest::Sha1 => with!(sha1::Sha1, 20),
        Pbkdf2Digest::Sha224 => with!(sha2::Sha224, 28),
        Pbkdf2Digest::Sha256 => with!(sha2::Sha256, 32),
        Pbkdf2Digest::Sha384 => with!(sha2::Sha384, 48),
        Pbkdf2Digest::Sha512 => with!(sha2::Sha512, 64),
    }
}

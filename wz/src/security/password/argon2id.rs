//! argon2id's hashes as text, in the form of the Password Hashing Competition:
//! `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`.

use argon2::{Algorithm, Argon2, Error, Params, Version};

use super::method::number;
use super::{PasswordError, PasswordErrorKind, PasswordMethod};
use crate::base64::{Alphabet, decode_canonical, encode_unfilled};

/// The length of a new hash, in bytes.
pub(super) const DIGEST: usize = 32;

/// The longest hash or salt that is read, in bytes.
const LONGEST: usize = 64;

/// The version of RFC 9106.
const VERSION: &str = "v=19";

/// The method, the bytes of the salt and the text of the digest.
pub(super) fn parse(hash: &str) -> Result<(PasswordMethod, Vec<u8>, &str), PasswordError> {
    let parts: Vec<_> = hash.splitn(7, '$').collect();
    let ["", name, version, parameters, salt, digest] = parts[..] else {
        return Err(malformed("it does not have five parts"));
    };
    if name != "argon2id" {
        let message = "of argon2 only argon2id is known; let the user set a new password";
        return Err(PasswordError::new(PasswordErrorKind::UnknownMethod, message));
    }
    if version != VERSION {
        return Err(malformed("its version is not 19"));
    }
    let mut values = [None; 3];
    for parameter in parameters.split(',') {
        let place = match parameter.split_once('=') {
            Some(("m", _)) => 0,
            Some(("t", _)) => 1,
            Some(("p", _)) => 2,
            _ => return Err(malformed("it has parameters beyond m, t and p")),
        };
        if values[place].replace(number(&parameter[2..])?).is_some() {
            return Err(malformed("a parameter is there twice"));
        }
    }
    let [Some(memory), Some(iterations), Some(lanes)] = values else {
        return Err(malformed("one of m, t and p is missing"));
    };
    let (Some(salt), Some(_)) = (bytes_of(salt), bytes_of(digest)) else {
        return Err(malformed("salt or digest are not base64 of at most 64 bytes"));
    };
    Ok((PasswordMethod::Argon2id { memory, iterations, lanes }, salt, digest))
}

pub(super) fn write(memory: u32, iterations: u32, lanes: u32, salt: &[u8], digest: &[u8]) -> String {
    let (salt, digest) = (text_of(salt), text_of(digest));
    format!("$argon2id${VERSION}$m={memory},t={iterations},p={lanes}${salt}${digest}")
}

pub(super) fn derive(
    memory: u32,
    iterations: u32,
    lanes: u32,
    password: &str,
    salt: &[u8],
    length: usize,
) -> Result<Vec<u8>, Error> {
    let params = Params::new(memory, iterations, lanes, Some(length))?;
    let mut digest = vec![0; length];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
        password.as_bytes(),
        salt,
        &mut digest,
    )?;
    Ok(digest)
}

/// Bytes as they stand in a hash.
pub(super) fn text_of(bytes: &[u8]) -> String {
    encode_unfilled(bytes, Alphabet::Standard)
}

/// The bytes that stand in a hash, when they are not too many and written as [`text_of`] does.
pub(super) fn bytes_of(text: &str) -> Option<Vec<u8>> {
    if text.len() > LONGEST.div_ceil(3) * 4 {
        return None;
    }
    decode_canonical(text.as_bytes(), Alphabet::Standard).filter(|bytes| bytes.len() <= LONGEST)
}

fn malformed(what: &str) -> PasswordError {
    let message = format!("the argon2id hash is not well-formed: {what}; let the user set a new password");
    PasswordError::new(PasswordErrorKind::Malformed, message)
}

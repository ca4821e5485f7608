use std::fmt;
use std::str::FromStr;

use super::{PasswordError, PasswordErrorKind};

/// A way to hash passwords, with what it costs.
///
/// As text it is what Werkzeug's `method` argument is: `scrypt`, `scrypt:32768:8:1`, `pbkdf2`, `pbkdf2:sha512`,
/// `pbkdf2:sha256:1000000`; and beyond that `argon2id` and `argon2id:19456:2:1` (memory in KiB, iterations, lanes).
///
/// ```
/// use wz::security::PasswordMethod;
///
/// let method: PasswordMethod = "scrypt".parse()?;
/// assert_eq!(method, PasswordMethod::Scrypt { n: 32768, r: 8, p: 1 });
/// assert_eq!(method.to_string(), "scrypt:32768:8:1");
/// assert_eq!(PasswordMethod::default().to_string(), "argon2id:19456:2:1");
/// # Ok::<_, wz::security::PasswordError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PasswordMethod {
    /// argon2id (RFC 9106): the default, 19 MiB and two iterations.
    Argon2id {
        /// Memory in KiB.
        memory: u32,
        /// How often it goes through the memory.
        iterations: u32,
        /// How many lanes the memory has.
        lanes: u32,
    },
    /// scrypt (RFC 7914): Werkzeug's default.
    Scrypt {
        /// The cost, a power of two.
        n: u32,
        /// The size of a block.
        r: u32,
        /// How often, one after the other.
        p: u32,
    },
    /// PBKDF2 (RFC 8018 section 5.2) with HMAC: only for hashes that are there already.
    Pbkdf2 {
        /// The digest inside of the HMAC.
        digest: Pbkdf2Digest,
        /// How often.
        iterations: u32,
    },
}

/// The digest of PBKDF2; the hash is as long as it gives.
///
/// ```
/// use wz::security::{PasswordMethod, Pbkdf2Digest};
///
/// let method: PasswordMethod = "pbkdf2:sha512:600000".parse()?;
/// assert_eq!(method, PasswordMethod::Pbkdf2 { digest: Pbkdf2Digest::Sha512, iterations: 600_000 });
/// # Ok::<_, wz::security::PasswordError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Pbkdf2Digest {
    /// SHA-1, of very old hashes.
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256, the usual one.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Pbkdf2Digest {
    fn name(self) -> &'static str {
        match self {
            Pbkdf2Digest::Sha1 => "sha1",
            Pbkdf2Digest::Sha224 => "sha224",
            Pbkdf2Digest::Sha256 => "sha256",
            Pbkdf2Digest::Sha384 => "sha384",
            Pbkdf2Digest::Sha512 => "sha512",
        }
    }
}

impl PasswordMethod {
    const ARGON2ID: PasswordMethod = PasswordMethod::Argon2id { memory: 19456, iterations: 2, lanes: 1 };
    const SCRYPT: PasswordMethod = PasswordMethod::Scrypt { n: 1 << 15, r: 8, p: 1 };
    /// Werkzeug's `DEFAULT_PBKDF2_ITERATIONS`.
    const PBKDF2_ITERATIONS: u32 = 1_000_000;
}

/// argon2id with 19 MiB, two iterations and one lane.
impl Default for PasswordMethod {
    fn default() -> PasswordMethod {
        PasswordMethod::ARGON2ID
    }
}

impl FromStr for PasswordMethod {
    type Err = PasswordError;

    fn from_str(text: &str) -> Result<PasswordMethod, PasswordError> {
        let (name, arguments) = match text.split_once(':') {
            Some((name, arguments)) => (name, arguments.split(':').collect()),
            None => (text, Vec::new()),
        };
        match (name, arguments.as_slice()) {
            ("argon2id", []) => Ok(PasswordMethod::ARGON2ID),
            ("argon2id", [memory, iterations, lanes]) => Ok(PasswordMethod::Argon2id {
                memory: number(memory)?,
                iterations: number(iterations)?,
                lanes: number(lanes)?,
            }),
            ("argon2id", _) => Err(parameters("`argon2id` takes memory, iterations and lanes, or nothing")),
            ("scrypt", []) => Ok(PasswordMethod::SCRYPT),
            ("scrypt", [n, r, p]) => {
                Ok(PasswordMethod::Scrypt { n: number(n)?, r: number(r)?, p: number(p)? })
            }
            ("scrypt", _) => Err(parameters("`scrypt` takes n, r and p, or nothing")),
            ("pbkdf2", [] | [_] | [_, _]) => Ok(PasswordMethod::Pbkdf2 {
                digest: arguments.first().map_or(Ok(Pbkdf2Digest::Sha256), |name| digest(name))?,
                iterations: arguments
                    .get(1)
                    .map_or(Ok(PasswordMethod::PBKDF2_ITERATIONS), |text| number(text))?,
            }),
            ("pbkdf2", _) => Err(parameters("`pbkdf2` takes a digest and iterations, one or none of them")),
            _ => Err(unknown("the method of the hash is not known: take `argon2id`, `scrypt` or `pbkdf2`")),
        }
    }
}

impl fmt::Display for PasswordMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PasswordMethod::Argon2id { memory, iterations, lanes } => {
                write!(f, "argon2id:{memory}:{iterations}:{lanes}")
            }
            PasswordMethod::Scrypt { n, r, p } => write!(f, "scrypt:{n}:{r}:{p}"),
            PasswordMethod::Pbkdf2 { digest, iterations } => {
                write!(f, "pbkdf2:{}:{iterations}", digest.name())
            }
        }
    }
}

fn digest(name: &str) -> Result<Pbkdf2Digest, PasswordError> {
    use Pbkdf2Digest::{Sha1, Sha224, Sha256, Sha384, Sha512};
    let known = [Sha1, Sha224, Sha256, Sha384, Sha512].into_iter();
    known.into_iter().find(|digest| name.eq_ignore_ascii_case(digest.name())).ok_or_else(|| {
        unknown(
            "the digest of `pbkdf2` is none of `sha1`, `sha224`, `sha256`, `sha384` and `sha512`: \
                     take `sha256`; whose stored hash has another one needs a new password",
        )
    })
}

/// Digits only: what Python's `int` takes beyond that is never written into a hash.
pub(super) fn number(text: &str) -> Result<u32, PasswordError> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = if digits { text.parse().ok() } else { None };
    number.ok_or_else(|| parameters("a parameter of the hash is no number from 0 to 4294967295"))
}

fn parameters(message: &str) -> PasswordError {
    PasswordError::new(PasswordErrorKind::Parameters, message)
}

fn unknown(message: &str) -> PasswordError {
    PasswordError::new(PasswordErrorKind::UnknownMethod, message)
}

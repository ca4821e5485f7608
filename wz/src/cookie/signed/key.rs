use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{KeyError, SealError};
use crate::security::constant_time_eq;

pub(super) type HmacSha256 = Hmac<Sha256>;

/// How many bytes a secret has at least: as many as HMAC-SHA256 makes use of.
const SHORTEST: usize = 32;

/// A secret, from which a key for signing and another one for encryption are derived.
///
/// ```
/// use wz::cookie::Key;
///
/// let key = Key::from_secret(b"an example; take 32 random bytes")?;
/// assert_eq!(format!("{key:?}"), "Key(..)");
/// assert!(Key::from_secret(b"short").is_err());
/// # Ok::<_, wz::cookie::KeyError>(())
/// ```
#[derive(Clone)]
pub struct Key {
    pub(super) signing: [u8; 32],
    pub(super) encryption: [u8; 32],
}

impl Key {
    /// The key of a secret: 32 random bytes or more, the same on every start and every machine.
    ///
    /// ```
    /// use wz::cookie::Key;
    ///
    /// let error = Key::from_secret(b"short").unwrap_err();
    /// assert!(error.to_string().contains("32"));
    /// assert_eq!(Key::from_secret(&[7; 32])?, Key::from_secret(&[7; 32])?);
    /// # Ok::<_, wz::cookie::KeyError>(())
    /// ```
    ///
    /// # Errors
    /// The secret has less than 32 bytes.
    pub fn from_secret(secret: &[u8]) -> Result<Key, KeyError> {
        let short = || KeyError { length: secret.len() };
        if secret.len() < SHORTEST {
            return Err(short());
        }
        // One secret for two purposes, so neither can be used for the other.
        let derived = |purpose: &[u8]| -> Result<[u8; 32], KeyError> {
            let mut mac = HmacSha256::new_from_slice(secret).map_err(|_| short())?;
            mac.update(purpose);
            Ok(mac.finalize().into_bytes().into())
        };
        Ok(Key { signing: derived(b"wz cookie signing 1")?, encryption: derived(b"wz cookie encryption 1")? })
    }

    /// A new random key, for cookies that need not outlive the program.
    ///
    /// ```
    /// use wz::cookie::Key;
    ///
    /// assert_ne!(Key::generate()?, Key::generate()?);
    /// # Ok::<_, wz::cookie::SealError>(())
    /// ```
    ///
    /// # Errors
    /// The system has no random bytes to give.
    pub fn generate() -> Result<Key, SealError> {
        let mut secret = [0; SHORTEST];
        getrandom::fill(&mut secret).map_err(|_| SealError(()))?;
        Key::from_secret(&secret).map_err(|_| SealError(()))
    }
}

/// In constant time.
impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        constant_time_eq(self.signing, other.signing) & constant_time_eq(self.encryption, other.encryption)
    }
}

impl Eq for Key {}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

/// Keys for cookies: the first one signs and encrypts, all of them open.
///
/// To replace a key, put the new one first, and take the old one away once the cookies that it made are over.
///
/// A value is bound to the name of its cookie, and to a time if one is given, by the clock of the server and not of
/// the browser. [`sign`](Keys::sign) leaves it readable (HMAC-SHA256), [`encrypt`](Keys::encrypt) hides it
/// (XChaCha20-Poly1305). Neither keeps a client from sending an old value again.
///
/// ```
/// use wz::cookie::{Key, Keys, OpenError, SetCookie};
/// use wz::header::HttpDate;
///
/// let old = Key::from_secret(b"an example; take 32 random bytes")?;
/// let new = Key::from_secret(b"another one: take 32 random byte")?;
/// let (now, never) = (HttpDate::UNIX_EPOCH, None);
///
/// let signed = Keys::new(old.clone()).sign("user", "7", never);
/// assert!(signed.ends_with("..7"));
/// let cookie = SetCookie::build("user", &signed).http_only(true).build()?;
///
/// let keys = Keys::new(new).or(old);
/// let opened = keys.verify("user", &cookie.value(), now)?;
/// assert_eq!((&*opened.value, opened.old_key), ("7", true));
/// assert_eq!(keys.verify("admin", &signed, now), Err(OpenError::Forged));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    first: Key,
    older: Vec<Key>,
}

impl Keys {
    /// This key only.
    ///
    /// ```
    /// use wz::cookie::{Key, Keys};
    /// use wz::header::HttpDate;
    ///
    /// let keys = Keys::new(Key::from_secret(&[7; 32])?);
    /// let signed = keys.sign("user", "7", None);
    /// assert!(!keys.verify("user", &signed, HttpDate::now())?.old_key);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(first: Key) -> Keys {
        Keys { first, older: Vec::new() }
    }

    /// Also opens what `older` has made.
    ///
    /// ```
    /// use wz::cookie::{Key, Keys};
    /// use wz::header::HttpDate;
    ///
    /// let (old, new) = (Key::from_secret(&[7; 32])?, Key::from_secret(&[8; 32])?);
    /// let signed = Keys::new(old.clone()).sign("user", "7", None);
    /// assert!(Keys::new(new.clone()).verify("user", &signed, HttpDate::now()).is_err());
    /// assert!(Keys::new(new).or(old).verify("user", &signed, HttpDate::now())?.old_key);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn or(mut self, older: Key) -> Keys {
        self.older.push(older);
        self
    }

    pub(super) fn first(&self) -> &Key {
        &self.first
    }

    /// All keys, and of each whether it is an old one.
    pub(super) fn all(&self) -> impl Iterator<Item = (&Key, bool)> {
        std::iter::once((&self.first, false)).chain(self.older.iter().map(|key| (key, true)))
    }
}

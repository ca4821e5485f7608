use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

use super::{Key, Keys, OpenError, Opened, SealError};
use crate::base64::{Alphabet, decode_canonical, encode_unfilled};
use crate::header::HttpDate;

/// The bytes of a nonce: so many that random ones never repeat.
const NONCE: usize = 24;

impl Keys {
    /// The value, encrypted for a cookie called `name`, good until `expires`: nobody without the key can read or
    /// change it. Its length shows.
    ///
    /// The text is URL-safe base64 of a random nonce and the sealed value, about 4/3 of the value and 64 characters.
    ///
    /// ```
    /// use wz::cookie::{Key, Keys};
    /// use wz::header::HttpDate;
    ///
    /// let keys = Keys::new(Key::from_secret(b"an example; take 32 random bytes")?);
    /// let sealed = keys.encrypt("account", "secret", None)?;
    /// assert!(!sealed.contains("secret"));
    /// assert_eq!(keys.decrypt("account", &sealed, HttpDate::now())?.value, "secret");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The system has no random bytes to give.
    pub fn encrypt(&self, name: &str, value: &str, expires: Option<HttpDate>) -> Result<String, SealError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| SealError(()))?;
        let mut plain = expires.map_or(i64::MAX, HttpDate::unix_seconds).to_be_bytes().to_vec();
        plain.extend_from_slice(value.as_bytes());
        let payload = Payload { msg: &plain, aad: name.as_bytes() };
        let cipher = XChaCha20Poly1305::new(&self.first().encryption.into());
        let sealed = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| SealError(()))?;
        Ok(encode_unfilled(&[&nonce[..], &sealed].concat(), Alphabet::Url))
    }

    /// The value that [`encrypt`](Keys::encrypt) has encrypted for a cookie called `name`.
    ///
    /// ```
    /// use wz::cookie::{Key, Keys, OpenError};
    /// use wz::header::HttpDate;
    ///
    /// let keys = Keys::new(Key::generate()?);
    /// let now = HttpDate::now();
    /// let sealed = keys.encrypt("account", "secret", None)?;
    /// assert_eq!(keys.decrypt("account", &sealed, now)?.value, "secret");
    /// assert_eq!(keys.decrypt("cart", &sealed, now), Err(OpenError::Forged));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The text is no such value, none of the keys has made it for this name, or `now` is not before its end.
    pub fn decrypt(&self, name: &str, text: &str, now: HttpDate) -> Result<Opened, OpenError> {
        let bytes = decode_canonical(text.as_bytes(), Alphabet::Url).ok_or(OpenError::Malformed)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(OpenError::Malformed)?;
        let open = |key: &Key| {
            let payload = Payload { msg: sealed, aad: name.as_bytes() };
            XChaCha20Poly1305::new(&key.encryption.into()).decrypt(&XNonce::from(*nonce), payload).ok()
        };
        let (plain, old_key) =
            self.all().find_map(|(key, old)| open(key).map(|plain| (plain, old))).ok_or(OpenError::Forged)?;
        let (expires, value) = plain.split_first_chunk().ok_or(OpenError::Malformed)?;
        // No date is as late as the number that stands for none.
        let expires = HttpDate::from_unix_seconds(i64::from_be_bytes(*expires));
        if expires.is_some_and(|expires| expires <= now) {
            return Err(OpenError::Expired);
        }
        let value = std::str::from_utf8(value).map_err(|_| OpenError::Malformed)?.to_owned();
        Ok(Opened { value, expires, old_key })
    }
}

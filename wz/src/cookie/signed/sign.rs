use hmac::{KeyInit, Mac};

use super::key::HmacSha256;
use super::{Key, Keys, OpenError, Opened};
use crate::base64::{Alphabet, decode_canonical, encode_unfilled};
use crate::header::HttpDate;

impl Keys {
    /// The value with a signature for a cookie called `name`, good until `expires`. Whoever has the cookie can read
    /// the value, and cannot change it.
    ///
    /// The text is `signature.expires.value`: the signature in URL-safe base64, `expires` in seconds since 1970 or
    /// empty.
    ///
    /// ```
    /// use wz::cookie::{Key, Keys, OpenError};
    /// use wz::header::HttpDate;
    ///
    /// let keys = Keys::new(Key::from_secret(b"an example; take 32 random bytes")?);
    /// let date = |seconds| HttpDate::from_unix_seconds(seconds).unwrap();
    /// let signed = keys.sign("cart", "3 apples", Some(date(1000)));
    /// assert_eq!(keys.verify("cart", &signed, date(999))?.value, "3 apples");
    /// assert_eq!(keys.verify("cart", &signed, date(1000)), Err(OpenError::Expired));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn sign(&self, name: &str, value: &str, expires: Option<HttpDate>) -> String {
        let expires = expires.map_or(String::new(), |date| date.unix_seconds().to_string());
        let rest = format!("{expires}.{value}");
        let Some(mac) = mac(self.first(), name, &rest) else { return String::new() };
        format!("{}.{rest}", encode_unfilled(&mac.finalize().into_bytes(), Alphabet::Url))
    }

    /// The value that [`sign`](Keys::sign) has signed for a cookie called `name`. Signatures are compared in constant
    /// time.
    ///
    /// ```
    /// use wz::cookie::{Key, Keys, OpenError};
    /// use wz::header::HttpDate;
    ///
    /// let keys = Keys::new(Key::from_secret(&[7; 32])?);
    /// let signed = keys.sign("user", "7", None);
    /// let verify = |text: &str| keys.verify("user", text, HttpDate::now()).map(|opened| opened.value);
    /// assert_eq!(verify(&signed)?, "7");
    /// assert_eq!(verify(&signed.replace(".7", ".8")), Err(OpenError::Forged));
    /// assert_eq!(verify("7"), Err(OpenError::Malformed));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The text has no signature, none of the keys has made it for this name, or `now` is not before its end.
    pub fn verify(&self, name: &str, text: &str, now: HttpDate) -> Result<Opened, OpenError> {
        let (signature, rest) = text.split_once('.').ok_or(OpenError::Malformed)?;
        let signature =
            decode_canonical(signature.as_bytes(), Alphabet::Url).filter(|signature| signature.len() == 32);
        let signature = signature.ok_or(OpenError::Malformed)?;
        let fits = |key: &Key| mac(key, name, rest).is_some_and(|mac| mac.verify_slice(&signature).is_ok());
        let (_, old_key) = self.all().find(|(key, _)| fits(key)).ok_or(OpenError::Forged)?;
        // From here on the text is one that was made here.
        let (expires, value) = rest.split_once('.').ok_or(OpenError::Malformed)?;
        let expires = match expires {
            "" => None,
            seconds => {
                let seconds = seconds.parse().map_err(|_| OpenError::Malformed)?;
                Some(HttpDate::from_unix_seconds(seconds).ok_or(OpenError::Malformed)?)
            }
        };
        if expires.is_some_and(|expires| expires <= now) {
            return Err(OpenError::Expired);
        }
        Ok(Opened { value: value.to_owned(), expires, old_key })
    }
}

/// The state before the signature; `None` never, since HMAC takes keys of any length.
fn mac(key: &Key, name: &str, rest: &str) -> Option<HmacSha256> {
    let mut mac = HmacSha256::new_from_slice(&key.signing).ok()?;
    // The length keeps a part of the name from moving into the value.
    mac.update(&(name.len() as u64).to_be_bytes());
    mac.update(name.as_bytes());
    mac.update(rest.as_bytes());
    Some(mac)
}

use std::fmt;

use crate::base64::{Alphabet, decode_filled, encode_filled};
use crate::header::HeaderError;

/// User name and password of the scheme `Basic`, in UTF-8 (RFC 7617). `Debug` hides the password.
///
/// ```
/// use wz::header::Basic;
///
/// let user = Basic::new("Jürgen", "pass:word")?;
/// assert_eq!((user.username(), user.password()), ("Jürgen", "pass:word"));
/// assert_eq!(format!("{user:?}"), r#"Basic { username: "Jürgen", .. }"#);
/// assert!(Basic::new("a:b", "").is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Basic {
    username: String,
    password: String,
}

impl Basic {
    /// Credentials to send.
    ///
    /// ```
    /// use wz::header::{Authorization, Basic};
    ///
    /// let sent = Authorization::from_basic(Basic::new("Aladdin", "open sesame")?);
    /// assert_eq!(sent.to_string(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    /// assert!(Basic::new("a:b", "c").is_err() && Basic::new("a", "b\n").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// There is a `:` in the user name, or a control character in either (RFC 7617 §2).
    pub fn new(username: impl Into<String>, password: impl Into<String>) -> Result<Basic, HeaderError> {
        let (username, password) = (username.into(), password.into());
        if username.contains(':') {
            return Err(HeaderError::unwritable("a user name without `:`").found(&username));
        }
        if has_control(&username) || has_control(&password) {
            return Err(HeaderError::unwritable(WITHOUT_CONTROLS));
        }
        Ok(Basic { username, password })
    }

    /// The user's name.
    ///
    /// ```
    /// use wz::header::Basic;
    ///
    /// assert_eq!(Basic::new("Jürgen", "geheim")?.username(), "Jürgen");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn username(&self) -> &str {
        &self.username
    }

    /// The password; empty when there was none. Compare it with
    /// [`check_password_hash`](crate::security::check_password_hash) or in constant time.
    ///
    /// ```
    /// use wz::header::Basic;
    ///
    /// assert_eq!(Basic::new("ada", "pa:ss")?.password(), "pa:ss");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn password(&self) -> &str {
        &self.password
    }

    /// Reads what follows the scheme. A text without `:` is a user name; one with a control character is refused, as
    /// nobody may send it (RFC 7617 §2).
    pub(super) fn read(text: &str) -> Result<Basic, HeaderError> {
        let decoded = decode_filled(text.as_bytes(), Alphabet::Standard).filter(|bytes| !bytes.is_empty());
        let decoded = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
        // What was found is a secret.
        let decoded = decoded.ok_or_else(|| HeaderError::syntax("base64 of `user:password` in UTF-8"))?;
        if has_control(&decoded) {
            return Err(HeaderError::syntax(WITHOUT_CONTROLS));
        }
        let (username, password) = decoded.split_once(':').unwrap_or((&decoded, ""));
        Ok(Basic { username: username.to_owned(), password: password.to_owned() })
    }
}

const WITHOUT_CONTROLS: &str = "user name and password without control characters";

fn has_control(text: &str) -> bool {
    text.chars().any(char::is_control)
}

impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Basic").field("username", &self.username).finish_non_exhaustive()
    }
}

impl fmt::Display for Basic {
    /// What follows the scheme.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encode_filled(
            format!("{}:{}", self.username, self.password).as_bytes(),
            Alphabet::Standard,
        ))
    }
}

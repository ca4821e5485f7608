use std::fmt;

use super::AuthParameters;
use super::data::{Data, check_scheme, check_token};
use super::parameters::Values;
use crate::header::HeaderError;

/// One way to authenticate that a server offers: a scheme with parameters, with a token, or alone (RFC 9110 §11.3).
///
/// ```
/// use wz::header::{AuthParameters, Challenge};
///
/// let challenge = Challenge::with_parameters("Bearer", AuthParameters::new().with("realm", "here")?)?;
/// assert_eq!(challenge.to_string(), "Bearer realm=\"here\"");
/// assert_eq!(challenge.realm(), Some("here"));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Challenge {
    pub(super) scheme: String,
    pub(super) data: Data,
}

impl Challenge {
    /// `Basic` in UTF-8 for a realm, which browsers show.
    ///
    /// ```
    /// use wz::header::Challenge;
    ///
    /// assert_eq!(Challenge::basic("staff only")?.to_string(), r#"Basic realm="staff only", charset=UTF-8"#);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The realm has a control character.
    pub fn basic(realm: &str) -> Result<Challenge, HeaderError> {
        let parameters = AuthParameters::new().with("realm", realm)?.with("charset", "UTF-8")?;
        Challenge::with_parameters("Basic", parameters)
    }

    /// A scheme alone, such as `Negotiate`.
    ///
    /// ```
    /// use wz::header::Challenge;
    ///
    /// assert_eq!(Challenge::new("Negotiate")?.to_string(), "Negotiate");
    /// assert!(Challenge::new("a b").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The scheme is no token of RFC 9110.
    pub fn new(scheme: &str) -> Result<Challenge, HeaderError> {
        check_scheme(scheme)?;
        Ok(Challenge { scheme: scheme.to_owned(), data: Data::Empty })
    }

    /// A scheme with a token.
    ///
    /// ```
    /// use wz::header::Challenge;
    ///
    /// assert_eq!(Challenge::with_token("Negotiate", "YII=")?.to_string(), "Negotiate YII=");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The scheme is no token of RFC 9110, or the token is empty, not visible ASCII, or has `,`, `"`, or a `=` that is
    /// not at its end.
    pub fn with_token(scheme: &str, token: &str) -> Result<Challenge, HeaderError> {
        check_token(token)?;
        Ok(Challenge { data: Data::Token(token.to_owned()), ..Challenge::new(scheme)? })
    }

    /// A scheme with parameters.
    ///
    /// ```
    /// use wz::header::{AuthParameters, Challenge};
    ///
    /// let parameters = AuthParameters::new().with("realm", "here")?.with("nonce", "x")?;
    /// assert_eq!(Challenge::with_parameters("Digest", parameters)?.to_string(), r#"Digest realm="here", nonce="x""#);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The scheme is no token of RFC 9110.
    pub fn with_parameters(scheme: &str, parameters: AuthParameters) -> Result<Challenge, HeaderError> {
        Ok(Challenge { data: Data::Parameters(parameters), ..Challenge::new(scheme)? })
    }

    /// The scheme as it is written.
    ///
    /// ```
    /// use wz::header::Challenge;
    ///
    /// assert_eq!(Challenge::basic("here")?.scheme(), "Basic");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// Whether it is this scheme, without regard to case.
    ///
    /// ```
    /// use wz::header::Challenge;
    ///
    /// assert!(Challenge::basic("here")?.is("BASIC"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// The token, if there is one.
    ///
    /// ```
    /// use wz::header::Challenge;
    ///
    /// assert_eq!(Challenge::with_token("Negotiate", "YII=")?.token(), Some("YII="));
    /// assert_eq!(Challenge::basic("here")?.token(), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn token(&self) -> Option<&str> {
        self.data.token()
    }

    /// The parameters, if there are such.
    ///
    /// ```
    /// use wz::header::Challenge;
    ///
    /// let challenge = Challenge::basic("here")?;
    /// assert!(challenge.parameters().unwrap().iter().eq([("realm", "here"), ("charset", "UTF-8")]));
    /// assert_eq!(Challenge::new("Negotiate")?.parameters(), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn parameters(&self) -> Option<&AuthParameters> {
        if let Data::Parameters(parameters) = &self.data { Some(parameters) } else { None }
    }

    /// The value of a parameter, without regard to the case of its name.
    ///
    /// ```
    /// use wz::header::Challenge;
    ///
    /// assert_eq!(Challenge::basic("here")?.get("Charset"), Some("UTF-8"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get(&self, name: &str) -> Option<&str> {
        self.data.parameter(name)
    }

    /// The parameter `realm`: the space in which credentials are good (RFC 9110 §11.5).
    ///
    /// ```
    /// use wz::header::Challenge;
    ///
    /// assert_eq!(Challenge::basic("staff only")?.realm(), Some("staff only"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn realm(&self) -> Option<&str> {
        self.get("realm")
    }
}

/// RFC 7616 §3.3.
const DIGEST: Values = Values { quoted: &["realm", "domain", "nonce", "opaque", "qop"], extended: &[] };

impl fmt::Display for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.data.write(f, &self.scheme, if self.is("Digest") { &DIGEST } else { &Values::USUAL })
    }
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Challenge").field(&self.to_string()).finish()
    }
}

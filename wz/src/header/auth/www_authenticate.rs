use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::WWW_AUTHENTICATE;

use super::data::{Data, is_token68};
use super::{AuthParameters, Challenge};
use crate::header::list::is_closed;
use crate::header::syntax::{is_tchar, list};
use crate::header::{Header, HeaderError, Lines};

/// `WWW-Authenticate`: the ways to authenticate that a server offers, with a 401 (RFC 9110 §11.6.1).
///
/// Several challenges may stand in one line or in several; clients take the best that they know.
///
/// ```
/// use wz::header::{Challenge, HeaderMapExt, WwwAuthenticate};
/// use wz::http::HeaderMap;
///
/// let offered: WwwAuthenticate = r#"Negotiate, Digest realm="a, b", nonce=x, Basic realm="c""#.parse()?;
/// let schemes: Vec<_> = offered.0.iter().map(Challenge::scheme).collect();
/// assert_eq!(schemes, ["Negotiate", "Digest", "Basic"]);
/// assert_eq!(offered.get("digest").and_then(Challenge::realm), Some("a, b"));
///
/// let mut headers = HeaderMap::new();
/// headers.set_typed(&WwwAuthenticate(vec![Challenge::basic("staff")?]))?;
/// assert_eq!(headers["www-authenticate"], r#"Basic realm="staff", charset=UTF-8"#);
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WwwAuthenticate(pub Vec<Challenge>);

impl WwwAuthenticate {
    /// The first challenge of a scheme.
    ///
    /// ```
    /// use wz::header::WwwAuthenticate;
    ///
    /// let sent: WwwAuthenticate = "Bearer realm=\"api\", Basic realm=\"staff\"".parse()?;
    /// assert_eq!(sent.get("basic").and_then(|challenge| challenge.realm()), Some("staff"));
    /// assert!(sent.get("digest").is_none());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get(&self, scheme: &str) -> Option<&Challenge> {
        self.0.iter().find(|challenge| challenge.is(scheme))
    }
}

impl FromStr for WwwAuthenticate {
    type Err = HeaderError;

    /// # Errors
    /// A quote that is not closed, a parameter before any scheme or after a token, or something that is neither.
    fn from_str(text: &str) -> Result<WwwAuthenticate, HeaderError> {
        read(text).map(WwwAuthenticate).map_err(|error| error.of(WWW_AUTHENTICATE))
    }
}

fn read(text: &str) -> Result<Vec<Challenge>, HeaderError> {
    if !is_closed(text) {
        return Err(HeaderError::syntax("a quote that is closed").found(text));
    }
    let mut challenges: Vec<Challenge> = Vec::new();
    for part in list(text) {
        let end = part.bytes().position(|byte| !is_tchar(byte)).unwrap_or(part.len());
        let (word, after) = part.split_at(end);
        let rest = after.trim_start_matches([' ', '\t']);
        let wrong = |expected| Err(HeaderError::syntax(expected).found(part));
        if word.is_empty() {
            return wrong("a scheme or a parameter");
        }
        if rest.starts_with('=') {
            // A parameter belongs to the scheme before it.
            match challenges.last_mut().map(|challenge| &mut challenge.data) {
                Some(Data::Parameters(parameters)) => parameters.read(part),
                Some(data @ Data::Empty) => *data = parameters(part),
                _ => return wrong("a scheme before a parameter"),
            }
        } else if rest.is_empty() || rest.len() < after.len() {
            let data = match rest {
                "" => Data::Empty,
                token if is_token68(token) => Data::Token(token.to_owned()),
                parameter => parameters(parameter),
            };
            if data.token().is_some_and(|token| token.bytes().any(|byte| byte.is_ascii_control())) {
                return wrong("a token without control characters");
            }
            challenges.push(Challenge { scheme: word.to_owned(), data });
        } else {
            return wrong("a scheme or a parameter");
        }
    }
    Ok(challenges)
}

fn parameters(first: &str) -> Data {
    let mut parameters = AuthParameters::new();
    parameters.read(first);
    Data::Parameters(parameters)
}

impl fmt::Display for WwwAuthenticate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, challenge) in self.0.iter().enumerate() {
            write!(f, "{}{challenge}", if at > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl Header for WwwAuthenticate {
    const NAME: HeaderName = WWW_AUTHENTICATE;
    const LINES: Lines = Lines::Joined;
}

use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::AUTHORIZATION;

use super::data::{Data, check_scheme, check_token, is_token68};
use super::parameters::Values;
use super::{AuthParameters, Basic};
use crate::header::list::is_closed;
use crate::header::syntax::{is_token, list, trim};
use crate::header::{Header, HeaderError, Lines};

/// `Authorization`: the credentials of a client (RFC 9110 §11.6.2).
///
/// The scheme says what there is: [`basic`](Authorization::basic), a [`token`](Authorization::token) as in `Bearer`,
/// or [`parameters`](Authorization::get) as in `Digest`. Schemes are compared without regard to case, and keep theirs.
///
/// A user name of `Digest` that is not ASCII is read from `username*`, and written as that (RFC 7616 §3.4).
///
/// `Debug` and errors show no secrets. Reading is as lenient as Werkzeug's `Authorization.from_header`: parts that are
/// no parameters are left out, and of two the last counts.
///
/// ```
/// use wz::header::{Authorization, HeaderMapExt};
/// use wz::http::HeaderMap;
///
/// let mut headers = HeaderMap::new();
/// headers.insert("authorization", "Basic dXNlcjpwYTpzcw==".parse().unwrap());
/// let sent: Authorization = headers.typed()?.unwrap();
/// let user = sent.basic().unwrap();
/// assert_eq!((user.username(), user.password()), ("user", "pa:ss"));
///
/// let sent: Authorization = "Digest username=\"Mufasa\", nc=00000001".parse()?;
/// assert!(sent.is("digest"));
/// assert_eq!(sent.get("username"), Some("Mufasa"));
///
/// assert_eq!(Authorization::from_bearer("abc")?.to_string(), "Bearer abc");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Authorization {
    scheme: String,
    content: Content,
}

#[derive(Clone, PartialEq, Eq)]
enum Content {
    Basic(Basic),
    Other(Data),
}

impl Authorization {
    /// `Basic` with name and password; see [`Basic::new`].
    ///
    /// ```
    /// use wz::header::{Authorization, Basic};
    ///
    /// let sent = Authorization::from_basic(Basic::new("ada", "pa:ss")?);
    /// assert_eq!(sent.to_string(), "Basic YWRhOnBhOnNz");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn from_basic(basic: Basic) -> Authorization {
        Authorization { scheme: "Basic".to_owned(), content: Content::Basic(basic) }
    }

    /// `Bearer` with its token (RFC 6750).
    ///
    /// ```
    /// use wz::header::Authorization;
    ///
    /// assert_eq!(Authorization::from_bearer("abc.def==")?.to_string(), "Bearer abc.def==");
    /// assert!(Authorization::from_bearer("a b").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The token is empty, or not visible ASCII, or has `,`, `"`, or a `=` that is not at its end.
    pub fn from_bearer(token: &str) -> Result<Authorization, HeaderError> {
        Authorization::from_token("Bearer", token)
    }

    /// A scheme with a token.
    ///
    /// ```
    /// use wz::header::Authorization;
    ///
    /// let sent = Authorization::from_token("Negotiate", "YII=")?;
    /// assert_eq!((sent.to_string().as_str(), sent.token()), ("Negotiate YII=", Some("YII=")));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The scheme is no token of RFC 9110 or is `Basic`, or the token is as
    /// [`from_bearer`](Authorization::from_bearer) forbids.
    pub fn from_token(scheme: &str, token: &str) -> Result<Authorization, HeaderError> {
        check_token(token)?;
        Authorization::other(scheme, Data::Token(token.to_owned()))
    }

    /// A scheme with parameters, such as `Digest`.
    ///
    /// ```
    /// use wz::header::{AuthParameters, Authorization};
    ///
    /// let parameters = AuthParameters::new().with("username", "ada")?.with("nc", "00000001")?;
    /// let sent = Authorization::from_parameters("Digest", parameters)?;
    /// assert_eq!(sent.to_string(), "Digest username=\"ada\", nc=00000001");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The scheme is no token of RFC 9110, or is `Basic`.
    pub fn from_parameters(scheme: &str, parameters: AuthParameters) -> Result<Authorization, HeaderError> {
        Authorization::other(scheme, Data::Parameters(parameters))
    }

    fn other(scheme: &str, data: Data) -> Result<Authorization, HeaderError> {
        check_scheme(scheme)?;
        if scheme.eq_ignore_ascii_case("Basic") {
            return Err(HeaderError::unwritable("`from_basic` for the scheme `Basic`"));
        }
        Ok(Authorization { scheme: scheme.to_owned(), content: Content::Other(data) })
    }

    /// The scheme as it is written.
    ///
    /// ```
    /// use wz::header::Authorization;
    ///
    /// assert_eq!("bearer abc".parse::<Authorization>()?.scheme(), "bearer");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// Whether it is this scheme, without regard to case.
    ///
    /// ```
    /// use wz::header::Authorization;
    ///
    /// assert!("BEARER abc".parse::<Authorization>()?.is("bearer"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// Name and password, if the scheme is `Basic`.
    ///
    /// ```
    /// use wz::header::Authorization;
    ///
    /// let sent: Authorization = "Basic dXNlcjpwYTpzcw==".parse()?;
    /// assert_eq!(sent.basic().map(|basic| basic.username()), Some("user"));
    /// assert_eq!(sent.token(), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn basic(&self) -> Option<&Basic> {
        if let Content::Basic(basic) = &self.content { Some(basic) } else { None }
    }

    /// The token, if the scheme is `Bearer`.
    ///
    /// ```
    /// use wz::header::Authorization;
    ///
    /// let sent: Authorization = "bearer abc".parse()?;
    /// assert_eq!((sent.scheme(), sent.bearer(), sent.token()), ("bearer", Some("abc"), Some("abc")));
    /// assert_eq!("Token abc".parse::<Authorization>()?.bearer(), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn bearer(&self) -> Option<&str> {
        self.token().filter(|_| self.is("Bearer"))
    }

    /// The token of any scheme that has one; `Basic` is decoded instead.
    ///
    /// ```
    /// use wz::header::Authorization;
    ///
    /// assert_eq!("Negotiate YII=".parse::<Authorization>()?.token(), Some("YII="));
    /// assert_eq!("Digest nc=1".parse::<Authorization>()?.token(), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn token(&self) -> Option<&str> {
        if let Content::Other(data) = &self.content { data.token() } else { None }
    }

    /// The parameters, if there are such; `None` for a token, for `Basic` and for a scheme alone.
    ///
    /// ```
    /// use wz::header::Authorization;
    ///
    /// let sent: Authorization = "Digest username=ada, nc=1".parse()?;
    /// assert!(sent.parameters().unwrap().iter().eq([("username", "ada"), ("nc", "1")]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn parameters(&self) -> Option<&AuthParameters> {
        if let Content::Other(Data::Parameters(parameters)) = &self.content { Some(parameters) } else { None }
    }

    /// The value of a parameter, without regard to the case of its name.
    ///
    /// ```
    /// use wz::header::Authorization;
    ///
    /// let sent: Authorization = "Digest username*=UTF-8''J%C3%BCrgen".parse()?;
    /// assert_eq!(sent.get("UserName"), Some("Jürgen"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get(&self, name: &str) -> Option<&str> {
        if let Content::Other(data) = &self.content { data.parameter(name) } else { None }
    }
}

impl FromStr for Authorization {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Authorization, HeaderError> {
        read(text).map_err(|error| error.of(AUTHORIZATION))
    }
}

fn read(text: &str) -> Result<Authorization, HeaderError> {
    let text = trim(text);
    let (scheme, rest) = text.split_once(' ').unwrap_or((text, ""));
    let rest = trim(rest);
    if !is_token(scheme) {
        return Err(HeaderError::syntax("a scheme like `Bearer`").at(0));
    }
    let content = if scheme.eq_ignore_ascii_case("Basic") {
        Content::Basic(Basic::read(rest)?)
    } else if rest.is_empty() {
        Content::Other(Data::Empty)
    } else if is_token68(rest) {
        if rest.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') {
            return Err(HeaderError::syntax("a token without control characters"));
        }
        Content::Other(Data::Token(rest.to_owned()))
    } else if is_closed(rest) {
        let mut parameters = AuthParameters::new();
        list(rest).for_each(|part| parameters.read(part));
        Content::Other(Data::Parameters(parameters))
    } else {
        return Err(HeaderError::syntax("a quote that is closed"));
    };
    Ok(Authorization { scheme: scheme.to_owned(), content })
}

/// RFC 7616 §3.4. A user name that is not ASCII goes into `username*`.
const DIGEST: Values = Values {
    quoted: &["realm", "username", "nonce", "uri", "response", "cnonce", "opaque"],
    extended: &["username"],
};

impl fmt::Display for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.content {
            Content::Basic(basic) => write!(f, "{} {basic}", self.scheme),
            Content::Other(data) => {
                let values = if self.is("Digest") { &DIGEST } else { &Values::USUAL };
                data.write(f, &self.scheme, values)
            }
        }
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.content {
            Content::Basic(basic) => f.debug_tuple("Authorization").field(basic).finish(),
            Content::Other(_) => {
                f.debug_struct("Authorization").field("scheme", &self.scheme).finish_non_exhaustive()
            }
        }
    }
}

impl Header for Authorization {
    const NAME: HeaderName = AUTHORIZATION;
    const LINES: Lines = Lines::Single;
}

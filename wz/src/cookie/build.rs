use std::time::Duration;

use http::header::SET_COOKIE;

use super::name::{self, Prefix};
use super::set_cookie::Attributes;
use super::value::quote;
use super::{SameSite, SetCookie, date, domain, path};
use crate::header::{HeaderError, HttpDate};

/// Makes a [`SetCookie`], and refuses what browsers would refuse or what would break the header.
///
/// The name has to be a token, and keep what its first letters promise, or browsers drop the cookie (6265bis §4.1.3, and
/// its successor "layered cookies"):
///
/// | name | needs |
/// |---|---|
/// | `__Secure-…` | [`secure`](SetCookieBuilder::secure) |
/// | `__Host-…` | `secure`, the path `/`, no domain |
/// | `__Http-…` | `secure`, [`http_only`](SetCookieBuilder::http_only) |
/// | `__Host-Http-…` | all of these |
///
/// ```
/// use std::time::Duration;
/// use wz::cookie::{SameSite, SetCookie};
/// use wz::header::HttpDate;
///
/// let cookie = SetCookie::build("session", "8f2c")
///     .domain("example.com")
///     .max_age(Duration::from_secs(3600))
///     .sync_expires(HttpDate::UNIX_EPOCH)
///     .secure(true)
///     .http_only(true)
///     .same_site(SameSite::Strict)
///     .build()?;
/// assert_eq!(
///     cookie.to_string(),
///     "session=8f2c; Domain=example.com; Expires=Thu, 01 Jan 1970 01:00:00 GMT; Max-Age=3600; Secure; HttpOnly; \
///      Path=/; SameSite=Strict"
/// );
///
/// let error = SetCookie::build("__Host-id", "1").build().unwrap_err();
/// assert_eq!(error.to_string(), "set-cookie: expected `Secure` for a cookie of this name, found `__Host-id`");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "nothing is made before `build` is called"]
pub struct SetCookieBuilder {
    cookie: SetCookie,
    allow_insecure_none: bool,
    sync_expires: Option<HttpDate>,
}

impl SetCookieBuilder {
    pub(super) fn new(name: String, value: &str) -> SetCookieBuilder {
        let attributes = Attributes { path: Some("/".into()), ..Attributes::default() };
        let cookie = SetCookie { name, written: quote(value).into_owned(), attributes };
        SetCookieBuilder { cookie, allow_insecure_none: false, sync_expires: None }
    }

    /// `Domain`: subdomains of this host get the cookie too. A port and dots at the start are cut off, and an empty
    /// one is none. Names that are not ASCII need the feature `idna`.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// let cookie = SetCookie::build("a", "1").domain(".example.com:8080").build()?;
    /// assert_eq!(cookie.to_string(), "a=1; Domain=example.com; Path=/");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn domain(mut self, domain: impl Into<String>) -> SetCookieBuilder {
        self.cookie.attributes.domain = Some(domain.into());
        self
    }

    /// `Expires`: the moment from which on the browser forgets the cookie. One before 1601 is written as the start of
    /// that year: browsers read none before it.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    /// use wz::header::HttpDate;
    ///
    /// let cookie = SetCookie::build("a", "1").expires(HttpDate::UNIX_EPOCH).build()?;
    /// assert_eq!(cookie.to_string(), "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/");
    /// let ancient = SetCookie::build("a", "1").expires(HttpDate::MIN).build()?;
    /// assert_eq!(ancient.expires().unwrap().to_string(), "Mon, 01 Jan 1601 00:00:00 GMT");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn expires(mut self, expires: impl Into<HttpDate>) -> SetCookieBuilder {
        self.cookie.attributes.expires = Some(expires.into());
        self
    }

    /// `Max-Age`: the time after which the browser forgets the cookie; zero for at once. It is written in whole
    /// seconds: of a started one all is counted. Browsers cap it at 400 days.
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::cookie::SetCookie;
    ///
    /// let cookie = SetCookie::build("a", "1").max_age(Duration::from_millis(1500)).build()?;
    /// assert_eq!(cookie.to_string(), "a=1; Max-Age=2; Path=/");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn max_age(mut self, max_age: Duration) -> SetCookieBuilder {
        let started = u64::from(max_age.subsec_nanos() > 0);
        self.cookie.attributes.max_age = Some(Duration::from_secs(max_age.as_secs().saturating_add(started)));
        self
    }

    /// Writes `Expires` too when there is only a [`max_age`](SetCookieBuilder::max_age), counted from `now`, for
    /// clients from before RFC 6265. Werkzeug always does it.
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::cookie::SetCookie;
    /// use wz::header::HttpDate;
    ///
    /// let cookie = SetCookie::build("a", "1").max_age(Duration::from_secs(60)).sync_expires(HttpDate::UNIX_EPOCH).build()?;
    /// assert_eq!(cookie.to_string(), "a=1; Expires=Thu, 01 Jan 1970 00:01:00 GMT; Max-Age=60; Path=/");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn sync_expires(mut self, now: impl Into<HttpDate>) -> SetCookieBuilder {
        self.sync_expires = Some(now.into());
        self
    }

    /// `Secure`: sent by way of TLS only. Off unless set, or [`partitioned`](SetCookieBuilder::partitioned) is.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// assert_eq!(SetCookie::build("a", "1").secure(true).build()?.to_string(), "a=1; Secure; Path=/");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn secure(mut self, secure: bool) -> SetCookieBuilder {
        self.cookie.attributes.secure = secure;
        self
    }

    /// `HttpOnly`: hidden from scripts. Off unless set.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// assert_eq!(SetCookie::build("a", "1").http_only(true).build()?.to_string(), "a=1; HttpOnly; Path=/");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn http_only(mut self, http_only: bool) -> SetCookieBuilder {
        self.cookie.attributes.http_only = http_only;
        self
    }

    /// `Path`, which is `/` unless set: sent for this path and those below it. It has to begin with `/`; what cannot
    /// be in a URL's path is percent-encoded, and a `%` stays, since it may be of an escape.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// let cookie = SetCookie::build("a", "1").path("/café").build()?;
    /// assert_eq!(cookie.to_string(), "a=1; Path=/caf%C3%A9");
    /// assert!(SetCookie::build("a", "1").path("shop").build().is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn path(mut self, path: impl Into<String>) -> SetCookieBuilder {
        self.cookie.attributes.path = Some(path.into().into());
        self
    }

    /// No `Path`: sent for the paths beside the one of the request that set it.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// assert_eq!(SetCookie::build("a", "1").without_path().build()?.to_string(), "a=1");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn without_path(mut self) -> SetCookieBuilder {
        self.cookie.attributes.path = None;
        self
    }

    /// `SameSite`. [`None`](SameSite::None) needs [`secure`](SetCookieBuilder::secure), since browsers drop the cookie
    /// without it.
    ///
    /// ```
    /// use wz::cookie::{SameSite, SetCookie};
    ///
    /// let cookie = SetCookie::build("a", "1").same_site(SameSite::None);
    /// assert!(cookie.clone().build().is_err());
    /// assert_eq!(cookie.clone().secure(true).build()?.to_string(), "a=1; Secure; Path=/; SameSite=None");
    /// assert_eq!(cookie.allow_insecure_none().build()?.to_string(), "a=1; Path=/; SameSite=None");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn same_site(mut self, same_site: SameSite) -> SetCookieBuilder {
        self.cookie.attributes.same_site = Some(same_site);
        self
    }

    /// Allows `SameSite=None` without `Secure`, for clients of your own over plain HTTP.
    ///
    /// ```
    /// use wz::cookie::{SameSite, SetCookie};
    ///
    /// let cookie = SetCookie::build("a", "1").same_site(SameSite::None);
    /// assert!(cookie.clone().build().is_err() && cookie.allow_insecure_none().build().is_ok());
    /// ```
    pub fn allow_insecure_none(mut self) -> SetCookieBuilder {
        self.allow_insecure_none = true;
        self
    }

    /// `Partitioned`: each site that embeds this one has its own. It turns `Secure` on, which browsers want of it.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// let cookie = SetCookie::build("a", "1").partitioned(true).build()?;
    /// assert_eq!(cookie.to_string(), "a=1; Secure; Path=/; Partitioned");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn partitioned(mut self, partitioned: bool) -> SetCookieBuilder {
        self.cookie.attributes.partitioned = partitioned;
        self
    }

    /// The cookie.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// let error = SetCookie::build("a b", "1").build().unwrap_err();
    /// assert_eq!(error.name(), Some(&wz::http::header::SET_COOKIE));
    /// assert!(SetCookie::build("__Secure-a", "1").build().is_err());
    /// assert!(SetCookie::build("__Secure-a", "1").secure(true).build().is_ok());
    /// ```
    ///
    /// # Errors
    /// The name is no token, or its prefix demands other attributes; `SameSite=None` without `Secure`; a domain that
    /// is no host name; a path that does not begin with `/`.
    pub fn build(self) -> Result<SetCookie, HeaderError> {
        self.checked().map_err(|error| error.of(SET_COOKIE))
    }

    fn checked(self) -> Result<SetCookie, HeaderError> {
        let SetCookieBuilder { mut cookie, allow_insecure_none, sync_expires } = self;
        name::check(&cookie.name)?;
        let attributes = &mut cookie.attributes;
        attributes.secure |= attributes.partitioned;
        attributes.expires = attributes.expires.map(|expires| expires.max(date::earliest()));
        attributes.domain = attributes.domain.take().map_or(Ok(None), domain::normal)?;
        attributes.path = attributes.path.take().map(path::encode).transpose()?;
        if let (None, Some(max_age), Some(now)) = (attributes.expires, attributes.max_age, sync_expires) {
            attributes.expires = Some(now + max_age);
        }
        if attributes.same_site == Some(SameSite::None) && !attributes.secure && !allow_insecure_none {
            return Err(HeaderError::value("`Secure` beside `SameSite=None`"));
        }
        let Some(prefix) = Prefix::of(&cookie.name) else { return Ok(cookie) };
        let demand = |expected: &'static str| Err(HeaderError::value(expected).found(&cookie.name));
        if !attributes.secure {
            return demand("`Secure` for a cookie of this name");
        }
        if prefix.http_only && !attributes.http_only {
            return demand("`HttpOnly` for a cookie of this name");
        }
        if prefix.one_host && attributes.domain.is_some() {
            return demand("no `Domain` for a cookie of this name");
        }
        if prefix.one_host && attributes.path.as_deref() != Some("/") {
            return demand("`Path=/` for a cookie of this name");
        }
        Ok(cookie)
    }
}

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::time::Duration;

use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderValue};

use super::value::unquote;
use super::{SameSite, SetCookieBuilder, TooLarge};
use crate::header::{HeaderError, HttpDate, Lines};

/// A `Set-Cookie` header: a cookie with its attributes (RFC 6265 §4.1).
///
/// [`build`](SetCookie::build) makes a checked one, and parsing ([`FromStr`](std::str::FromStr)) reads one as browsers
/// do. It is no [`Header`](crate::header::Header): each cookie is a line of its own, which [`append_to`] adds and
/// [`set_cookies`] reads.
///
/// ```
/// use wz::cookie::SetCookie;
///
/// let cookie: SetCookie = "id=\"a b\"; path=/; SECURE; Max-Age=60; Future=1".parse()?;
/// assert_eq!((cookie.name(), &*cookie.value(), cookie.path()), ("id", "a b", Some("/")));
/// assert_eq!(cookie.max_age().unwrap().as_secs(), 60);
/// assert_eq!(cookie.to_string(), "id=\"a b\"; Max-Age=60; Secure; Path=/");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// [`append_to`]: SetCookie::append_to
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetCookie {
    /// May be empty in one that was read.
    pub(super) name: String,
    /// As it is written: with quotes and escapes.
    pub(super) written: String,
    pub(super) attributes: Attributes,
}

/// What follows the value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) domain: Option<String>,
    pub(super) expires: Option<HttpDate>,
    pub(super) max_age: Option<Duration>,
    pub(super) secure: bool,
    pub(super) http_only: bool,
    pub(super) path: Option<Cow<'static, str>>,
    pub(super) same_site: Option<SameSite>,
    pub(super) partitioned: bool,
}

impl SetCookie {
    /// Starts a cookie: for this host, all its paths (`Path=/`) and until the browser is closed.
    ///
    /// See [`SetCookieBuilder`] for the attributes. The value may be any text.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// assert_eq!(SetCookie::build("a", "1").build()?.to_string(), "a=1; Path=/");
    /// assert_eq!(SetCookie::build("a", "é, \"x\"").build()?.value(), "é, \"x\"");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn build(name: impl Into<String>, value: impl AsRef<str>) -> SetCookieBuilder {
        SetCookieBuilder::new(name.into(), value.as_ref())
    }

    /// Starts a cookie that takes the one of this name away: without value, and expired. Path and domain have to be
    /// those with which it was set.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// let gone = SetCookie::deletion("id").path("/app").build()?;
    /// assert_eq!(gone.to_string(), "id=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/app");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn deletion(name: impl Into<String>) -> SetCookieBuilder {
        SetCookie::build(name, "").expires(HttpDate::UNIX_EPOCH).max_age(Duration::ZERO)
    }

    /// The name; empty only in one that was read from a header without name.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// assert_eq!("id=7; Path=/".parse::<SetCookie>()?.name(), "id");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value, without quotes and escapes.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// assert_eq!(r#"id="a\073 b"; Secure"#.parse::<SetCookie>()?.value(), "a; b");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn value(&self) -> Cow<'_, str> {
        unquote(&self.written)
    }

    /// The value as it is written, with the quotes and escapes.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// let cookie = SetCookie::build("a", "b; c").http_only(true).build()?;
    /// assert_eq!((&*cookie.value(), cookie.written_value()), ("b; c", r#""b\073 c""#));
    /// assert!(cookie.http_only() && !cookie.secure() && cookie.domain().is_none());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn written_value(&self) -> &str {
        &self.written
    }

    /// `Domain`: the host whose subdomains get the cookie too, without a dot before it; without it, only the host
    /// that set it.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// assert_eq!("a=1; Domain=.Example.com".parse::<SetCookie>()?.domain(), Some("example.com"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn domain(&self) -> Option<&str> {
        self.attributes.domain.as_deref()
    }

    /// `Expires`: when the browser forgets it. [`max_age`](SetCookie::max_age) counts more.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// let cookie: SetCookie = "a=1; Expires=Thu, 01-Jan-1970 00:00:09 GMT".parse()?;
    /// assert_eq!(cookie.expires().unwrap().unix_seconds(), 9);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn expires(&self) -> Option<HttpDate> {
        self.attributes.expires
    }

    /// `Max-Age`: after what time the browser forgets it; zero for now.
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::cookie::SetCookie;
    ///
    /// let max_age = |text: &str| text.parse().map(|cookie: SetCookie| cookie.max_age());
    /// assert_eq!(max_age("a=1; Max-Age=60")?, Some(Duration::from_secs(60)));
    /// assert_eq!(max_age("a=1; Max-Age=-60")?, Some(Duration::ZERO));
    /// assert_eq!(max_age("a=1; Max-Age=soon")?, None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn max_age(&self) -> Option<Duration> {
        self.attributes.max_age
    }

    /// `Secure`: it is sent by way of TLS only.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// assert!("a=1; secure".parse::<SetCookie>()?.secure() && !"a=secure".parse::<SetCookie>()?.secure());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn secure(&self) -> bool {
        self.attributes.secure
    }

    /// `HttpOnly`: scripts do not see it.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// assert!("a=1; HttpOnly".parse::<SetCookie>()?.http_only());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn http_only(&self) -> bool {
        self.attributes.http_only
    }

    /// `Path`: below which paths it is sent; without it, those beside the one of the request.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// assert_eq!("a=1; Path=/shop".parse::<SetCookie>()?.path(), Some("/shop"));
    /// assert_eq!("a=1; Path=shop".parse::<SetCookie>()?.path(), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn path(&self) -> Option<&str> {
        self.attributes.path.as_deref()
    }

    /// `SameSite`: which requests of other sites carry it; without it, browsers choose.
    ///
    /// ```
    /// use wz::cookie::{SameSite, SetCookie};
    ///
    /// assert_eq!("a=1; SameSite=LAX".parse::<SetCookie>()?.same_site(), Some(SameSite::Lax));
    /// assert_eq!("a=1".parse::<SetCookie>()?.same_site(), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn same_site(&self) -> Option<SameSite> {
        self.attributes.same_site
    }

    /// `Partitioned`: each site that embeds this one has cookies of its own.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    ///
    /// let cookie = SetCookie::build("a", "1").partitioned(true).build()?;
    /// assert!(cookie.partitioned() && cookie.secure());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn partitioned(&self) -> bool {
        self.attributes.partitioned
    }

    /// A warning when the header is longer than `limit` bytes, for which [`MAX_SIZE`](super::MAX_SIZE) is a good
    /// value: browsers drop such a cookie silently. It can be sent nevertheless.
    ///
    /// ```
    /// use wz::cookie::{MAX_SIZE, SetCookie};
    ///
    /// let cookie = SetCookie::build("cart", "x".repeat(5000)).build()?;
    /// let warning = cookie.too_large(MAX_SIZE).unwrap();
    /// assert_eq!((warning.value, warning.size), (5000, 5013));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn too_large(&self, limit: usize) -> Option<TooLarge> {
        let size = self.text().len();
        (size > limit).then(|| TooLarge { name: self.name.clone(), value: self.written.len(), size, limit })
    }

    /// Adds the cookie as a line to the headers of a response. Other cookies stay, also one of the same name, which
    /// browsers then overwrite.
    ///
    /// ```
    /// use wz::cookie::SetCookie;
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// SetCookie::build("a", "1").build()?.append_to(&mut headers);
    /// SetCookie::build("b", "2").build()?.append_to(&mut headers);
    /// assert_eq!(headers.get_all("set-cookie").iter().count(), 2);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn append_to(&self, headers: &mut HeaderMap) {
        // Nothing in it can be illegal: built ones are ASCII, and what is read has no control characters.
        if let Ok(line) = HeaderValue::try_from(self.text()) {
            headers.append(SET_COOKIE, line);
        }
    }

    /// The whole line. It goes out as one text: whoever makes a string of it would let that grow with each of its parts.
    fn text(&self) -> String {
        let Attributes { domain, expires, max_age, secure, http_only, path, same_site, partitioned } =
            &self.attributes;
        let texts = [Some(&*self.name), Some(&self.written), domain.as_deref(), path.as_deref()];
        let mut text =
            String::with_capacity(texts.iter().flatten().map(|text| text.len()).sum::<usize>() + 128);
        text.extend([&self.name, "=", &self.written]);
        if let Some(domain) = domain {
            // Of several dots, reading takes one away.
            text.extend(["; Domain=", if domain.starts_with('.') { "." } else { "" }, domain]);
        }
        if let Some(expires) = expires {
            // A string takes everything.
            let _ = write!(text, "; Expires={expires}");
        }
        if let Some(max_age) = max_age {
            let _ = write!(text, "; Max-Age={}", max_age.as_secs());
        }
        if *secure {
            text.push_str("; Secure");
        }
        if *http_only {
            text.push_str("; HttpOnly");
        }
        if let Some(path) = path {
            text.extend(["; Path=", path]);
        }
        if let Some(same_site) = same_site {
            text.extend(["; SameSite=", same_site.as_str()]);
        }
        if *partitioned {
            text.push_str("; Partitioned");
        }
        text
    }
}

impl fmt::Display for SetCookie {
    /// In Werkzeug's order of attributes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// The cookies that a response sets, in order: what a client does with the lines.
///
/// ```
/// use wz::cookie::{SetCookie, set_cookies};
/// use wz::http::HeaderMap;
///
/// let mut headers = HeaderMap::new();
/// SetCookie::build("a", "1").build()?.append_to(&mut headers);
/// SetCookie::build("b", "2").build()?.append_to(&mut headers);
/// let names: Result<Vec<_>, _> = set_cookies(&headers).map(|cookie| cookie.map(|c| c.name().to_owned())).collect();
/// assert_eq!(names?, ["a", "b"]);
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
pub fn set_cookies(headers: &HeaderMap) -> impl Iterator<Item = Result<SetCookie, HeaderError>> {
    headers
        .get_all(SET_COOKIE)
        .into_iter()
        .filter_map(|line| Lines::First.text([line]).transpose())
        .map(|text| text?.parse())
}

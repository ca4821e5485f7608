#[cfg(feature = "sessions")]
mod issued;
#[cfg(feature = "sessions")]
mod sent;

#[cfg(feature = "sessions")]
mod token;
#[cfg(feature = "sessions")]
mod tokens;

#[cfg(feature = "sessions")]
pub use token::CsrfToken;
#[cfg(feature = "sessions")]
pub use tokens::CsrfTokens;

use http::Method;

use super::{Middleware, Next};
use crate::error::HttpError;
use crate::handler::{HandlerFuture, Requirements};
use crate::header::{HeaderError, HeaderMapExt, Origin};
use crate::request::{Request, is_same_origin};
use crate::response::IntoResponse;

/// Refuses requests that another site makes a browser send (cross-site request forgery): 403.
///
/// A page of any site can have a browser post a form here, and the browser sends the cookies of this site along. But it also
/// says where the request comes from, and no page can change that. So forms need no tokens:
///
/// - `GET`, `HEAD` and `OPTIONS` go through: they must not change anything.
/// - Of other methods, those from this very origin go through, and those that the user has begun, by `Sec-Fetch-Site`
///   (browsers since 2023), else by `Origin` and `Host` (browsers since 2020).
/// - What has neither header comes from no browser, or from one so old that it should have no cookies; it goes through, unless
///   it needs a [token](Csrf::tokens).
/// - Pages of other origins may send requests when they are [trusted](Csrf::trust).
///
/// For addresses that other sites' pages are to post to there is [`exempt`](Csrf::exempt).
///
/// ```
/// use wz::middleware::Csrf;
/// use wz::prelude::*;
/// use wz::testing::Client;
///
/// #[post("/transfer")]
/// fn transfer() {}
///
/// routes! { Site = transfer }
///
/// # fn main() -> wz::Result {
/// let csrf = Csrf::new().trust(["https://admin.example"])?;
/// let client = Client::new(App::new(Site).middleware(csrf)).at("https://bank.example");
/// client.post("/transfer").header("origin", "https://bank.example").send().assert_status(200);
/// client.post("/transfer").header("origin", "https://admin.example").send().assert_status(200);
/// client.post("/transfer").header("origin", "https://evil.example").send().assert_status(403);
/// client.post("/transfer").header("sec-fetch-site", "cross-site").send().assert_status(403);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "it protects nothing until it is given to `App::middleware`"]
pub struct Csrf {
    trusted: Vec<Origin>,
    exempt: Vec<String>,
    #[cfg(feature = "sessions")]
    tokens: Option<std::sync::Arc<CsrfTokens>>,
}

/// What is known of where a request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comes {
    /// From where it may, or it changes nothing.
    Freely,
    /// From a page of this origin.
    FromHere,
    /// Nothing says from where.
    FromSomewhere,
    FromElsewhere,
}

impl Csrf {
    /// Only this origin.
    pub fn new() -> Csrf {
        Csrf::default()
    }

    /// And pages of these: `https://app.example`, say.
    ///
    /// # Errors
    /// When one is no origin.
    pub fn trust<O: AsRef<str>>(mut self, origins: impl IntoIterator<Item = O>) -> Result<Csrf, HeaderError> {
        for origin in origins {
            self.trusted.push(origin.as_ref().parse()?);
        }
        Ok(self)
    }

    /// Lets everything through to this path and those below it: a webhook that is posted to by a browser, say. Compared with
    /// the path as it was sent.
    ///
    /// ```
    /// use wz::middleware::Csrf;
    /// use wz::prelude::*;
    /// use wz::testing::Client;
    ///
    /// #[post("/pay/return")]
    /// fn paid() {}
    ///
    /// routes! { Site = paid }
    ///
    /// # fn main() {
    /// let client = Client::new(App::new(Site).middleware(Csrf::new().exempt("/pay")));
    /// client.post("/pay/return").header("origin", "https://bank.example").send().assert_status(200);
    /// client.post("/payments").header("origin", "https://bank.example").send().assert_status(403);
    /// # }
    /// ```
    pub fn exempt(mut self, path: impl Into<String>) -> Csrf {
        let mut path = path.into();
        path.truncate(path.trim_end_matches('/').len());
        self.exempt.push(path);
        self
    }

    fn comes(&self, request: &Request) -> Comes {
        if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
            return Comes::Freely;
        }
        let below = |prefix: &String| {
            let left = request.path().strip_prefix(prefix.as_str());
            left.is_some_and(|left| left.is_empty() || left.starts_with('/'))
        };
        if self.exempt.iter().any(below) {
            return Comes::Freely;
        }
        // What is no origin is no page of ours.
        let origin = request.headers().typed::<Origin>().unwrap_or(Some(Origin::null()));
        if origin.as_ref().is_some_and(|origin| !origin.is_null() && self.trusted.contains(origin)) {
            return Comes::Freely;
        }
        let is_here = match request.headers().get("sec-fetch-site") {
            Some(site) => site == "same-origin" || site == "none",
            None => match origin {
                Some(origin) => is_same_origin(&origin, request),
                None => return Comes::FromSomewhere,
            },
        };
        if is_here { Comes::FromHere } else { Comes::FromElsewhere }
    }
}

#[diagnostic::do_not_recommend]
impl Middleware for Csrf {
    fn call(&self, request: Request, next: Next) -> HandlerFuture {
        let comes = self.comes(&request);
        if comes == Comes::FromElsewhere {
            let refused = HttpError::forbidden().with_description(
                "This request was begun by a page of another site. The application does not take that.",
            );
            return HandlerFuture::ready(refused.into_response());
        }
        #[cfg(feature = "sessions")]
        if let Some(tokens) = &self.tokens {
            return HandlerFuture::new(CsrfTokens::guard(
                std::sync::Arc::clone(tokens),
                comes,
                request,
                next,
            ));
        }
        HandlerFuture::new(next.run(request))
    }

    fn requires(&self, needs: &mut Requirements) {
        #[cfg(feature = "sessions")]
        if let Some(tokens) = &self.tokens {
            tokens.requires(needs);
        }
        let _ = needs;
    }
}

#[cfg(test)]
mod origin_tests {
    use super::*;

    fn allows(method: Method, headers: &[(&'static str, &str)]) -> bool {
        let mut request = Request::new(method, "/", ()).with_header("host", "a.example");
        for (name, value) in headers {
            request = request.with_header(name, value);
        }
        Csrf::new().trust(["https://b.example"]).unwrap().comes(&request) != Comes::FromElsewhere
    }

    #[test]
    fn where_a_request_comes_from() {
        for (headers, is_allowed) in [
            (&[][..], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "")], false),
            (&[("sec-fetch-site", "cross-site"), ("origin", "https://b.example")], true),
            // The newer header knows more: the same host by another port, or without TLS.
            (&[("sec-fetch-site", "cross-site"), ("origin", "https://a.example")], false),
            (&[("origin", "https://a.example")], true),
            (&[("origin", "https://c.example")], false),
            (&[("origin", "null")], false),
            (&[("origin", "nonsense")], false),
            (&[("origin", "https://a.example"), ("origin", "https://c.example")], false),
        ] {
            assert_eq!(allows(Method::POST, headers), is_allowed, "{headers:?}");
            assert!(allows(Method::GET, headers));
        }
        assert!(Csrf::new().trust(["a.example"]).is_err());
    }
}

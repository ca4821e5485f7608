use std::time::Duration;

use http::header::{
    CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};

#[cfg(feature = "random")]
use super::csp_nonce::NoncePolicy;
use super::{Middleware, Next};
use crate::handler::HandlerFuture;
use crate::header::{ContentSecurityPolicy, HeaderMapExt};
use crate::request::Request;
#[cfg(feature = "random")]
use crate::response::IntoResponse;
use crate::response::Response;

/// Headers with which browsers are careful with the pages of this application. What a handler sets itself stays.
///
/// | header | default | what it keeps from happening |
/// |---|---|---|
/// | `X-Content-Type-Options` | `nosniff` | an uploaded text is run as a script |
/// | `X-Frame-Options` | `SAMEORIGIN` | another site shows a page in a frame and has the user click on it |
/// | `Referrer-Policy` | `strict-origin-when-cross-origin` | other sites learn the path and query of the page |
/// | `Cross-Origin-Opener-Policy` | `same-origin` | a page that opened this one, or that this one opened, reaches into it |
/// | `Strict-Transport-Security` | none: [`hsts`](SecurityHeaders::hsts) | the first request goes over plain HTTP |
/// | `Content-Security-Policy` | none: [`csp`](SecurityHeaders::csp), `csp_with_nonce` | a script that somebody has smuggled into a page runs |
///
/// ```
/// use wz::header::ContentSecurityPolicy;
/// use wz::middleware::SecurityHeaders;
/// use wz::prelude::*;
/// use wz::testing::Client;
///
/// #[get("/")]
/// fn index() -> Html<&'static str> {
///     Html("<script src=/app.js></script>")
/// }
///
/// routes! { Site = index }
///
/// # fn main() -> wz::Result {
/// let policy: ContentSecurityPolicy = "default-src 'self'; object-src 'none'".parse()?;
/// let client = Client::new(App::new(Site).middleware(SecurityHeaders::new().csp(&policy)));
/// let page = client.get("/").send();
/// page.assert_header("x-content-type-options", "nosniff");
/// page.assert_header("content-security-policy", "default-src 'self'; object-src 'none'");
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
#[must_use = "it adds nothing until it is given to `App::middleware`"]
pub struct SecurityHeaders {
    pub(super) headers: HeaderMap,
    hsts: Option<HeaderValue>,
    #[cfg(feature = "random")]
    pub(super) nonces: Option<std::sync::Arc<NoncePolicy>>,
}

const CROSS_ORIGIN_OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

impl SecurityHeaders {
    /// The defaults.
    pub fn new() -> SecurityHeaders {
        let headers = [
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (X_FRAME_OPTIONS, "SAMEORIGIN"),
            (REFERRER_POLICY, "strict-origin-when-cross-origin"),
            (CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
        ];
        let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
        SecurityHeaders {
            headers: headers.into_iter().collect(),
            hsts: None,
            #[cfg(feature = "random")]
            nonces: None,
        }
    }

    /// Has browsers come over TLS only, for this time (RFC 6797), and to all names below this one if that is wanted. It is
    /// sent over TLS alone, as the RFC says. There is no way back before the time is over.
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::middleware::SecurityHeaders;
    /// use wz::prelude::*;
    /// use wz::testing::Client;
    ///
    /// #[get("/")]
    /// fn index() {}
    ///
    /// routes! { Site = index }
    ///
    /// # fn main() {
    /// let year = Duration::from_secs(365 * 86_400);
    /// let client = Client::new(App::new(Site).middleware(SecurityHeaders::new().hsts(year, true)));
    /// let sent = client.clone().at("https://a.example").get("/").send();
    /// sent.assert_header("strict-transport-security", "max-age=31536000; includeSubDomains");
    /// assert_eq!(client.get("/").send().header("strict-transport-security"), None);
    /// # }
    /// ```
    pub fn hsts(mut self, time: Duration, subdomains: bool) -> SecurityHeaders {
        let below = if subdomains { "; includeSubDomains" } else { "" };
        // Digits and words always make a value.
        self.hsts = HeaderValue::try_from(format!("max-age={}{below}", time.as_secs())).ok();
        self
    }

    /// Says what pages may load and run.
    pub fn csp(mut self, policy: &ContentSecurityPolicy) -> SecurityHeaders {
        self.forget(&CONTENT_SECURITY_POLICY);
        // One that cannot be written was never read, and is left out.
        let _ = self.headers.set_typed(policy);
        self
    }

    /// Sets another header, or one of these to another value.
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> SecurityHeaders {
        self.forget(&name);
        self.headers.insert(name, value);
        self
    }

    /// Leaves one of the headers out.
    ///
    /// ```
    /// use wz::http::header::X_FRAME_OPTIONS;
    /// use wz::middleware::SecurityHeaders;
    ///
    /// let headers = SecurityHeaders::new().without(&X_FRAME_OPTIONS);
    /// # let _ = headers;
    /// ```
    pub fn without(mut self, name: &HeaderName) -> SecurityHeaders {
        self.forget(name);
        self
    }

    fn forget(&mut self, name: &HeaderName) {
        self.headers.remove(name);
        #[cfg(feature = "random")]
        if *name == CONTENT_SECURITY_POLICY {
            self.nonces = None;
        }
    }

    fn add(&self, secure: bool, response: &mut Response) {
        let headers = response.headers_mut();
        // A page that says who may show it in a frame has said it better.
        let frames = headers.get(CONTENT_SECURITY_POLICY).map(HeaderValue::as_bytes);
        let has_frames =
            frames.is_some_and(|policy| memchr::memmem::find(policy, b"frame-ancestors").is_some());
        for (name, value) in &self.headers {
            let framed = has_frames && *name == X_FRAME_OPTIONS;
            if !framed && !headers.contains_key(name) {
                headers.insert(name, value.clone());
            }
        }
        if let Some(hsts) = &self.hsts
            && secure
            && !headers.contains_key(STRICT_TRANSPORT_SECURITY)
        {
            headers.insert(STRICT_TRANSPORT_SECURITY, hsts.clone());
        }
    }
}

impl Default for SecurityHeaders {
    fn default() -> SecurityHeaders {
        SecurityHeaders::new()
    }
}

#[diagnostic::do_not_recommend]
impl Middleware for SecurityHeaders {
    fn call(&self, request: Request, next: Next) -> HandlerFuture {
        #[cfg_attr(not(feature = "random"), expect(unused_mut, reason = "nothing is put in"))]
        let (mut headers, mut request) = (self.clone(), request);
        let secure = request.scheme() == "https";
        #[cfg(feature = "random")]
        if let Some(nonces) = &self.nonces {
            match nonces.next(&mut request) {
                Ok(policy) => _ = headers.headers.insert(CONTENT_SECURITY_POLICY, policy),
                Err(error) => return HandlerFuture::ready(error.into_response()),
            }
        }
        HandlerFuture::new(async move {
            let mut response = next.run(request).await;
            headers.add(secure, &mut response);
            response
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handler_knows_better() {
        let headers = SecurityHeaders::new()
            .csp(&"default-src 'self'".parse().unwrap())
            .without(&REFERRER_POLICY)
            .with(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("other"));
        let mut response = Response::empty().with_header("content-security-policy", "frame-ancestors 'none'");
        headers.add(false, &mut response);
        let said = response.headers();
        assert_eq!(said["content-security-policy"], "frame-ancestors 'none'");
        assert!(!said.contains_key("x-frame-options") && !said.contains_key("referrer-policy"));
        assert_eq!(said["x-content-type-options"], "other");
        let mut plain = Response::empty();
        headers.add(false, &mut plain);
        assert!(plain.headers().contains_key("x-frame-options"));
    }
}

use std::fmt;
use std::sync::Arc;

use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};

use super::SecurityHeaders;
use crate::error::HttpError;
use crate::handler::FromRequest;
use crate::header::{ContentSecurityPolicy, HeaderError};
use crate::request::Request;
use crate::security::token_urlsafe;

/// The word by which the policy of this response knows the scripts and styles that stand in the page itself (feature
/// `random`): 22 letters, digits, `-` and `_`, others for each request.
/// [`SecurityHeaders::csp_with_nonce`] has an example.
///
/// Where nobody has made one it is a 500.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CspNonce(Arc<str>);

impl CspNonce {
    /// The text, for the attribute `nonce`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CspNonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromRequest for CspNonce {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<CspNonce, HttpError> {
        request.extensions().get::<CspNonce>().cloned().ok_or_else(|| {
            HttpError::internal()
                .with_source(
                    "no nonce: add `SecurityHeaders::new().csp_with_nonce(...)` with `App::middleware`",
                )
                .as_missing()
        })
    }
}

/// A policy, cut where the nonce stands.
#[derive(Debug)]
pub(super) struct NoncePolicy(Vec<String>);

impl NoncePolicy {
    /// Puts a nonce into the request, and says the policy.
    pub(super) fn next(&self, request: &mut Request) -> Result<HeaderValue, HttpError> {
        let nonce = token_urlsafe(16).map_err(|error| HttpError::internal().with_source(error))?;
        let policy = HeaderValue::try_from(self.0.join(&nonce));
        request.extensions_mut().insert(CspNonce(nonce.into()));
        policy.map_err(|error| HttpError::internal().with_source(error))
    }
}

impl SecurityHeaders {
    /// Says what pages may load and run, with a nonce in these directives that is new for each request (feature `random`). The
    /// handler takes it as a [`CspNonce`], and writes it at each script or style that stands in the page. A directive that is
    /// not there begins with the sources of `default-src`.
    ///
    /// A page with a nonce must not be kept by a shared cache: it would be the same for all readers, and no secret.
    ///
    /// ```
    /// use wz::middleware::{CspNonce, SecurityHeaders};
    /// use wz::prelude::*;
    /// use wz::testing::Client;
    ///
    /// #[get("/")]
    /// fn index(nonce: CspNonce) -> Html<String> {
    ///     Html(format!("<script nonce={nonce}>start()</script>"))
    /// }
    ///
    /// routes! { Site = index }
    ///
    /// # fn main() -> wz::Result {
    /// let policy = "default-src 'self'; object-src 'none'".parse()?;
    /// let headers = SecurityHeaders::new().csp_with_nonce(policy, ["script-src"])?;
    /// let page = Client::new(App::new(Site).middleware(headers)).get("/").send();
    /// let nonce = &page.text()["<script nonce=".len()..][..22];
    /// let said = format!("default-src 'self'; object-src 'none'; script-src 'self' 'nonce-{nonce}'");
    /// page.assert_header("content-security-policy", &said);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// When a name is none that a directive can have.
    pub fn csp_with_nonce<D: AsRef<str>>(
        mut self,
        mut policy: ContentSecurityPolicy,
        directives: impl IntoIterator<Item = D>,
    ) -> Result<SecurityHeaders, HeaderError> {
        // Stands in no policy that somebody writes.
        const PLACE: &str = "wz-the-nonce-stands-here";
        for directive in directives {
            policy.add_nonce(directive.as_ref(), PLACE)?;
        }
        let parts = policy.to_string().split(PLACE).map(str::to_owned).collect();
        self.headers.remove(CONTENT_SECURITY_POLICY);
        self.nonces = Some(Arc::new(NoncePolicy(parts)));
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_request_has_its_own() {
        let policy = || "script-src 'none'; img-src *".parse().unwrap();
        let headers = SecurityHeaders::new().csp_with_nonce(policy(), ["script-src", "style-src"]).unwrap();
        let nonces = headers.nonces.clone().unwrap();
        let next = || {
            let mut request = Request::get("/");
            let said = nonces.next(&mut request).unwrap();
            let nonce = request.extensions().get::<CspNonce>().unwrap().to_string();
            let all = format!("script-src 'nonce-{nonce}'; img-src *; style-src 'nonce-{nonce}'");
            assert_eq!(said, all);
            nonce
        };
        assert_ne!(next(), next());
        assert!(headers.csp(&policy()).nonces.is_none());
        assert!(SecurityHeaders::new().csp_with_nonce(policy(), ["script src"]).is_err());
    }
}

use super::Request;

/// What a proxy has been asked with, among the extensions: only requests through one have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    Http,
    Https,
}

impl Scheme {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Scheme::Http => "http",
            Scheme::Https => "https",
        }
    }
}

impl Request {
    /// `https` when a proxy that is [trusted](crate::middleware::ProxyFix) says that the client speaks TLS to it, or when the
    /// request target says so itself, as it does in HTTP/2 and from a [test client](crate::testing::Client::at); else
    /// `http`, which is what this server speaks.
    ///
    /// ```
    /// assert_eq!(wz::Request::get("/").scheme(), "http");
    /// assert_eq!(wz::Request::get("https://example.com/").scheme(), "https");
    /// ```
    pub fn scheme(&self) -> &'static str {
        let of_target = || match self.uri().scheme_str() {
            Some("https") => Scheme::Https,
            _ => Scheme::Http,
        };
        self.extensions().get().copied().unwrap_or_else(of_target).as_str()
    }

    pub(crate) fn set_scheme(&mut self, scheme: Scheme) {
        self.extensions_mut().insert(scheme);
    }
}

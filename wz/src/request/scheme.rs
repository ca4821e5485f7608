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
    /// `https` when a proxy that is [trusted](crate::middleware::ProxyFix) says that the client speaks TLS to it; else
    /// `http`, which is what this server speaks.
    ///
    /// ```
    /// assert_eq!(wz::Request::get("/").scheme(), "http");
    /// ```
    pub fn scheme(&self) -> &'static str {
        self.extensions().get().copied().unwrap_or(Scheme::Http).as_str()
    }

    pub(crate) fn set_scheme(&mut self, scheme: Scheme) {
        self.extensions_mut().insert(scheme);
    }
}

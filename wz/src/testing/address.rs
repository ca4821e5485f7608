use http::Uri;

use crate::url::resolve;

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) secure: bool,
    /// In lower case, without port.
    pub(super) host: String,
    pub(super) port: Option<u16>,
    pub(super) path: String,
    pub(super) query: Option<String>,
}

impl Address {
    /// A whole URL; `None` for one that is not of HTTP.
    pub(super) fn parse(url: &str) -> Option<Address> {
        // A fragment is not sent.
        let uri: Uri = url.split('#').next()?.parse().ok()?;
        let secure = match uri.scheme_str() {
            Some("http") => false,
            Some("https") => true,
            _ => return None,
        };
        Some(Address {
            secure,
            host: uri.host()?.to_ascii_lowercase(),
            port: uri.port_u16(),
            path: uri.path().to_owned(),
            query: uri.query().map(str::to_owned),
        })
    }

    /// Where a reference leads from here.
    pub(super) fn resolve(&self, reference: &str) -> Option<Address> {
        Address::parse(&resolve(&self.url(), reference))
    }

    /// Whether `Secure` cookies are sent there: browsers count this machine in, for those who develop on it.
    pub(super) fn is_trustworthy(&self) -> bool {
        self.secure
            || self.host == "localhost"
            || self.host.ends_with(".localhost")
            || self.host == "127.0.0.1"
    }

    /// Host and port, as `Host` has them.
    pub(super) fn authority(&self) -> String {
        match self.port.filter(|port| *port != if self.secure { 443 } else { 80 }) {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }

    pub(super) fn target(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone(),
        }
    }

    pub(super) fn url(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://{}{}", self.authority(), self.target())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        for (url, again) in [
            ("http://Example.com/a?b#c", Some("http://example.com/a?b")),
            ("https://h:443/", Some("https://h/")),
            ("https://h:80", Some("https://h:80/")),
            ("ftp://h/", None),
            ("/a", None),
            ("http://", None),
        ] {
            assert_eq!(Address::parse(url).map(|address| address.url()).as_deref(), again, "{url}");
        }
        let here = Address::parse("https://h/a/b").unwrap();
        assert_eq!(here.resolve("../c?d").unwrap().url(), "https://h/c?d");
        assert_eq!(here.resolve("mailto:x"), None);
    }
}

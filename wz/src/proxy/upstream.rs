use std::borrow::Cow;
use std::fmt;

use http::Uri;
use http::header::HeaderValue;
use http::uri::{Authority, PathAndQuery, Scheme};

use crate::error::HttpError;

/// The server that requests are passed on to.
#[derive(Debug, Clone)]
pub(super) struct Upstream {
    authority: Authority,
    /// The same, as a `Host`.
    pub(super) host: HeaderValue,
    /// What comes before each path; without a slash at the end.
    base: String,
}

impl Upstream {
    pub(super) fn parse(url: &str) -> Result<Upstream, UpstreamError> {
        let error = |reason| UpstreamError { url: without_password(url), reason };
        let uri: Uri = url.parse().map_err(|_| error("it is no URL"))?;
        if uri.scheme() == Some(&Scheme::HTTPS) {
            return Err(error("TLS is not spoken to another server"));
        }
        if uri.scheme() != Some(&Scheme::HTTP) {
            return Err(error("it does not begin with `http://`"));
        }
        let authority = uri.authority().cloned().ok_or_else(|| error("it has no host"))?;
        if authority.as_str().contains('@') {
            return Err(error("it has a name or password: use `HttpProxy::set_header`"));
        }
        if uri.query().is_some() {
            return Err(error("it has a query"));
        }
        if leads_elsewhere(uri.path()) {
            return Err(error("its path has `.` or `..` in it"));
        }
        let host = HeaderValue::from_str(authority.as_str()).map_err(|_| error("its host is none"))?;
        Ok(Upstream { authority, host, base: uri.path().trim_end_matches('/').to_owned() })
    }

    /// The URL to ask for, given a path as the client has sent it.
    pub(super) fn uri(&self, prefix: &str, path: &str, query: Option<&str>) -> Result<Uri, HttpError> {
        if !path.starts_with('/') {
            return Err(HttpError::bad_request("The request target is not a path."));
        }
        if leads_elsewhere(path) {
            return Err(HttpError::bad_request("The path has a segment `.` or `..`."));
        }
        let mut target = [&self.base, prefix, path].concat();
        if let Some(query) = query {
            target.push('?');
            target.push_str(query);
        }
        let unusable = |_| HttpError::new(http::StatusCode::URI_TOO_LONG);
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(Scheme::HTTP);
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::try_from(target).map_err(unusable)?);
        Uri::from_parts(parts).map_err(|error| HttpError::internal().with_source(error))
    }

    pub(super) fn is_at(&self, authority: &str) -> bool {
        let without_port = |text: &str| text.strip_suffix(":80").unwrap_or(text).to_ascii_lowercase();
        without_port(self.authority.as_str()) == without_port(authority)
    }

    /// What is left of a path behind the base; `None` when it is not below that.
    pub(super) fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(&self.base).filter(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    }
}

/// Whether a server could take a path for one outside of what it begins with. Clients resolve `..` before they ask; what still
/// has it in any spelling wants to get out of the prefix.
fn leads_elsewhere(path: &str) -> bool {
    if !path.contains(['.', '%']) {
        return false;
    }
    let mut plain: Cow<'_, str> = path.into();
    if path.contains(['%', '\\']) {
        plain = plain.replace("%2e", ".").replace("%2E", ".").into();
        for slash in ["%2f", "%2F", "%5c", "%5C", "\\"] {
            plain = plain.replace(slash, "/").into();
        }
    }
    // Some servers take away what comes behind `;`.
    plain.split('/').map(|segment| segment.split(';').next()).any(|name| matches!(name, Some("." | "..")))
}

/// A URL for a message; what stands before an `@` is nobody's affair.
fn without_password(url: &str) -> String {
    let Some((before, host)) = url.rsplit_once('@') else { return url.to_owned() };
    let scheme = before.find("://").map_or("", |end| &before[..end + 3]);
    format!("{scheme}...@{host}")
}

/// A URL that requests cannot be passed on to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpstreamError {
    url: String,
    reason: &'static str,
}

impl fmt::Display for UpstreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UpstreamError { url, reason } = self;
        write!(
            f,
            "requests cannot be passed on to `{}`: {reason}; expected a URL as `http://127.0.0.1:8000/base`",
            url.escape_debug()
        )
    }
}

impl std::error::Error for UpstreamError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_to() {
        for (url, prefix, path, query, uri) in [
            ("http://a", "", "/", None, "http://a/"),
            ("http://a:8000/", "", "/x%2Fy//z", Some("q"), "http://a:8000/x%2Fy//z?q"),
            ("http://[::1]:80/v1/", "", "/x", Some(""), "http://[::1]:80/v1/x?"),
            ("http://a/v1", "/api", "/.x/..y/a.b", None, "http://a/v1/api/.x/..y/a.b"),
        ] {
            assert_eq!(Upstream::parse(url).unwrap().uri(prefix, path, query).unwrap(), uri);
        }
        for (url, reason) in [
            ("", "no URL"),
            ("/x", "http://"),
            ("a:80", "http://"),
            ("https://a", "TLS"),
            ("ftp://a", "http://"),
            ("http://", "no URL"),
            ("http://a/?x", "query"),
            ("http://a/x/../y", "`..`"),
        ] {
            let error = Upstream::parse(url).unwrap_err().to_string();
            assert!(error.contains(reason) && error.contains(&format!("`{url}`")), "{error}");
        }
    }

    #[test]
    fn passwords_are_told_to_nobody() {
        for url in [
            "http://u:hidden@a",
            "https://u:hidden@a/x",
            "u:hidden@a",
            "http://u:hid den@hidden@a/",
            "http://hidden@",
        ] {
            let error = Upstream::parse(url).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hid"), "{error}");
        }
        let error = Upstream::parse("http://u:hidden@a:80/x").unwrap_err().to_string();
        assert!(error.contains("`http://...@a:80/x`: it has a name or password"), "{error}");
    }

    #[test]
    fn paths_that_lead_elsewhere() {
        let upstream = Upstream::parse("http://a/base").unwrap();
        for path in [
            "/..",
            "/../x",
            "/x/..",
            "/x/./y",
            "/%2e%2e/x",
            "/.%2E/x",
            "/..%2fx",
            "/x%2F..%2Fy",
            "/..%5Cx",
            "/x/..;a=b/y",
            "x",
            "*",
            "",
        ] {
            assert_eq!(upstream.uri("", path, None).unwrap_err().status(), 400, "{path}");
        }
        for path in ["/...", "/a..b", "/.well-known/x", "/x%2Fy", "/a;..", "/%252e%252e/x"] {
            upstream.uri("", path, None).unwrap();
        }
    }
}

use super::percent::{Part, encode};
use super::{UrlError, UrlErrorKind, uri_to_iri};

/// The URL of a request as people read it: Werkzeug's `get_current_url`.
///
/// It ends where the first part is missing: `None` for the root path gives the URL of the host, `None` for the path that
/// of the application. Parts are taken as they stand in the request, percent-encoded or not; [`iri_to_uri`] makes a URI
/// of it. The host is to be one from [`get_host`], which can be no other URL.
///
/// ```
/// use wz::url::get_current_url;
///
/// let url = get_current_url("https", "example.com", Some("/app"), Some("/caf%C3%A9"), Some("q=1"))?;
/// assert_eq!(url, "https://example.com/app/café?q=1");
/// assert_eq!(get_current_url("https", "example.com", Some("/app"), None, None)?, "https://example.com/app/");
/// assert_eq!(get_current_url("https", "example.com", None, None, None)?, "https://example.com/");
/// # Ok::<_, wz::url::UrlError>(())
/// ```
///
/// [`get_host`]: super::get_host
/// [`iri_to_uri`]: super::iri_to_uri
///
/// # Errors
/// When the scheme or the host is none.
pub fn get_current_url(
    scheme: &str,
    host: &str,
    root_path: Option<&str>,
    path: Option<&str>,
    query: Option<&str>,
) -> Result<String, UrlError> {
    // Any of these would end the host, or make another one of it.
    if host.contains(['/', '?', '#', '@', '\\']) {
        return Err(UrlError::new(UrlErrorKind::Host));
    }
    let mut letters = scheme.bytes();
    if !letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        || !letters.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    {
        return Err(UrlError::new(UrlErrorKind::Scheme));
    }
    let mut url = format!("{scheme}://{host}");
    if let Some(root_path) = root_path {
        // A root that is written without its slash is no part of the host.
        if !root_path.is_empty() && !root_path.starts_with('/') {
            url.push('/');
        }
        encode(Part::Path, root_path.trim_end_matches('/'), &mut url);
        url.push('/');
        if let Some(path) = path {
            encode(Part::Path, path.trim_start_matches('/'), &mut url);
            if let Some(query) = query.filter(|query| !query.is_empty()) {
                url.push('?');
                encode(Part::Query, query, &mut url);
            }
        }
    } else {
        url.push('/');
    }
    uri_to_iri(&url)
}

#[cfg(test)]
mod tests {
    use super::get_current_url;

    #[test]
    fn vectors() {
        let url = |root: &str, path: &str, query: &str| {
            get_current_url("http", "h", Some(root), Some(path), Some(query)).unwrap()
        };
        assert_eq!(url("/a b", "/é%20?#", "q=é&%ff"), "http://h/a%20b/é%20%3F%23?q=é&%FF");
        assert_eq!(url("", "//x", ""), "http://h/x");
        assert_eq!(url("app", "x", ""), "http://h/app/x");
        assert_eq!(url("/", "", "a=b#c"), "http://h/?a=b%23c");
        assert!(get_current_url("http", "h@evil.example", None, None, None).is_err());
        for scheme in ["", "1a", "java script", "http:", "é"] {
            assert!(get_current_url(scheme, "h", None, None, None).is_err(), "{scheme}");
        }
        assert_eq!(get_current_url("coap+ws", "h", None, None, None).unwrap(), "coap+ws://h/");
    }
}

use super::UrlError;
use super::authority::Authority;
use super::percent::{Part, decode, encode};
use super::split::{Parts, is_scheme};

/// A URL in ASCII, as it goes over the wire: Werkzeug's `iri_to_uri` (RFC 3987 section 3.1).
///
/// What may not stand in its part of the URL is percent-encoded, also `\`, blanks and control characters; the scheme and
/// the host become lower case, and a host beyond ASCII its `xn--` form, which needs the feature `idna`. Escapes that are
/// there stay, so that doing it twice is doing it once; a `%` that starts none becomes `%25`.
///
/// A URL without host, as `/a b?c`, is fine.
///
/// ```
/// use wz::url::iri_to_uri;
///
/// assert_eq!(iri_to_uri("http://example.com/påth?q=èry#f g")?, "http://example.com/p%C3%A5th?q=%C3%A8ry#f%20g");
/// assert_eq!(iri_to_uri(r"/\evil.example/100%")?, "/%5Cevil.example/100%25");
/// # #[cfg(feature = "idna")]
/// assert_eq!(iri_to_uri("http://☃.net/")?, "http://xn--n3h.net/");
/// # Ok::<_, wz::url::UrlError>(())
/// ```
///
/// # Errors
/// When the host or the port are not well-formed.
pub fn iri_to_uri(iri: &str) -> Result<String, UrlError> {
    let parts = Parts::of(iri);
    let mut uri = String::with_capacity(iri.len() + iri.len() / 2);
    push_scheme(&parts, &mut uri);
    if let Some(authority) = parts.authority {
        uri.push_str("//");
        Authority::parse(authority)?.push_uri(&mut uri)?;
    }
    push_rest(&parts, encode, &mut uri);
    Ok(uri)
}

/// A URL for people to read: Werkzeug's `uri_to_iri` (RFC 3987 section 3.2).
///
/// Escapes that are UTF-8 are decoded, except where the character would mean something else than its escape: blanks,
/// control characters, `%`, and what separates in its part of the URL (`/?#` in a path, and `\` which browsers take for
/// `/`; `&=+#` in a query). Characters that turn the direction of text stay encoded (RFC 3987 section 4.1), and become so, as control characters do. With the feature `idna`, `xn--` labels of the
/// host are decoded.
///
/// To send the result somewhere, make it a URI again with [`iri_to_uri`].
///
/// ```
/// use wz::url::uri_to_iri;
///
/// assert_eq!(uri_to_iri("http://example.com/p%C3%A5th%2Fx?q=%C3%A8ry%DF")?, "http://example.com/påth%2Fx?q=èry%DF");
/// # Ok::<_, wz::url::UrlError>(())
/// ```
///
/// # Errors
/// When the host or the port are not well-formed.
pub fn uri_to_iri(uri: &str) -> Result<String, UrlError> {
    let parts = Parts::of(uri);
    let mut iri = String::with_capacity(uri.len());
    push_scheme(&parts, &mut iri);
    if let Some(authority) = parts.authority {
        iri.push_str("//");
        Authority::parse(authority)?.push_iri(&mut iri);
    }
    push_rest(&parts, decode, &mut iri);
    Ok(iri)
}

fn push_scheme(parts: &Parts<'_>, out: &mut String) {
    if let Some(scheme) = parts.scheme {
        out.extend(scheme.chars().map(|character| character.to_ascii_lowercase()));
        out.push(':');
    }
}

fn push_rest(parts: &Parts<'_>, push: fn(Part, &str, &mut String), out: &mut String) {
    let first =
        if parts.starts_with_a_segment() { parts.path.find('/').unwrap_or(parts.path.len()) } else { 0 };
    let start = out.len();
    push(Part::FirstSegment, &parts.path[..first], out);
    // `java%73cript:` is no scheme, and does not become one.
    if let Some(colon) = out[start..].find(':').filter(|colon| is_scheme(&out[start..start + colon])) {
        out.replace_range(start + colon..=start + colon, "%3A");
    }
    push(Part::Path, &parts.path[first..], out);
    for (sign, part, text) in [('?', Part::Query, parts.query), ('#', Part::Fragment, parts.fragment)] {
        if let Some(text) = text {
            out.push(sign);
            push(part, text, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_uri() {
        for (iri, uri) in [
            ("/a|b^c`d{e}\"f<g>\\h", "/a%7Cb%5Ec%60d%7Be%7D%22f%3Cg%3E%5Ch"),
            ("http://u%3A:p%40@h/", "http://u%3A:p%40@h/"),
            ("//x/y", "//x/y"),
            ("a b", "a%20b"),
            ("HTTP://EXAMPLE.com:0/", "http://example.com:0/"),
            ("http://:@h/", "http://:@h/"),
            ("http://a:b@c:d@h:1/", "http://a:b%40c%3Ad@h:1/"),
            ("itms-services://?action=x", "itms-services://?action=x"),
            ("/?#", "/?#"),
            ("/\t/evil.example", "/%09/evil.example"),
            ("/100%/%zz/%2f", "/100%25/%25zz/%2f"),
            ("", ""),
        ] {
            assert_eq!(iri_to_uri(iri).as_deref(), Ok(uri), "{iri}");
            assert_eq!(iri_to_uri(uri).as_deref(), Ok(uri), "twice: {iri}");
        }
    }

    #[test]
    fn to_iri() {
        for (uri, iri) in [
            ("/a%20b%2Fc%25", "/a%20b%2Fc%25"),
            ("?b=%26%3D%2B%23&c=%2F", "?b=%26%3D%2B%23&c=/"),
            ("http://h/%0a%7f%e2%28%a1", "http://h/%0a%7f%E2(%A1"),
            ("/%E2%80%AEx%c2%85", "/%E2%80%AEx%C2%85"),
            ("javascript%3Aalert(1)", "javascript%3Aalert(1)"),
            ("/a%3Ab", "/a:b"),
            ("java%73cript:alert(1)", "javascript%3Aalert(1)"),
            ("%61:b:c/d:e", "a%3Ab:c/d:e"),
            ("1%61:b", "1a:b"),
            ("/%c3ü%bc", "/%C3ü%BC"),
            ("/%5cevil.example", "/%5cevil.example"),
            ("%5C%5Cevil.example", "%5C%5Cevil.example"),
            ("http://evil.example%5C@h/?%5C#%5C", "http://evil.example%5C@h/?\\#\\"),
            ("/a\r\nb\u{202e}", "/a%0D%0Ab%E2%80%AE"),
        ] {
            assert_eq!(uri_to_iri(uri).as_deref(), Ok(iri), "{uri}");
        }
    }

    #[cfg(feature = "idna")]
    #[test]
    fn international() {
        let (uri, iri) = ("http://xn--n3h.net/p%C3%A5th?q=%C3%A8ry%DF", "http://☃.net/påth?q=èry%DF");
        assert_eq!(iri_to_uri(iri).as_deref(), Ok(uri));
        assert_eq!(uri_to_iri(uri).as_deref(), Ok(iri));
        assert_eq!(uri_to_iri("http://xn--zzzzzz.xn--n3h/").as_deref(), Ok("http://xn--zzzzzz.☃/"));
        assert!(iri_to_uri("http://ü ü/").is_err());
        let escaped = "http://xn--n3h.a%41/";
        assert_eq!(uri_to_iri(escaped).as_deref(), Ok(escaped));
    }
}

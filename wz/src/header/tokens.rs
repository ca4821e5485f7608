use http::{HeaderMap, HeaderName};

/// The elements of a header that lists tokens, as `Connection` does: of all lines, without the empty ones, which recipients
/// have to ignore (RFC 9110 §5.6.1.2).
pub(crate) fn tokens<'m>(headers: &'m HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'m [u8]> {
    let lines = headers.get_all(name).iter();
    let elements = lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b','));
    elements.map(<[u8]>::trim_ascii).filter(|element| !element.is_empty())
}

/// Whether a header lists this token, in any case.
pub(crate) fn lists(headers: &HeaderMap, name: &HeaderName, token: &str) -> bool {
    tokens(headers, name).any(|element| element.eq_ignore_ascii_case(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use http::header::CONNECTION;

    use super::*;

    #[test]
    fn of_all_lines() {
        let mut headers = HeaderMap::new();
        for line in ["keep-alive,, \tUpgrade ", "", "x y"] {
            headers.append(CONNECTION, line.parse().unwrap());
        }
        assert!(tokens(&headers, &CONNECTION).eq([&b"keep-alive"[..], b"Upgrade", b"x y"]));
        assert!(lists(&headers, &CONNECTION, "upgrade") && !lists(&headers, &CONNECTION, "x"));
    }
}

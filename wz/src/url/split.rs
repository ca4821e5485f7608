use crate::header::syntax;

/// The parts of a URI reference, as they stand in it (RFC 3986 appendix B). Nothing is checked, nothing is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts<'u> {
    pub(super) scheme: Option<&'u str>,
    pub(super) authority: Option<&'u str>,
    pub(super) path: &'u str,
    pub(super) query: Option<&'u str>,
    pub(super) fragment: Option<&'u str>,
}

impl<'u> Parts<'u> {
    pub(super) fn of(reference: &'u str) -> Parts<'u> {
        let (rest, fragment) = cut(reference, b'#');
        let (rest, query) = cut(rest, b'?');
        let (scheme, rest) = match syntax::cut(rest, b':') {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, rest),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Parts { scheme, authority, path, query, fragment }
    }

    /// Whether the first segment of the path would be taken for a scheme if it had a `:` (RFC 3986 section 4.2).
    pub(super) fn starts_with_a_segment(&self) -> bool {
        self.scheme.is_none() && self.authority.is_none() && !self.path.starts_with('/')
    }
}

fn cut(text: &str, at: u8) -> (&str, Option<&str>) {
    syntax::cut(text, at).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// Whether a text before a `:` is a scheme (RFC 3986 section 3.1).
pub(super) fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits() {
        let all = Parts::of("http://u@h:1/p//q?a?b#c#d");
        let expected = Parts {
            scheme: Some("http"),
            authority: Some("u@h:1"),
            path: "/p//q",
            query: Some("a?b"),
            fragment: Some("c#d"),
        };
        assert_eq!(all, expected);
        let none = Parts { scheme: None, authority: None, path: "", query: None, fragment: None };
        assert_eq!(Parts::of(""), none);
        assert_eq!(Parts::of("//"), Parts { authority: Some(""), ..none });
        assert_eq!(Parts::of("1:b"), Parts { path: "1:b", ..none });
        assert_eq!(Parts::of("a/b:c"), Parts { path: "a/b:c", ..none });
        assert_eq!(Parts::of("//h?q"), Parts { authority: Some("h"), query: Some("q"), ..none });
        assert_eq!(Parts::of("?a:b"), Parts { query: Some("a:b"), ..none });
    }
}

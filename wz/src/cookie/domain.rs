use std::borrow::Cow;

use crate::header::HeaderError;
use crate::url::{UrlErrorKind, to_ascii};

/// The domain as it is written: without dots at the start, and without a port; `None` for an empty one, which
/// browsers take for none.
pub(super) fn normal(domain: String) -> Result<Option<String>, HeaderError> {
    let end = domain.bytes().position(|byte| byte == b':').unwrap_or(domain.len());
    let start = domain.bytes().position(|byte| byte != b'.').unwrap_or(end).min(end);
    let host = &domain[start..end];
    if host.is_empty() {
        return Ok(None);
    }
    let host = match host.is_ascii() {
        true => Cow::Borrowed(host),
        false => to_ascii(host).map_err(|error| beyond_ascii(error.kind(), &domain))?,
    };
    // The dot of the root is allowed at the end, as in a host.
    let labels = host.strip_suffix('.').unwrap_or(&host).as_bytes().split(|byte| *byte == b'.');
    let fits = |label: &[u8]| {
        let legal = label.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        legal && (1..=63).contains(&label.len())
    };
    if host.len() > 254 || !labels.into_iter().all(fits) {
        return Err(wrong(&domain));
    }
    match host {
        Cow::Borrowed(host) if host.len() == domain.len() => Ok(Some(domain)),
        host => Ok(Some(host.into_owned())),
    }
}

fn beyond_ascii(kind: UrlErrorKind, domain: &str) -> HeaderError {
    let expected = "a `Domain` of ASCII letters (write it as `xn--…`, or turn on the feature `idna` of wz)";
    match kind {
        UrlErrorKind::InternationalHost => HeaderError::value(expected).found(domain),
        _ => wrong(domain),
    }
}

fn wrong(domain: &str) -> HeaderError {
    HeaderError::value("a host name like `example.com` as `Domain`").found(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_what_is_no_domain() {
        for (text, domain) in [
            (".Example.com:80", Some("Example.com")),
            ("localhost", Some("localhost")),
            ("a_b.example.", Some("a_b.example.")),
            ("..a", Some("a")),
            ("", None),
            (".", None),
            (":80", None),
        ] {
            assert_eq!(normal(text.to_owned()).unwrap().as_deref(), domain, "{text}");
        }
    }

    #[test]
    fn refuses_what_breaks_out() {
        let long = "a".repeat(64);
        let longest = "abc.".repeat(70);
        for text in ["a;b", "a b", "a..b", "a\r\n", "a/b", "[::1]", "a,b", &long, &longest, "a.."] {
            assert!(normal(text.to_owned()).is_err(), "{text}");
        }
    }

    #[test]
    fn names_of_other_scripts() {
        let domain = normal("☃.net".to_owned());
        if cfg!(feature = "idna") {
            assert_eq!(domain.unwrap().as_deref(), Some("xn--n3h.net"));
        } else {
            assert!(domain.unwrap_err().to_string().contains("`idna`"));
        }
    }
}

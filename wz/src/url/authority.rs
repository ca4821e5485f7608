use std::borrow::Cow;

use super::percent::{self, Part, is_in_iri};
use super::{UrlError, UrlErrorKind, idna};
use crate::percent::escape;

/// What stands between `//` and the path: `[ user [ ":" password ] "@" ] host [ ":" port ]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Authority<'u> {
    pub(super) user: Option<&'u str>,
    pub(super) password: Option<&'u str>,
    /// In lower case; an IPv6 address in its brackets.
    pub(super) host: Cow<'u, str>,
    pub(super) port: Option<u16>,
}

impl<'u> Authority<'u> {
    pub(super) fn parse(text: &'u str) -> Result<Authority<'u>, UrlError> {
        // What is before the last `@` is not the host, whatever it contains.
        let (user, host) = text.rsplit_once('@').map_or((None, text), |(user, host)| (Some(user), host));
        let (user, password) = match user.map(|user| user.split_once(':').ok_or(user)) {
            Some(Ok((user, password))) => (Some(user), Some(password)),
            Some(Err(user)) => (Some(user), None),
            None => (None, None),
        };
        let end = if host.starts_with('[') { host.find(']').map_or(host.len(), |at| at + 1) } else { 0 };
        let (host, port) = match host[end..].find(':') {
            Some(colon) => (&host[..end + colon], Some(&host[end + colon + 1..])),
            None => (host, None),
        };
        let port = match port {
            None | Some("") => None,
            Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(port.parse().map_err(|_| UrlError::new(UrlErrorKind::Port))?)
            }
            Some(_) => return Err(UrlError::new(UrlErrorKind::Port)),
        };
        Ok(Authority { user, password, host: checked_host(host)?, port })
    }

    /// Appends it as it stands in a URI.
    pub(super) fn push_uri(&self, out: &mut String) -> Result<(), UrlError> {
        self.push_user(percent::encode, out);
        if self.host.is_ascii() {
            out.push_str(&self.host);
        } else {
            out.push_str(&idna::to_ascii(&self.host)?);
        }
        self.push_port(out);
        Ok(())
    }

    /// Appends it as it stands in an IRI.
    pub(super) fn push_iri(&self, out: &mut String) {
        self.push_user(percent::decode, out);
        out.push_str(&idna::to_unicode(&self.host));
        self.push_port(out);
    }

    fn push_user(&self, push: fn(Part, &str, &mut String), out: &mut String) {
        if let Some(user) = self.user {
            push(Part::User, user, out);
            if let Some(password) = self.password {
                out.push(':');
                push(Part::User, password, out);
            }
            out.push('@');
        }
    }

    fn push_port(&self, out: &mut String) {
        if let Some(port) = self.port {
            out.push(':');
            out.push_str(&port.to_string());
        }
    }
}

/// A host of characters that one may have (RFC 3986 section 3.2.2), or of any beyond ASCII, in lower case.
fn checked_host(host: &str) -> Result<Cow<'_, str>, UrlError> {
    let fine = if host.starts_with('[') { is_address(host) } else { is_name(host) };
    if !fine {
        return Err(UrlError::new(UrlErrorKind::Host));
    }
    // A zone, as well as an escape, is left as it is.
    let end = host.find('%').unwrap_or(host.len());
    if host[..end].chars().any(char::is_uppercase) {
        Ok(Cow::Owned(host[..end].to_lowercase() + &host[end..]))
    } else {
        Ok(Cow::Borrowed(host))
    }
}

fn is_name(host: &str) -> bool {
    let bytes = host.as_bytes();
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b'%' => escape(&bytes[at..]).is_some(),
        byte => byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=".contains(byte) || !byte.is_ascii(),
    }) && host.chars().all(is_in_iri)
}

/// An IPv6 address in brackets, perhaps with a zone (RFC 6874).
fn is_address(host: &str) -> bool {
    let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return false };
    let (address, zone) = address.split_once('%').unwrap_or((address, "0"));
    let zone_is_fine = !zone.is_empty()
        && zone.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~'));
    zone_is_fine && address.parse::<std::net::Ipv6Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses() {
        let parsed = Authority::parse("u:p:q@EXAMPLE.com:80").unwrap();
        assert_eq!((parsed.user, parsed.password), (Some("u"), Some("p:q")));
        assert_eq!((&*parsed.host, parsed.port), ("example.com", Some(80)));
        let parsed = Authority::parse("a@b@[::1]:").unwrap();
        assert_eq!((parsed.user, &*parsed.host, parsed.port), (Some("a@b"), "[::1]", None));
        assert_eq!(Authority::parse("[fe80::1%25eth0]").unwrap().host, "[fe80::1%25eth0]");
        for text in ["h:65536", "h:x", "h:+1", "h:1:2"] {
            assert_eq!(
                Authority::parse(text).map_err(|error| error.kind()),
                Err(UrlErrorKind::Port),
                "{text}"
            );
        }
        for text in ["[::1", "[::1]x", "[zz]", "a\u{93}b", "a\u{202e}b", "a b", "a\\b", "a<b", "h%", "a[b]"] {
            assert_eq!(
                Authority::parse(text).map_err(|error| error.kind()),
                Err(UrlErrorKind::Host),
                "{text}"
            );
        }
    }
}

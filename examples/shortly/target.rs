//! Where a link may lead.

use wz::http::Uri;
use wz::url::{TrustedHosts, get_host, iri_to_uri};

/// The address of a page, as it goes over the wire.
#[derive(Debug, PartialEq, Eq)]
pub struct Target(String);

/// What servers and caches on the way take for sure, in bytes.
pub const LONGEST: usize = 2000;

impl Target {
    /// Reads what somebody has typed; an error is for them to read.
    pub fn parse(text: &str) -> Result<Target, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("Enter the address of a page.".into());
        }
        let too_long = || format!("The address is longer than {LONGEST} characters.");
        if text.len() > LONGEST {
            return Err(too_long());
        }
        // Without this, `javascript:` would be one, too.
        if !["http://", "https://"].iter().any(|scheme| starts_with(text, scheme)) {
            return Err("The address has to begin with http:// or https://.".into());
        }
        let uri = iri_to_uri(text).map_err(|error| format!("This is no address: {error}."))?;
        if uri.len() > LONGEST {
            return Err(too_long());
        }
        let read: Uri = uri.parse().map_err(|_| "This is no address of a page.")?;
        let Some(authority) = read.authority().filter(|authority| !authority.host().is_empty()) else {
            return Err("The address has no host, such as example.com.".into());
        };
        // https://bank.example@evil.example/ leads to evil.example.
        if authority.as_str().contains('@') {
            return Err("An address with a user name in it looks like another one.".into());
        }
        // Behind it there would be another link, which may lead here again.
        let here = wz::context::current();
        let here = here.as_ref().and_then(|here| host(here.scheme(), here.host()?));
        if here.is_some() && here == read.scheme_str().and_then(|scheme| host(scheme, authority.as_str())) {
            return Err("This is an address of this site already.".into());
        }
        Ok(Target(uri))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Without the port that the scheme has anyway.
fn host(scheme: &str, authority: &str) -> Option<String> {
    get_host(scheme, Some(authority), None, &TrustedHosts::any()).ok()?
}

fn starts_with(text: &str, scheme: &str) -> bool {
    text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, kept) in [
            ("https://example.com", "https://example.com"),
            (" HTTP://Example.com/a?b#c \n", "http://example.com/a?b#c"),
            ("https://example.com/ä b", "https://example.com/%C3%A4%20b"),
            ("http://[::1]:81/", "http://[::1]:81/"),
        ] {
            assert_eq!(Target::parse(text), Ok(Target(kept.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_none() {
        let long = format!("https://example.com/{}", "x".repeat(LONGEST));
        let long_on_the_wire = format!("https://example.com/{}", "ä".repeat(LONGEST / 3));
        for (text, words) in [
            ("", "Enter"),
            (" \t", "Enter"),
            ("example.com", "begin with"),
            ("javascript:alert(1)//http://", "begin with"),
            ("data:text/html,x", "begin with"),
            ("ftp://example.com/", "begin with"),
            ("//example.com", "begin with"),
            ("http:/example.com", "begin with"),
            ("java\nscript:alert(1)", "begin with"),
            ("http://", "no "),
            ("https:///path", "no "),
            ("http://a b/", "no address"),
            ("http://example.com:port/", "no address"),
            ("https://good.example@evil.example/", "user name"),
            ("https://good.example\\@evil.example/", ""),
            ("https://user:password@example.com/", "user name"),
            (&long, "longer than 2000"),
            (&long_on_the_wire, "longer than 2000"),
        ] {
            let mistake = Target::parse(text).unwrap_err();
            assert!(mistake.contains(words), "{text}: {mistake}");
        }
    }

    #[test]
    fn nothing_breaks_the_header() {
        let target = Target::parse("https://example.com/a\r\nset-cookie: x\u{0}\"<b>").unwrap();
        assert_eq!(target.as_str(), "https://example.com/a%0D%0Aset-cookie:%20x%00%22%3Cb%3E");
    }
}

use std::time::{Duration, SystemTime};

use http::HeaderMap;

use super::address::Address;
use crate::cookie::{SetCookie, set_cookies};

/// The cookies of a client, kept and sent as browsers do (RFC 6265 section 5, and the prefixes and the rules about `Secure`
/// of its revision).
#[derive(Debug, Clone, Default)]
pub(super) struct Jar {
    /// The oldest first.
    kept: Vec<Kept>,
    /// How far its clock is ahead of the machine's.
    ahead: Duration,
}

#[derive(Debug, Clone)]
struct Kept {
    name: String,
    /// As it was written.
    value: String,
    read: String,
    domain: String,
    /// Only for `domain`, not for what is below it.
    host_only: bool,
    path: String,
    secure: bool,
    expires: Option<SystemTime>,
}

impl Jar {
    fn now(&self) -> SystemTime {
        let now = SystemTime::now();
        now.checked_add(self.ahead).unwrap_or(now)
    }

    pub(super) fn pass(&mut self, time: Duration) {
        self.ahead = self.ahead.saturating_add(time);
    }

    /// Takes in what a response sets. What a browser would not take is left out.
    pub(super) fn take(&mut self, from: &Address, headers: &HeaderMap) {
        for cookie in set_cookies(headers).flatten() {
            self.set(from, &cookie);
        }
    }

    /// Whether it was taken.
    pub(super) fn set(&mut self, from: &Address, cookie: &SetCookie) -> bool {
        let Some(kept) = self.made(from, cookie) else { return false };
        let same = |old: &Kept| {
            old.name == kept.name
                && old.domain == kept.domain
                && old.path == kept.path
                && old.host_only == kept.host_only
        };
        let old = self.kept.iter().position(same);
        let is_over = kept.expires.is_some_and(|end| end <= self.now());
        match old {
            Some(old) if is_over => drop(self.kept.remove(old)),
            // It keeps its place.
            Some(old) => self.kept[old] = kept,
            None if is_over => {}
            None => self.kept.push(kept),
        }
        true
    }

    fn made(&self, from: &Address, cookie: &SetCookie) -> Option<Kept> {
        let domain = cookie.domain().map(|domain| domain.trim_start_matches('.').to_ascii_lowercase());
        let (domain, host_only) = match domain.filter(|domain| !domain.is_empty()) {
            Some(domain) => {
                // A name without a dot is that of a whole country, or so.
                let wide = domain != from.host && !domain.contains('.');
                if wide || !is_within(&from.host, &domain) {
                    return None;
                }
                (domain, false)
            }
            None => (from.host.clone(), true),
        };
        let path = match cookie.path() {
            Some(path) if path.starts_with('/') => path.to_owned(),
            _ => folder(&from.path).to_owned(),
        };
        let lower = cookie.name().to_ascii_lowercase();
        let prefix_holds = if lower.starts_with("__host-") {
            cookie.secure() && host_only && cookie.path() == Some("/")
        } else {
            !lower.starts_with("__secure-") || cookie.secure()
        };
        if !prefix_holds || (cookie.secure() && !from.is_trustworthy()) {
            return None;
        }
        // Who listens to plain HTTP must not replace what was sent over TLS.
        let guarded = |old: &Kept| {
            old.secure
                && old.name == cookie.name()
                && (is_within(&old.domain, &domain) || is_within(&domain, &old.domain))
                && is_below(&path, &old.path)
        };
        if !from.is_trustworthy() && self.kept.iter().any(guarded) {
            return None;
        }
        Some(Kept {
            name: cookie.name().to_owned(),
            value: cookie.written_value().to_owned(),
            read: cookie.value().into_owned(),
            domain,
            host_only,
            path,
            secure: cookie.secure(),
            expires: match cookie.max_age() {
                Some(age) => self.now().checked_add(age),
                None => cookie.expires().map(SystemTime::from),
            },
        })
    }

    fn sent(&self, to: &Address) -> Vec<&Kept> {
        let now = self.now();
        let mut sent: Vec<_> = self
            .kept
            .iter()
            .filter(|kept| match kept.host_only {
                true => kept.domain == to.host,
                false => is_within(&to.host, &kept.domain),
            })
            .filter(|kept| is_below(&to.path, &kept.path) && (to.is_trustworthy() || !kept.secure))
            .filter(|kept| kept.expires.is_none_or(|end| end > now))
            .collect();
        // Stable: of two with the same length the older one stays first.
        sent.sort_by_key(|kept| std::cmp::Reverse(kept.path.len()));
        sent
    }

    /// The `Cookie` header for an address; `None` when there is nothing to send.
    pub(super) fn header(&self, to: &Address) -> Option<String> {
        let sent: Vec<_> = self.sent(to).iter().map(|kept| format!("{}={}", kept.name, kept.value)).collect();
        (!sent.is_empty()).then(|| sent.join("; "))
    }

    pub(super) fn get(&self, to: &Address, name: &str) -> Option<String> {
        self.sent(to).iter().find(|kept| kept.name == name).map(|kept| kept.read.clone())
    }

    pub(super) fn delete(&mut self, to: &Address, name: &str) {
        let sent: Vec<_> = self
            .sent(to)
            .iter()
            .filter(|kept| kept.name == name)
            .map(|kept| (kept.domain.clone(), kept.path.clone()))
            .collect();
        self.kept.retain(|kept| {
            kept.name != name
                || !sent.iter().any(|(domain, path)| kept.domain == *domain && kept.path == *path)
        });
    }

    pub(super) fn clear(&mut self) {
        self.kept.clear();
    }
}

/// RFC 6265 section 5.1.3.
fn is_within(host: &str, domain: &str) -> bool {
    let below = || host.strip_suffix(domain).is_some_and(|left| left.ends_with('.'));
    host == domain || (below() && host.parse::<std::net::IpAddr>().is_err())
}

/// RFC 6265 section 5.1.4.
fn is_below(path: &str, of: &str) -> bool {
    path.strip_prefix(of).is_some_and(|left| left.is_empty() || of.ends_with('/') || left.starts_with('/'))
}

/// The path a cookie is for that names none.
fn folder(path: &str) -> &str {
    match path.rfind('/') {
        None | Some(0) => "/",
        Some(end) => &path[..end],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str) -> Address {
        Address::parse(url).unwrap()
    }

    /// What is sent to the second URL when the first has set these.
    fn sent(from: &str, lines: &[&str], to: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("set-cookie", line.parse().unwrap());
        }
        let mut jar = Jar::default();
        jar.take(&at(from), &headers);
        jar.header(&at(to))
    }

    #[test]
    fn domains() {
        let (own, all) = (&["a=1"][..], &["a=1; Domain=.Example.com"][..]);
        for (from, lines, to, is_sent) in [
            ("http://example.com/", own, "http://example.com/", true),
            ("http://example.com/", own, "http://www.example.com/", false),
            ("http://www.example.com/", all, "http://example.com/", true),
            ("http://www.example.com/", all, "http://a.b.example.com/", true),
            ("http://www.example.com/", all, "http://badexample.com/", false),
            ("http://evil.org/", all, "http://example.com/", false),
            ("http://example.com/", &["a=1; Domain=com"], "http://example.com/", false),
            ("http://example.com/", &["a=1; Domain=www.example.com"], "http://www.example.com/", false),
            ("http://localhost/", &["a=1; Domain=localhost"], "http://localhost/", true),
            ("http://1.2.3.4/", &["a=1; Domain=3.4"], "http://1.2.3.4/", false),
            ("http://1.2.3.4/", own, "http://1.2.3.4/", true),
        ] {
            assert_eq!(sent(from, lines, to).is_some(), is_sent, "{from} {lines:?} {to}");
        }
    }

    #[test]
    fn paths() {
        for (from, line, to, is_sent) in [
            ("/a/b", "x=1", "/a/c", true),
            ("/a/b", "x=1", "/a", true),
            ("/a/b", "x=1", "/ab", false),
            ("/a", "x=1", "/z", true),
            ("/a", "x=1; Path=/a", "/a/b", true),
            ("/a", "x=1; Path=/a", "/ab", false),
            ("/a", "x=1; Path=/a/", "/a", false),
            ("/a/b", "x=1; Path=relative", "/a/", true),
        ] {
            let url = |path| format!("http://h{path}");
            assert_eq!(sent(&url(from), &[line], &url(to)).is_some(), is_sent, "{from} {line} {to}");
        }
        let both = sent("http://h/a/b", &["x=1; Path=/", "y=2; Path=/a", "x=3; Path=/a"], "http://h/a/b");
        assert_eq!(both.as_deref(), Some("y=2; x=3; x=1"));
    }

    #[test]
    fn secure_ones_stay_on_tls() {
        let (tls, plain) = ("https://h/", "http://h/");
        assert_eq!(sent(tls, &["a=1; Secure"], tls).as_deref(), Some("a=1"));
        assert_eq!(sent(tls, &["a=1; Secure"], plain), None);
        assert_eq!(sent(plain, &["a=1; Secure"], tls), None);
        assert!(sent("http://localhost/", &["a=1; Secure"], "http://localhost/").is_some());
        for (line, is_taken) in [
            ("__Secure-a=1", false),
            ("__Secure-a=1; Secure", true),
            ("__Host-a=1; Secure; Path=/", true),
            ("__Host-a=1; Secure; Path=/; Domain=h.example", false),
            ("__host-a=1; Path=/", false),
            ("__Host-a=1; Secure; Path=/x", false),
        ] {
            assert_eq!(
                sent("https://h.example/", &[line], "https://h.example/x").is_some(),
                is_taken,
                "{line}"
            );
        }
        let mut jar = Jar::default();
        let (secure, other) = (SetCookie::build("a", "1").secure(true), SetCookie::build("a", "2"));
        assert!(jar.set(&at(tls), &secure.build().unwrap()));
        assert!(!jar.set(&at(plain), &other.build().unwrap()));
        assert_eq!(jar.get(&at(tls), "a").as_deref(), Some("1"));
    }

    #[test]
    fn time_passes() {
        let mut jar = Jar::default();
        let here = at("http://h/");
        let cookie = SetCookie::build("a", "x y").max_age(Duration::from_secs(60)).build().unwrap();
        jar.set(&here, &cookie);
        assert_eq!(jar.get(&here, "a").as_deref(), Some("x y"));
        assert_eq!(jar.header(&here).as_deref(), Some("a=\"x y\""));
        jar.pass(Duration::from_secs(61));
        assert_eq!(jar.get(&here, "a"), None);
        jar.set(&here, &cookie);
        jar.set(&here, &SetCookie::deletion("a").build().unwrap());
        assert_eq!(jar.header(&here), None);
        for past in ["a=1; Max-Age=0", "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "a=1; Max-Age=-5"] {
            assert_eq!(sent("http://h/", &["a=0", past], "http://h/"), None, "{past}");
        }
        // The one that browsers look at first.
        let both = sent("http://h/", &["a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=9"], "http://h/");
        assert!(both.is_some());
    }

    #[test]
    fn deleted_by_hand() {
        let mut jar = Jar::default();
        let (here, there) = (at("http://h/"), at("http://i/"));
        let cookie = SetCookie::build("a", "1").build().unwrap();
        jar.set(&here, &cookie);
        jar.set(&there, &cookie);
        jar.delete(&here, "a");
        assert_eq!((jar.header(&here), jar.header(&there).as_deref()), (None, Some("a=1")));
        jar.clear();
        assert_eq!(jar.header(&there), None);
    }
}

use super::authority::Authority;
use super::split::Parts;
use super::{UrlError, UrlErrorKind, iri_to_uri};

/// A redirect target that came from a client (`?next=`), as a reference that stays on this host whatever a browser makes
/// of it.
///
/// - A path, a query or a fragment is taken, and percent-encoded where that is needed.
/// - A whole URL is taken when its host and port are `host`; of it, only what is behind the host is kept.
/// - Refused is all that leads elsewhere in some browser: `//host`, `/\host`, `\\host`, `http:host`, `javascript:`, user
///   names before the host, and text with control characters or blanks around it, which browsers take out.
///
/// `host` is that of the request, from [`get_host`](super::get_host).
///
/// ```
/// use wz::url::safe_redirect_target;
///
/// let target = |text| safe_redirect_target(text, Some("example.com"));
/// assert_eq!(target("/account?tab=ü")?, "/account?tab=%C3%BC");
/// assert_eq!(target("https://Example.com/account")?, "/account");
/// assert!(target("https://evil.example/").is_err() && target("//evil.example/").is_err());
/// assert!(target(r"/\evil.example").is_err() && target("/\t/evil.example").is_err());
/// # Ok::<_, wz::url::UrlError>(())
/// ```
///
/// # Errors
/// When it may lead elsewhere; take a default.
pub fn safe_redirect_target(target: &str, host: Option<&str>) -> Result<String, UrlError> {
    let refuse = |kind| Err(UrlError::new(kind));
    if target.is_empty() {
        return refuse(UrlErrorKind::EmptyTarget);
    }
    if target.chars().any(char::is_control) || target.trim() != target {
        return refuse(UrlErrorKind::TargetCharacters);
    }
    let parts = Parts::of(target);
    // Browsers take `\` for `/` in front of a query.
    if parts.path.contains('\\') || parts.authority.is_some_and(|authority| authority.contains('\\')) {
        return refuse(UrlErrorKind::OtherHost);
    }
    // Behind a host that is left out, this would be a host.
    if parts.path.starts_with("//") {
        return refuse(UrlErrorKind::OtherHost);
    }
    let scheme = match parts.scheme {
        Some(scheme) if scheme.eq_ignore_ascii_case("http") => ":80",
        Some(scheme) if scheme.eq_ignore_ascii_case("https") => ":443",
        Some(_) => return refuse(UrlErrorKind::TargetScheme),
        None => "",
    };
    match parts.authority {
        Some(authority) if is_host(authority, scheme, host) => {}
        Some(_) => return refuse(UrlErrorKind::OtherHost),
        // Some browsers take `http:host` and `http:/host` for `http://host`.
        None if parts.scheme.is_some() => return refuse(UrlErrorKind::TargetScheme),
        None => return iri_to_uri(target),
    }
    let behind = target.split_once("//").map_or("", |(_, rest)| &rest[parts.authority.unwrap_or("").len()..]);
    let slash = if behind.starts_with('/') { "" } else { "/" };
    iri_to_uri(&format!("{slash}{behind}"))
}

/// Whether an authority is the host and nothing more; the usual port may be left out on either side.
fn is_host(authority: &str, usual_port: &str, host: Option<&str>) -> bool {
    let parse = |text| Authority::parse(text).ok().filter(|parsed: &Authority<'_>| !parsed.host.is_empty());
    let (Some(host), Some(target)) = (host.and_then(parse), parse(authority)) else { return false };
    let usual = usual_port.trim_start_matches(':').parse().ok();
    let port = |port: Option<u16>| port.filter(|port| Some(*port) != usual);
    target.user.is_none() && target.host == host.host && port(target.port) == port(host.port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_here() {
        for (target, expected) in [
            ("/", "/"),
            ("/a b", "/a%20b"),
            ("a/b", "a/b"),
            ("?x=//evil.example", "?x=//evil.example"),
            ("#f", "#f"),
            ("/x?next=https://evil.example/\\", "/x?next=https://evil.example/%5C"),
            ("http://h:80", "/"),
            ("https://H:443?q", "/?q"),
            ("//h/x#y", "/x#y"),
            ("evil.example", "evil.example"),
            ("/%2Fevil.example", "/%2Fevil.example"),
        ] {
            assert_eq!(safe_redirect_target(target, Some("h")).as_deref(), Ok(expected), "{target}");
        }
        assert_eq!(safe_redirect_target("http://h:81/x", Some("h:81")).as_deref(), Ok("/x"));
    }

    #[test]
    fn goes_nowhere_else() {
        use UrlErrorKind::{EmptyTarget, OtherHost, TargetCharacters, TargetScheme};
        for (target, kind) in [
            ("", EmptyTarget),
            ("//evil.example", OtherHost),
            ("///evil.example", OtherHost),
            ("////evil.example", OtherHost),
            ("/\\evil.example", OtherHost),
            ("\\\\evil.example", OtherHost),
            ("\\/evil.example", OtherHost),
            ("http://h\\@evil.example", OtherHost),
            ("http://h@evil.example", OtherHost),
            ("http://evil@h/", OtherHost),
            ("http://h.evil.example/", OtherHost),
            ("http://h:81/", OtherHost),
            ("http://h//evil.example", OtherHost),
            ("http:///evil.example", OtherHost),
            ("http:evil.example", TargetScheme),
            ("https:/evil.example", TargetScheme),
            ("javascript:alert(1)", TargetScheme),
            ("data:text/html,x", TargetScheme),
            ("java\nscript:alert(1)", TargetCharacters),
            (" //evil.example", TargetCharacters),
            ("/\t/evil.example", TargetCharacters),
            ("/a\r\nSet-Cookie: x", TargetCharacters),
            ("\u{a0}//evil.example", TargetCharacters),
            ("\0//evil.example", TargetCharacters),
        ] {
            let error = safe_redirect_target(target, Some("h")).unwrap_err();
            assert_eq!(error.kind(), kind, "{target:?}");
        }
        assert!(safe_redirect_target("http://h/", None).is_err());
    }
}

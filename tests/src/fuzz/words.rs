use wz::header::{
    AccessControlAllowCredentials, AccessControlAllowHeaders, AccessControlExposeHeaders,
    AccessControlMaxAge, AccessControlRequestHeaders, AccessControlRequestMethod, CrossOriginEmbedderPolicy,
    CrossOriginOpenerPolicy, CrossOriginResourcePolicy, Header, SecFetchDest, SecFetchMode, SecFetchSite,
    SecFetchUser, XForwardedFor, XForwardedHost, XForwardedPort, XForwardedPrefix, XForwardedProto,
};
use wz::http::HeaderValue;

/// Headers of a few words: those of proxies, of cross-origin requests and of what browsers say of themselves.
pub fn words(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    forwarded::<XForwardedFor>(text, XForwardedFor::values, XForwardedFor::trusted);
    forwarded::<XForwardedHost>(text, XForwardedHost::values, XForwardedHost::trusted);
    forwarded::<XForwardedPrefix>(text, XForwardedPrefix::values, XForwardedPrefix::trusted);
    forwarded::<XForwardedProto>(text, XForwardedProto::values, XForwardedProto::trusted);
    forwarded::<XForwardedPort>(text, XForwardedPort::values, XForwardedPort::trusted);
    if let Ok(ports) = text.parse::<XForwardedPort>() {
        let port = |text: &str| text.parse::<u16>().ok().filter(|_| !text.starts_with('+'));
        assert_eq!(ports.trusted_port(1), ports.trusted(1).and_then(port), "{text:?}");
    }

    whole::<CrossOriginOpenerPolicy>(text);
    whole::<CrossOriginEmbedderPolicy>(text);
    whole::<CrossOriginResourcePolicy>(text);
    whole::<SecFetchDest>(text);
    whole::<SecFetchMode>(text);
    whole::<SecFetchSite>(text);
    whole::<SecFetchUser>(text);
    whole::<AccessControlAllowCredentials>(text);
    whole::<AccessControlAllowHeaders>(text);
    whole::<AccessControlExposeHeaders>(text);
    whole::<AccessControlMaxAge>(text);
    whole::<AccessControlRequestHeaders>(text);
    whole::<AccessControlRequestMethod>(text);
}

/// What is read is written as a legal value, and read as the same. An error names the header.
fn whole<H: Header + PartialEq + std::fmt::Debug>(text: &str) -> Option<H> {
    match text.parse::<H>() {
        Ok(header) => {
            let written = header.to_string();
            assert!(HeaderValue::from_bytes(written.as_bytes()).is_ok(), "{text:?}: {written:?}");
            assert_eq!(written.parse().as_ref(), Ok(&header), "{text:?}: {written:?}");
            Some(header)
        }
        Err(error) => {
            assert_eq!(error.name(), Some(&H::NAME), "{text:?}: {error}");
            None
        }
    }
}

/// The values count from the right, and none can be taken for two.
fn forwarded<H: Header + PartialEq + std::fmt::Debug>(
    text: &str,
    values: fn(&H) -> &[String],
    trusted: fn(&H, usize) -> Option<&str>,
) {
    let Some(header) = whole::<H>(text) else { return };
    let values = values(&header);
    for (at, value) in values.iter().rev().enumerate().take(4) {
        assert_eq!(trusted(&header, at + 1), Some(&**value), "{text:?}");
    }
    assert!(trusted(&header, 0).is_none() && trusted(&header, values.len() + 1).is_none(), "{text:?}");
    assert!(values.iter().all(|value| !value.is_empty() && !value.contains([',', ' ', '"'])), "{text:?}");
}

use http::header::{
    ALLOW, CONTENT_RANGE, CONTENT_TYPE, LOCATION, PROXY_AUTHENTICATE, UPGRADE, WWW_AUTHENTICATE,
};
use http::{StatusCode, Uri, Version};
use http_body::Body as _;

use super::{Found, shown};
use crate::middleware::LintKind;
use crate::response::Response;

/// What a status asks for.
pub(super) fn check(response: &Response, found: &mut Found<'_>) {
    let (status, headers) = (response.status(), response.headers());
    let code = status.as_u16();
    if (status.is_informational() && code != 101) || code >= 600 {
        found.add(
            LintKind::InvalidStatus,
            format!("{code} is no status of a whole response"),
            "RFC 9110 section 15",
        );
    }
    let bodiless = match code {
        204 => Some("RFC 9110 section 15.3.5"),
        205 => Some("RFC 9110 section 15.3.6"),
        304 => Some("RFC 9110 section 15.4.5"),
        101 => Some("RFC 9110 section 15.2"),
        _ => None,
    };
    if let Some(section) = bodiless.filter(|_| !response.body().is_end_stream()) {
        found.add(LintKind::UnexpectedBody, format!("a {code} has a body, which is not sent"), section);
    }
    let challenge = match status {
        StatusCode::UNAUTHORIZED => Some((WWW_AUTHENTICATE, "WWW-Authenticate", "RFC 9110 section 15.5.2")),
        StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
            Some((PROXY_AUTHENTICATE, "Proxy-Authenticate", "RFC 9110 section 15.5.8"))
        }
        _ => None,
    };
    if let Some((_, title, section)) = challenge.filter(|(name, ..)| !headers.contains_key(name)) {
        let message = format!("a {code} has no `{title}`: the client does not know how to log in");
        found.add(LintKind::MissingChallenge, message, section);
    }
    if status == StatusCode::METHOD_NOT_ALLOWED && !headers.contains_key(ALLOW) {
        let message = "a 405 has no `Allow`, which says what is allowed instead";
        found.add(LintKind::MissingAllow, message, "RFC 9110 section 15.5.6");
    }
    let upgrades = [StatusCode::SWITCHING_PROTOCOLS, StatusCode::UPGRADE_REQUIRED].contains(&status);
    if upgrades && !headers.contains_key(UPGRADE) {
        let section = if code == 101 { "RFC 9110 section 15.2.2" } else { "RFC 9110 section 15.5.22" };
        let message = format!("a {code} has no `Upgrade`, which says to which protocol");
        found.add(LintKind::MissingUpgrade, message, section);
    }
    if code == 101 && found.asked.version < Version::HTTP_11 {
        let message = "an HTTP/1.0 client cannot change the protocol";
        found.add(LintKind::OldClient, message, "RFC 9110 section 7.8");
    }
    location(response, found);
    range(response, found);
}

fn location(response: &Response, found: &mut Found<'_>) {
    let code = response.status().as_u16();
    let Some(location) = response.headers().get(LOCATION) else {
        if [301, 302, 303, 307, 308].contains(&code) {
            let message = format!("a {code} has no `Location`: it leads nowhere");
            found.add(LintKind::MissingLocation, message, "RFC 9110 section 15.4");
        }
        return;
    };
    let is_reference = |text: &str| {
        // The parser of request targets takes what a reference may not have.
        let legal = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
        let path = text.split('#').next().unwrap_or_default();
        text.bytes().all(legal)
            && (path.is_empty() || !path.starts_with("http") || path.parse::<Uri>().is_ok())
    };
    if !location.to_str().is_ok_and(is_reference) {
        let message = format!("`Location` is no URL: `{}`", shown(location));
        found.add(LintKind::InvalidLocation, message, "RFC 9110 section 10.2.2");
    }
}

fn range(response: &Response, found: &mut Found<'_>) {
    let (status, headers) = (response.status(), response.headers());
    let has_range = headers.contains_key(CONTENT_RANGE);
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let in_parts = kind.get(..20).is_some_and(|start| start.eq_ignore_ascii_case("multipart/byteranges"));
    match status {
        StatusCode::PARTIAL_CONTENT if !has_range && !in_parts => {
            let message = "a 206 has no `Content-Range`: which part it is, nobody knows";
            found.add(LintKind::ContentRange, message, "RFC 9110 section 15.3.7");
        }
        StatusCode::RANGE_NOT_SATISFIABLE if !has_range => {
            let message = "a 416 has no `Content-Range`, which says how long the content is";
            found.add(LintKind::ContentRange, message, "RFC 9110 section 15.5.17");
        }
        StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE => {}
        _ if has_range => {
            let message = format!("`Content-Range` means nothing with {}", status.as_u16());
            found.add(LintKind::ContentRange, message, "RFC 9110 section 14.4");
        }
        _ => {}
    }
}

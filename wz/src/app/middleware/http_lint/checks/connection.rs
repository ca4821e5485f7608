use http::StatusCode;
use http::header::{
    AGE, CONNECTION, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, DATE, ETAG, EXPIRES,
    HeaderName, LAST_MODIFIED, LOCATION, PRAGMA, RETRY_AFTER, STRICT_TRANSPORT_SECURITY, UPGRADE, WARNING,
};

use super::{Found, title};
use crate::header::{is_hop_by_hop, tokens};
use crate::middleware::LintKind;
use crate::response::Response;

/// Headers that may be there once (RFC 9110 section 5.3).
const SINGLE: [HeaderName; 12] = [
    AGE,
    CONTENT_DISPOSITION,
    CONTENT_LENGTH,
    CONTENT_RANGE,
    CONTENT_TYPE,
    DATE,
    ETAG,
    EXPIRES,
    LAST_MODIFIED,
    LOCATION,
    RETRY_AFTER,
    STRICT_TRANSPORT_SECURITY,
];

/// What is about the connection, and headers that should not be there, or not so often.
pub(super) fn check(response: &Response, found: &mut Found<'_>) {
    let (status, headers) = (response.status(), response.headers());
    let upgrades = [StatusCode::SWITCHING_PROTOCOLS, StatusCode::UPGRADE_REQUIRED].contains(&status);
    for name in headers.keys() {
        let is_the_servers = match *name {
            // With these a handler may end a connection, or change its protocol; a trailer is announced by whoever has it.
            CONNECTION => tokens(headers, name).any(|option| {
                let is = |known: &str| option.eq_ignore_ascii_case(known.as_bytes());
                !(is("close") || upgrades && is("upgrade"))
            }),
            UPGRADE => !upgrades,
            _ => is_hop_by_hop(name) && !["trailer", "proxy-authenticate"].contains(&name.as_str()),
        };
        if is_the_servers {
            let message =
                format!("`{}` is about the connection, which is the server's: it is not sent", title(name));
            found.add(LintKind::ConnectionHeader, message, "RFC 9110 section 7.6.1");
        }
        if SINGLE.contains(name) && headers.get_all(name).iter().nth(1).is_some() {
            let message = format!("`{}` is there more than once", title(name));
            found.add(LintKind::RepeatedHeader, message, "RFC 9110 section 5.3");
        }
        obsolete(name, found);
    }
    if let Some(body) = &found.asked.body
        && !body.is_read()
        && response.status().is_success()
        && response.body().as_bytes().is_some()
    {
        let message =
            "the body of the request has not been read: the connection cannot be used again, or not at once";
        found.add(LintKind::UnreadBody, message, "RFC 9112 section 9.3");
    }
}

fn obsolete(name: &HeaderName, found: &mut Found<'_>) {
    let (instead, section) = match name.as_str() {
        _ if *name == PRAGMA => ("means nothing in a response: `Cache-Control` does", "RFC 9111 section 5.4"),
        _ if *name == WARNING => ("is not used any more", "RFC 9111 section 5.5"),
        "content-md5" => ("is not used any more: `Repr-Digest` is", "RFC 7231 appendix B"),
        "x-xss-protection" => {
            ("does harm where it does anything: `Content-Security-Policy` helps", "OWASP Secure Headers")
        }
        "public-key-pins" | "expect-ct" => ("is not used any more", "RFC 9163"),
        "p3p" => ("is not used any more", "W3C P3P 1.0"),
        _ => return,
    };
    found.add(LintKind::ObsoleteHeader, format!("`{}` {instead}", title(name)), section);
}

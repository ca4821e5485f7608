use std::collections::HashSet;

use http::header::SET_COOKIE;

use super::{Found, shown};
use crate::cookie::{SameSite, SetCookie};
use crate::middleware::LintKind;
use crate::response::Response;

/// What a browser keeps of a cookie, name and value and attributes (RFC 6265 section 6.1).
const LONGEST: usize = 4096;

/// Cookies that browsers refuse without a word.
pub(super) fn check(response: &Response, found: &mut Found<'_>) {
    let mut names = HashSet::new();
    for line in response.headers().get_all(SET_COOKIE) {
        let Some(cookie) = line.to_str().ok().and_then(|text| text.parse::<SetCookie>().ok()) else {
            let message = format!("`Set-Cookie` is no cookie: `{}`", shown(line));
            found.add(LintKind::Cookie, message, "RFC 6265 section 4.1.1");
            continue;
        };
        let name = cookie.name().to_owned();
        let mut wrong = |what: &str, section| {
            found.add(LintKind::Cookie, format!("the cookie `{name}` {what}"), section);
        };
        if name.is_empty() {
            wrong("has no name", "RFC 6265 section 4.1.1");
        }
        if cookie.same_site() == Some(SameSite::None) && !cookie.secure() {
            wrong("has `SameSite=None` without `Secure`: browsers refuse it", "RFC 6265bis section 5.7");
        }
        if cookie.partitioned() && !cookie.secure() {
            wrong(
                "is `Partitioned` without `Secure`: browsers refuse it",
                "draft-cutler-httpbis-partitioned-cookies",
            );
        }
        let prefix =
            |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        if prefix("__Secure-") && !cookie.secure() {
            wrong("is not `Secure`, which its name says: browsers refuse it", "RFC 6265bis section 4.1.3.1");
        }
        let for_host = cookie.secure() && cookie.path() == Some("/") && cookie.domain().is_none();
        if prefix("__Host-") && !for_host {
            wrong(
                "is not `Secure`, with `Path=/` and without `Domain`, which its name says: browsers refuse it",
                "RFC 6265bis section 4.1.3.2",
            );
        }
        if line.len() > LONGEST {
            wrong("is longer than 4096 bytes: browsers refuse it", "RFC 6265 section 6.1");
        }
        let place = (name.clone(), cookie.domain().map(str::to_owned), cookie.path().map(str::to_owned));
        if !names.insert(place) {
            wrong("is set twice", "RFC 6265 section 4.1.1");
        }
    }
}

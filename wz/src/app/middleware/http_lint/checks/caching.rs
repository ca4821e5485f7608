use http::header::{CACHE_CONTROL, HeaderMap, SET_COOKIE};

use super::Found;
use crate::header::{HeaderMapExt, ResponseCacheControl};
use crate::middleware::LintKind;
use crate::response::Response;

/// What caches are told.
pub(super) fn check(response: &Response, found: &mut Found<'_>) {
    let headers = response.headers();
    let Ok(Some(control)) = headers.typed::<ResponseCacheControl>() else { return };
    let mut undone = |by: &str, what: &str| {
        let message = format!("`Cache-Control: {by}` makes `{what}` mean nothing");
        found.add(LintKind::CacheControl, message, "RFC 9111 section 5.2.2");
    };
    if control.no_store {
        for (is_there, what) in [
            (control.public, "public"),
            (control.immutable, "immutable"),
            (control.max_age.is_some_and(|age| !age.is_zero()), "max-age"),
            (control.s_maxage.is_some_and(|age| !age.is_zero()), "s-maxage"),
            (control.stale_while_revalidate.is_some(), "stale-while-revalidate"),
        ] {
            if is_there {
                undone("no-store", what);
            }
        }
    }
    if control.private.is_some() {
        if control.public {
            undone("private", "public");
        }
        if control.s_maxage.is_some() {
            undone("private", "s-maxage");
        }
    }
    if control.no_cache.is_some() && control.immutable {
        undone("no-cache", "immutable");
    }
    if control.max_age.is_none() && has_broken(headers, "max-age") {
        let message =
            "`Cache-Control: max-age` is no number of seconds: caches take the response for a stale one";
        found.add(LintKind::CacheControl, message, "RFC 9111 section 4.2.1");
    }
    let shared = control.public || control.s_maxage.is_some_and(|age| !age.is_zero());
    let kept = !control.no_store && control.private.is_none() && control.no_cache.is_none();
    if shared && kept && headers.contains_key(SET_COOKIE) {
        let message = "a response that shared caches may keep sets a cookie: others get the same one";
        found.add(LintKind::CachedCookie, message, "RFC 9111 section 7.3");
    }
}

/// Whether a directive is there, in whatever form.
fn has_broken(headers: &HeaderMap, directive: &str) -> bool {
    let lines = headers.get_all(CACHE_CONTROL).iter().filter_map(|line| line.to_str().ok());
    let mut all = lines.flat_map(|line| line.split(','));
    all.any(|text| text.split('=').next().is_some_and(|name| name.trim().eq_ignore_ascii_case(directive)))
}

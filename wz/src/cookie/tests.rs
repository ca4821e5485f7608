use std::time::Duration;

use super::*;
use crate::header::{HeaderErrorKind, HttpDate};

fn pairs(text: &str) -> Vec<(String, String)> {
    parse(text).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

#[test]
fn reads_pairs_as_werkzeug_does() {
    for (text, expected) in [
        ("a=b; a=c", &[("a", "b"), ("a", "c")][..]),
        (r#"a="b c"; d"#, &[("a", "b c"), ("d", "")]),
        ("=x", &[]),
        ("a = b ", &[("a", "b")]),
        ("a=b=c", &[("a", "b=c")]),
        (r#"a="x;y"; b=1"#, &[("a", "x;y"), ("b", "1")]),
        (r#"a="\303\251""#, &[("a", "é")]),
        (r#"a="unterminated; b=c"#, &[("b", "c")]),
        (r#"a=x"y; b=c"#, &[("b", "c")]),
        (r#"a="\400""#, &[("a", "400")]),
        (r#"a="b"c; d=e"#, &[("d", "e")]),
        ("a=b c; d=e", &[("d", "e")]),
        ("a b=c", &[]),
        (r#""a"=b"#, &[]),
        ("", &[]),
        (";;; ;a;", &[("a", "")]),
        ("a,b=c,d", &[("a,b", "c,d")]),
        (r"a=\073", &[("a", r"\073")]),
        ("é=ü", &[("é", "ü")]),
        ("a=\"", &[]),
    ] {
        let expected: Vec<_> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(pairs(text), expected, "{text}");
    }
}

#[test]
fn a_value_without_name_is_no_cookie_with_a_prefix() {
    assert_eq!(pairs("=__Host-x=bad; ==__Host-x=bad"), []);
    for forged in ["=__Host-x=bad", "=__http-x=bad", "=__Host-Http-x=bad", "__Http-x"] {
        assert!(forged.parse::<SetCookie>().is_err(), "{forged}");
    }
    assert!("__secure-x".parse::<SetCookie>().is_err());
}

#[test]
fn bytes_that_are_no_text_are_replaced() {
    let cookies: Vec<_> = parse(b"a=\xff; \xe9=1").collect();
    assert_eq!(cookies, [("a".into(), "\u{fffd}".into()), ("\u{fffd}".into(), "1".into())]);
}

#[test]
fn hostile_headers_take_linear_time() {
    const LONG: usize = 1 << 20;
    for piece in ["a=\"", "a=\"\\\";", ";", "\\", "\"", "a=\"b;", " ", "=", "a=\"\\\\\";", "a=\"b\"c;"] {
        let text = piece.repeat(LONG / piece.len());
        assert!(parse(&text).count() <= LONG);
        drop(text.parse::<SetCookie>());
    }
}

#[test]
fn writes_as_werkzeug_does() {
    let text = |builder: SetCookieBuilder| builder.build().unwrap().to_string();
    assert_eq!(text(SetCookie::build("a", "b")), "a=b; Path=/");
    assert_eq!(text(SetCookie::build("a", "b c")), "a=\"b c\"; Path=/");
    assert_eq!(text(SetCookie::build("a", "").path("/é;x y")), "a=; Path=/%C3%A9%3Bx%20y");
    assert_eq!(text(SetCookie::build("a", "").domain("").without_path()), "a=");
    assert_eq!(text(SetCookie::build("a", "").partitioned(true)), "a=; Secure; Path=/; Partitioned");
    assert_eq!(
        text(SetCookie::build("a", "").max_age(Duration::MAX).sync_expires(HttpDate::UNIX_EPOCH)),
        "a=; Expires=Fri, 31 Dec 9999 23:59:59 GMT; Max-Age=18446744073709551615; Path=/"
    );
}

#[test]
fn prefixes_are_enforced() {
    let host = || SetCookie::build("__host-a", "1").secure(true);
    assert!(host().build().is_ok());
    assert!(host().domain(".").build().is_ok());
    for builder in [host().secure(false), host().domain("a.b"), host().path("/a"), host().without_path()] {
        let error = builder.clone().build().unwrap_err();
        assert_eq!(error.kind(), HeaderErrorKind::Value, "{builder:?}");
    }
    assert!(SetCookie::build("__Secure-a", "1").build().is_err());
    assert!(SetCookie::build("__Secure-a", "1").secure(true).domain("a.b").path("/a").build().is_ok());
    assert!(SetCookie::build("__Secure-a", "1").partitioned(true).build().is_ok());
    for (name, one_host) in
        [("__Http-a", false), ("__hTTP-a", false), ("__Host-Http-a", true), ("__host-http-a", true)]
    {
        let http = || SetCookie::build(name, "1").secure(true).http_only(true);
        assert!(http().build().is_ok(), "{name}");
        assert!(http().secure(false).build().is_err() && http().http_only(false).build().is_err(), "{name}");
        assert_eq!(http().domain("a.b").build().is_err(), one_host, "{name}");
        assert_eq!(http().path("/a").build().is_err(), one_host, "{name}");
    }
}

#[test]
fn what_cannot_be_sent_is_refused() {
    for name in ["", "a b", "a;b", "a\r\nX: y", "é", "a=b", "\0"] {
        let error = SetCookie::build(name, "").build().unwrap_err();
        assert_eq!(error.kind(), HeaderErrorKind::Unwritable, "{name:?}");
    }
    assert!(SetCookie::build("a", "").path("b").build().is_err());
    assert!(SetCookie::build("a", "").path("").build().is_err());
    assert!(SetCookie::build("a", "").same_site(SameSite::None).build().is_err());
    assert!(SetCookie::build("a", "").same_site(SameSite::None).allow_insecure_none().build().is_ok());
    assert!(SetCookie::build("a", "").domain("a; Path=/").build().is_err());
}

#[test]
fn built_cookies_read_back() {
    let full = SetCookie::build("a", "\u{1f36a};\"\\\n")
        .domain("example.com")
        .expires(HttpDate::UNIX_EPOCH)
        .max_age(Duration::from_secs(5))
        .secure(true)
        .http_only(true)
        .path("/a b;c")
        .same_site(SameSite::None)
        .partitioned(true);
    for cookie in [full.build(), SetCookie::build("b", "").without_path().build()].map(Result::unwrap) {
        let again: SetCookie = cookie.to_string().parse().unwrap();
        assert_eq!(again, cookie);
        assert_eq!(again.value(), cookie.value());
    }
}

#[test]
fn reads_attributes_as_browsers_do() {
    let read = |text: &str| text.parse::<SetCookie>().unwrap();
    let cookie =
        read("a=b; domain=.EXAMPLE.com; Max-Age=-5; expires=x; samesite=LAX; httponly=1; PATH=x; a=b");
    assert_eq!((cookie.domain(), cookie.max_age()), (Some("example.com"), Some(Duration::ZERO)));
    assert_eq!((cookie.expires(), cookie.same_site(), cookie.path()), (None, Some(SameSite::Lax), None));
    assert!(cookie.http_only() && !cookie.secure());
    assert_eq!(read("a; Path=/x; Path=/y").path(), Some("/y"));
    let dots = read("a=b; Domain=..example.com");
    assert_eq!((dots.domain(), dots.to_string().parse()), (Some(".example.com"), Ok(dots.clone())));
    assert_eq!((read("foo").name(), &*read("foo").value()), ("", "foo"));
    assert_eq!(read("foo").to_string(), "=foo");
    assert_eq!(read("a=b; Max-Age=99999999999999999999999").max_age(), Some(Duration::from_secs(u64::MAX)));
    assert_eq!(read("a=b; Max-Age=+1; Max-Age; Max-Age=1.5").max_age(), None);
    assert_eq!(read(" a[b] = \"c d\" ;Secure").name(), "a[b]");
    assert_eq!(read(&format!("a=b; Path=/{}", "x".repeat(2000))).path(), None);
    assert!("a=b\u{7f}".parse::<SetCookie>().is_err());
    assert!(format!("a={}", "x".repeat(4096)).parse::<SetCookie>().is_err());
    for text in ["", "=", "; Secure", " = "] {
        assert!(text.parse::<SetCookie>().is_err(), "{text}");
    }
}

#[test]
fn several_lines_are_one_list() {
    let mut headers = http::HeaderMap::new();
    headers.append("cookie", "a=1; b=\"2".parse().unwrap());
    headers.append("cookie", "b=\"3\\073\"; a=4".parse().unwrap());
    assert_eq!(all(&headers).count(), 3);
    assert_eq!(get(&headers, "b").as_deref(), Some("3;"));
    assert_eq!(get(&headers, "c"), None);
}

#[test]
fn what_browsers_would_read_otherwise() {
    let built = |cookie: super::SetCookieBuilder| cookie.build().unwrap();
    let short = built(SetCookie::build("a", "b").max_age(Duration::from_millis(999)));
    assert!(short.to_string().contains("Max-Age=1;"), "{short}");
    assert!(built(SetCookie::build("a", "b").max_age(Duration::ZERO)).to_string().contains("Max-Age=0;"));
    let long_ago = built(SetCookie::build("a", "b").expires(HttpDate::MIN));
    assert!(long_ago.to_string().contains("Expires=Mon, 01 Jan 1601 00:00:00 GMT"), "{long_ago}");
    for cookie in [short, long_ago] {
        assert_eq!(cookie.to_string().parse(), Ok(cookie));
    }
}

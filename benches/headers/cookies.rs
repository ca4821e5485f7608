use std::hint::black_box;

use cookie::{Cookie, SameSite, time};
use headers::HeaderMapExt as _;
use wz::http::header::SET_COOKIE;
use wz::http::{HeaderMap, HeaderValue};

use crate::measure::{Group, map, sum};
use crate::texts::{COOKIE, COOKIES};

pub(crate) fn groups() -> Vec<Group> {
    vec![
        all("cookies, two", COOKIE),
        all("cookies, twelve", COOKIES),
        one("one cookie of two", COOKIE),
        one("one cookie of twelve", COOKIES),
        write(),
        read(),
    ]
}

fn all(name: &'static str, text: &'static str) -> Group {
    let headers = map("cookie", text);
    Group::new(name, move || {
        wz::cookie::parse(black_box(text).as_bytes()).map(|(name, value)| sum([&*name, &*value])).sum()
    })
    .row("cookie", move || {
        Cookie::split_parse(black_box(text))
            .flatten()
            .map(|cookie| sum([cookie.name(), cookie.value()]))
            .sum()
    })
    .row("headers", move || {
        let cookies: headers::Cookie = black_box(&headers).typed_get().unwrap();
        cookies.iter().map(|(name, value)| sum([name, value])).sum()
    })
    .werkzeug("parse_cookie", text)
}

fn one(name: &'static str, text: &'static str) -> Group {
    let (headers, again) = (map("cookie", text), map("cookie", text));
    Group::new(name, move || sum(wz::cookie::get(black_box(&headers), "session").as_deref()))
        .row("cookie", move || {
            let mut all = Cookie::split_parse(black_box(text)).flatten();
            all.find(|cookie| cookie.name() == "session").map_or(0, |cookie| sum([cookie.value()]))
        })
        .row("headers", move || {
            let cookies: headers::Cookie = black_box(&again).typed_get().unwrap();
            sum(cookies.get("session"))
        })
}

fn write() -> Group {
    Group::new("a cookie to set", || {
        let cookie = wz::cookie::SetCookie::build(black_box("session"), black_box("8f2c7Yw1V9f3Qh0"))
            .domain("example.com")
            .max_age(std::time::Duration::from_secs(3600))
            .secure(true)
            .http_only(true)
            .same_site(wz::cookie::SameSite::Lax);
        let mut headers = HeaderMap::new();
        cookie.build().unwrap().append_to(&mut headers);
        headers[SET_COOKIE].len() as u64
    })
    .row("cookie", || {
        // Neither the name nor the domain is checked.
        let cookie = Cookie::build((black_box("session"), black_box("8f2c7Yw1V9f3Qh0")))
            .domain("example.com")
            .max_age(time::Duration::seconds(3600))
            .secure(true)
            .http_only(true)
            .path("/")
            .same_site(SameSite::Lax);
        let mut headers = HeaderMap::new();
        headers.append(SET_COOKIE, HeaderValue::try_from(cookie.build().to_string()).unwrap());
        headers[SET_COOKIE].len() as u64
    })
    .werkzeug("dump_cookie", "8f2c7Yw1V9f3Qh0")
}

fn read() -> Group {
    const LINE: &str = "session=8f2c7Yw1V9f3Qh0; Domain=example.com; Expires=Thu, 01 Jan 2026 00:00:00 GMT; \
        Max-Age=3600; Secure; HttpOnly; Path=/; SameSite=Lax";
    Group::new("a cookie that is set", || {
        let cookie: wz::cookie::SetCookie = black_box(LINE).parse().unwrap();
        sum([cookie.name(), &*cookie.value(), cookie.domain().unwrap(), cookie.path().unwrap()])
            + cookie.expires().map_or(0, |date| date.unix_seconds() as u64)
    })
    .row("cookie", || {
        let cookie = Cookie::parse(black_box(LINE)).unwrap();
        sum([cookie.name(), cookie.value(), cookie.domain().unwrap(), cookie.path().unwrap()])
            + cookie.expires_datetime().map_or(0, |date| date.unix_timestamp() as u64)
    })
}

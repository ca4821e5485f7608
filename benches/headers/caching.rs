use std::hint::black_box;
use std::time::Duration;

use actix_web::http::header::{self as actix, Header as _, TryIntoHeaderValue as _};
use headers::{Header as _, HeaderMapExt as _};
use wz::header::{HeaderMapExt as _, RequestCacheControl, ResponseCacheControl};
use wz::http::HeaderMap;

use crate::actix::message;
use crate::measure::{Group, map};
use crate::texts::*;

pub(crate) fn groups() -> Vec<Group> {
    vec![request(), response(), write()]
}

fn request() -> Group {
    rivals("cache-control, request", CACHE_CONTROL, |headers| {
        headers.typed::<RequestCacheControl>().unwrap().unwrap().max_age
    })
}

fn response() -> Group {
    rivals("cache-control, response", CACHE_CONTROLS, |headers| {
        headers.typed::<ResponseCacheControl>().unwrap().unwrap().max_age
    })
}

fn rivals(name: &'static str, text: &'static str, wz: fn(&HeaderMap) -> Option<Duration>) -> Group {
    let headers = map("cache-control", text);
    let (again, message) = (headers.clone(), message("cache-control", text));
    Group::new(name, move || wz(black_box(&headers)).map_or(0, |age| age.as_secs()))
        .row("headers", move || {
            let control: headers::CacheControl = black_box(&again).typed_get().unwrap();
            control.max_age().map_or(0, |age| age.as_secs())
        })
        .row("actix-web", move || {
            let actix::CacheControl(directives) = actix::CacheControl::parse(black_box(&message)).unwrap();
            let age = directives.iter().find_map(|directive| match directive {
                actix::CacheDirective::MaxAge(seconds) => Some(*seconds),
                _ => None,
            });
            age.map_or(0, u64::from)
        })
        .werkzeug("parse_cache_control", text)
}

fn write() -> Group {
    Group::new("cache-control, to write", || {
        let control = ResponseCacheControl {
            public: true,
            max_age: Some(black_box(Duration::from_secs(31_536_000))),
            ..ResponseCacheControl::default()
        };
        let mut headers = wz::http::HeaderMap::new();
        headers.set_typed(&control).unwrap();
        headers["cache-control"].len() as u64
    })
    .row("headers", || {
        let control = headers::CacheControl::new()
            .with_public()
            .with_max_age(black_box(Duration::from_secs(31_536_000)));
        let mut headers = wz::http::HeaderMap::new();
        headers.typed_insert(control);
        headers[headers::CacheControl::name()].len() as u64
    })
    .row("actix-web", || {
        let directives =
            vec![actix::CacheDirective::Public, actix::CacheDirective::MaxAge(black_box(31_536_000))];
        let mut headers = actix::HeaderMap::new();
        headers.insert(actix::CACHE_CONTROL, actix::CacheControl(directives).try_into_value().unwrap());
        headers.get("cache-control").map_or(0, |value| value.len() as u64)
    })
    .werkzeug("dump_cache_control", "31536000")
}

//! `url_for!` has a short way for usual links and values; by name there is only the long one. Both give the same.

use std::fmt::Debug;

use wz::handler::RouteTable;
use wz::{get, routes, try_url_for};

#[get("/")]
fn home() {}

#[get("/user/<int:id>")]
fn user(id: u8) {
    let _ = id;
}

#[get("/range/<int(min=3, max=300):n>/<int(signed=true):m>")]
fn range(n: u32, m: i16) {
    let _ = (n, m);
}

#[get("/<text>")]
fn text(text: &str) {
    let _ = text;
}

#[get("/v<text>/.<dotted>/")]
fn beside(text: &str, dotted: &str) {
    let _ = (text, dotted);
}

#[get("/<a>/ü /<int:b>")]
fn mounted(a: &str, b: u64) {
    let _ = (a, b);
}

routes! { Site = home, user, range, text, beside, "/m/<lang>/é" => [mounted], "/<int:p>" => [range] }

/// What both say, a mistake with its message.
fn same<E: Debug>(link: Result<String, E>, name: &str, values: &[(&str, &str)]) {
    let named = Site::TABLE.url_for(&format!("links_by_name.{name}"), values);
    assert_eq!(format!("{link:?}"), format!("{named:?}"), "{name} {values:?}");
}

const TEXTS: [&str; 12] = [
    "a",
    "",
    ".",
    "..",
    "...",
    "a b",
    "ü/é",
    "//",
    "/",
    "%41",
    "x?#y",
    "a-very-long-text-of-more-than-forty-bytes-ü",
];

#[test]
fn texts() {
    same(try_url_for!(in Site: home), "home", &[]);
    for text in TEXTS {
        same(try_url_for!(in Site: text, text = text), "text", &[("text", text)]);
        for dotted in TEXTS {
            let link = try_url_for!(in Site: beside, text = text, dotted = dotted);
            same(link, "beside", &[("dotted", dotted), ("text", text)]);
            let link = try_url_for!(in Site: mounted, b = 7u64, a = text, lang = dotted);
            same(link, "mounted", &[("a", text), ("b", "7"), ("lang", dotted)]);
        }
    }
}

#[test]
fn numbers() {
    let numbers =
        [0, 1, 2, 3, 9, 10, 99, 100, 127, 255, 256, 300, 301, 999, 1_000, 9_999, 10_000, 123_456_789];
    for n in numbers.into_iter().chain([-1, -32_768, -32_769, i128::from(u64::MAX), i128::MAX, i128::MIN]) {
        let digits = n.to_string();
        same(try_url_for!(in Site: user, id = n), "user", &[("id", &digits)]);
        if let Ok(n) = i64::try_from(n) {
            same(try_url_for!(in Site: user, id = n), "user", &[("id", &digits)]);
        }
        let (n, m) = (n, n);
        // The same function under a prefix and without one: the first place is the one that fits the names.
        let link = try_url_for!(in Site: range, n = n, m = m);
        same(link, "range", &[("m", &digits), ("n", &digits)]);
    }
}

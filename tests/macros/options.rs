//! The options of `#[route]`.

use wz::http::Method;
use wz::{delete, get, patch, post, put, route, routes, url_for};

use crate::answers::{get as fetch, get_at, location, send, status};

#[get("/page/")]
#[get("/pages", redirect = "/page/?from=pages")]
fn page() -> &'static str {
    "page"
}

#[get("/all/", defaults(page = 1))]
#[get("/all/page/<int:page>")]
#[get("/old/page/<int:page>", alias)]
#[get("/older/<int:page>", redirect = "/all/page/<page>#top")]
fn all(page: u32) -> String {
    format!("all {page}")
}

#[get("/greet/", defaults(name = "World", times = 1, loudness = 0.5))]
#[get("/greet/<name>/<int:times>", defaults(loudness = 0.5))]
#[get("/greet/<name>/<int:times>/<float:loudness>")]
fn greet(name: &str, times: u8, loudness: f32) -> String {
    format!("{name} {times} {loudness}")
}

#[get("/loose", strict_slashes = false, merge_slashes = true)]
fn loose() -> &'static str {
    "loose"
}

#[get("/double//slash", merge_slashes = false)]
fn double() -> &'static str {
    "double"
}

#[get("/asset/<path:file>", build_only)]
fn asset() {}

#[get("/live", websocket)]
#[get("/live")]
fn live() -> &'static str {
    "live"
}

#[get("/host/<name>", host = "<tenant>.example.com")]
fn host(tenant: &str, name: &str) -> String {
    format!("{tenant} {name}")
}

#[get("/host/wildcard", host = "<tenant>.example.org")]
fn wildcard() -> &'static str {
    "wildcard"
}

#[get("/endpoint", endpoint = "some.name")]
fn endpoint() -> &'static str {
    "endpoint"
}

mod blog {
    pub(super) const NAME: &str = "blog";
}

/// The module `blog` has the name already.
#[get("/blog", name = Blog)]
fn blog() -> &'static str {
    blog::NAME
}

#[route("/verbs", methods(GET, "POST", propfind))]
fn verbs(method: Method) -> String {
    method.to_string()
}

#[route("/any", methods(ANY))]
fn any(method: Method) -> String {
    method.to_string()
}

#[put("/item")]
#[patch("/item")]
#[delete("/item")]
#[post("/items")]
fn item(method: &Method) -> String {
    method.to_string()
}

routes! {
    Options = page, all, greet, loose, double, asset, live, host, wildcard, endpoint, Blog, verbs, any, item
}

#[test]
fn defaults_redirects_and_aliases() {
    assert_eq!(location(Options, "/page"), "/page/");
    assert_eq!(location(Options, "/pages"), "/page/?from=pages");
    assert_eq!(fetch(Options, "/all/"), "all 1");
    assert_eq!(fetch(Options, "/all/page/2"), "all 2");
    assert_eq!(location(Options, "/all/page/1"), "/all/");
    assert_eq!(location(Options, "/old/page/2"), "/all/page/2");
    assert_eq!(location(Options, "/older/2"), "/all/page/2#top");
    assert_eq!(fetch(Options, "/greet/"), "World 1 0.5");
    assert_eq!(fetch(Options, "/greet/you/2"), "you 2 0.5");
    assert_eq!(location(Options, "/greet/you/2/0.5"), "/greet/you/2");
    assert_eq!(fetch(Options, "/greet/you/2/1.5"), "you 2 1.5");
    assert_eq!(url_for!(in Options: all, page = 1), "/all/");
    assert_eq!(url_for!(in Options: all, page = 2), "/all/page/2");
    assert_eq!(url_for!(in Options: greet), "/greet/");
    assert_eq!(url_for!(in Options: greet, name = "you", times = 2), "/greet/you/2");
    assert_eq!(url_for!(in Options: greet, name = "you", times = 2, loudness = 0.5_f32), "/greet/you/2");
    assert_eq!(url_for!(in Options: greet, name = "World", times = 1, loudness = 0.5), "/greet/");
    assert_eq!(location(Options, "/greet/World/1"), "/greet/");
    assert_eq!(location(Options, "/older/1"), "/all/page/1#top");
}

#[test]
fn slashes() {
    assert_eq!(fetch(Options, "/loose"), "loose");
    assert_eq!(fetch(Options, "/loose/"), "loose");
    assert_eq!(fetch(Options, "/double//slash"), "double");
    assert_eq!(status(Options, "/double/slash"), 404);
}

#[test]
fn hosts_names_and_building() {
    assert_eq!(get_at(Options, "acme.example.com", "/host/x"), (200, "acme x".into()));
    assert_eq!(get_at(Options, "example.net", "/host/x").0, 404);
    assert_eq!(get_at(Options, "acme.example.org", "/host/wildcard").1, "wildcard");
    assert_eq!(status(Options, "/asset/a/b"), 404);
    assert_eq!(url_for!(in Options: asset, file = "a/b c"), "/asset/a/b%20c");
    assert_eq!(wz::App::new(Options).url_for("some.name", []).unwrap(), "/endpoint");
    assert_eq!(url_for!(in Options: Blog), "/blog");
    assert_eq!(fetch(Options, "/live"), "live");
}

#[test]
fn methods() {
    for method in ["GET", "POST", "PROPFIND"] {
        let answer = send(Options, method.parse().unwrap(), "/verbs");
        assert_eq!(answer, (200, method.into()));
    }
    assert_eq!(send(Options, Method::PUT, "/verbs").0, 405);
    assert_eq!(send(Options, "FROBNICATE".parse().unwrap(), "/any").1, "FROBNICATE");
    for method in [Method::PUT, Method::PATCH, Method::DELETE] {
        assert_eq!(send(Options, method.clone(), "/item").1, method.as_str());
    }
    assert_eq!(send(Options, Method::POST, "/item").0, 405);
}

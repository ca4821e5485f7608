//! URLs that would not lead back to their values.

use wz::handler::RouteTable;
use wz::prelude::*;
use wz::routing::BuildErrorKind;

#[get("/s/<a>-<b>")]
fn dash(a: &str, b: &str) -> String {
    format!("{a} {b}")
}

#[get("/t/<a><b>")]
fn touching(a: &str, b: &str) -> String {
    format!("{a} {b}")
}

#[get("/p/<path:a>/x/<path:b>")]
fn paths(a: &str, b: &str) -> String {
    format!("{a} {b}")
}

#[get("/v<int:major>.<int:minor>")]
fn version(major: u32, minor: u32) -> String {
    format!("{major} {minor}")
}

#[get("/d/<path:p>/")]
fn folder(p: &str) -> String {
    p.to_owned()
}

routes! { pub Neighbours = dash, touching, paths, version, folder }

#[test]
fn what_would_be_read_otherwise_is_an_error() {
    let say = |result: Result<String, wz::routing::BuildError>| {
        result.map_err(|error| {
            assert!(matches!(error.kind(), BuildErrorKind::Ambiguous { .. }), "{error}");
            error.to_string()
        })
    };
    let dash = |a: &str, b: &str| say(try_url_for!(in Neighbours: dash, a, b));
    assert_eq!(dash("x", "y"), Ok("/s/x-y".into()));
    assert_eq!(dash("x-y", "z"), Ok("/s/x-y-z".into()));
    assert_eq!(
        dash("x", "y-z").unwrap_err(),
        "/s/x-y-z does not lead back to the values it is made of: `/s/<a>-<b>` would read `a` as \"x-y\" \
         instead of \"x\", `b` as \"z\" instead of \"y-z\"; put a text between the variables that their \
         values do not have"
    );
    let touching = |a: &str, b: &str| say(try_url_for!(in Neighbours: touching, a, b));
    assert_eq!(touching("xy", "z"), Ok("/t/xyz".into()));
    assert!(touching("x", "yz").is_err());
    let paths = |a: &str, b: &str| say(try_url_for!(in Neighbours: paths, a, b));
    assert_eq!(paths("q/w", "e"), Ok("/p/q/w/x/e".into()));
    assert_eq!(paths("q", "w/x/e"), Ok("/p/q/x/w/x/e".into()));
    assert!(paths("q/x/w", "e").is_err());
    assert_eq!(url_for!(in Neighbours: version, major = 1, minor = 20), "/v1.20");
    let folder = |p: &str| say(try_url_for!(in Neighbours: folder, p));
    assert_eq!(folder("a/b"), Ok("/d/a/b/".into()));
    assert!(folder("a/").is_err());
    // The run-time form as well.
    let named = |b| Neighbours::TABLE.url_for("read_back.dash", &[("a", "x"), ("b", b)]);
    assert!(named("y").is_ok() && named("y-z").is_err());
}

#[test]
fn dots_never_reach_a_server() {
    for dots in [".", ".."] {
        let error = try_url_for!(in Neighbours: folder, p = format!("a/{dots}/b")).unwrap_err();
        assert!(matches!(error.kind(), BuildErrorKind::DotSegment { segment, .. } if segment == dots));
    }
    assert!(try_url_for!(in Neighbours: folder, p = "a/...").is_ok());
    assert!(try_url_for!(in Neighbours: folder, p = ".well-known").is_ok());
}

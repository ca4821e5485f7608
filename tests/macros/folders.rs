//! `static` lines, and links to their files. This is a debug build: the files are on the disk, and links have no version. What
//! a release build makes of them is in `tests/release`.

use wz::http::Method;
use wz::prelude::*;

use crate::answers::{ask, block_on, get as fetch, location, status};

#[get("/")]
fn home() -> String {
    url_for!(in Only: static, "css/app.css")
}

#[get("/<name>")]
fn page(name: &str) -> String {
    name.to_owned()
}

routes! { Only = home, static "/files" => "static" }

routes! {
    /// Several, two of which have names.
    pub(crate) Several =
        static "/a" => "static",
        static "/b" => "static/css" as styles,
        "/<lang>" => [static "/c" => "static" as localized, static "/a" => "static"],
}

routes! { AtRoot = page, home, static "/" => "static" }

routes! { AtRootWithIndex = static "/" => "static/docs" }

mod below {
    wz::routes! { pub(crate) Below = static "/static" => "../tests/static" }

    wz::routes! { pub(crate) Other = static "/static/" => "static/docs" }

    #[test]
    fn a_set_finds_its_own() {
        assert_eq!(wz::url_for!(in super::Outer: static Nothing, filename = "x"), "/o/n/x");
        assert_eq!(wz::url_for!(in Other: static, "index.html"), "/static/index.html");
    }

    wz::routes! { pub(crate) Named = static "/n" => "static" as Nothing }
}

routes! { Outer = "/o" => [below::Below, below::Named], "/other" => below::Other }

#[test]
fn files_are_answered_with() {
    for method in [Method::GET, Method::HEAD] {
        let css = ask(Only, method.clone(), "localhost", "/files/css/app.css");
        assert_eq!(
            (css.status().as_u16(), &css.headers()["content-type"]),
            (200, &"text/css; charset=utf-8".parse().unwrap())
        );
        assert_eq!(css.headers()["cache-control"], "no-cache");
        assert!(css.headers().contains_key("etag") && css.headers().contains_key("last-modified"));
    }
    for missing in [
        "/files/",
        "/files/css",
        "/files/nothing",
        "/files/.hidden",
        "/files/%2e%2e/Cargo.toml",
        "/files/css/",
    ] {
        assert_eq!(status(Only, missing), 404, "{missing}");
    }
    let refused = ask(Only, Method::POST, "localhost", "/files/logo.svg");
    assert_eq!(
        (refused.status().as_u16(), &refused.headers()["allow"]),
        (405, &"GET, HEAD, OPTIONS".parse().unwrap())
    );
    // Other rules are tried first, but not for what they do not match.
    assert_eq!(fetch(AtRoot, "/logo.svg"), "logo.svg");
    assert_eq!(status(AtRoot, "/css/app.css"), 200);
    assert_eq!(fetch(AtRoot, "/"), "/files/css/app.css");
    assert_eq!(status(routes![static "/static" => "static", page], "/static/logo.svg"), 200);
}

#[test]
fn folders_have_a_slash() {
    assert_eq!(location(Only, "/files"), "/files/");
    assert_eq!(location(Only, "/files/docs"), "./docs/");
    assert_eq!(status(Only, "/files/docs/"), 200);
    assert_eq!((status(AtRootWithIndex, "/"), status(AtRootWithIndex, "/index.html")), (200, 200));
}

#[test]
fn links_to_files() {
    assert_eq!(home(), "/files/css/app.css");
    assert_eq!(url_for!(in Only: static, "a b+c.txt", ?x = 1, _anchor = "y"), "/files/a%20b+c.txt?x=1#y");
    assert_eq!(url_for!(in Only: static), "/files/");
    let name = String::from("not/there.png");
    assert_eq!(url_for!(in Only: static, filename = name), "/files/not/there.png");
    assert_eq!(url_for!(in Several: static styles, "app.css"), "/b/app.css");
    assert_eq!(url_for!(in Several: static localized, "logo.svg", lang = "de"), "/de/c/logo.svg");
    assert_eq!(
        url_for!(in Only: static, "logo.svg", _scheme = "https", _host = "cdn.example.com"),
        "https://cdn.example.com/files/logo.svg"
    );
    assert_eq!(try_url_for!(in Only: static, "logo.svg"), Ok("/files/logo.svg".into()));
    // At the root of the crate.
    assert_eq!(url_for!(static, "logo.svg"), "/assets/logo.svg");
    assert_eq!(status(crate::Site, "/assets/logo.svg"), 200);
}

#[test]
fn routes_are_listed_and_checked() {
    let app = App::new(Several);
    let rules: Vec<_> = app.routes().map(|route| (route.rule(), route.endpoint())).collect();
    assert_eq!(rules[0], ("/a/<path:filename>".into(), "folders.static".into()));
    assert_eq!(rules[2], ("/b/<path:filename>".into(), "folders.styles".into()));
    assert!(app.routes().all(|route| route.location().file.ends_with("folders.rs")));
    assert_eq!(app.url_for("folders.styles", [("filename", "app.css")]).unwrap(), "/b/app.css");
    assert!(app.check().is_ok());

    let error = app.static_root("/nowhere").check().unwrap_err().to_string();
    assert!(error.contains("/b/<path:filename> (folders.styles, "), "{error}");
    assert!(
        error.contains("needs the folder `static/css`, which is not at `/nowhere/static/css`"),
        "{error}"
    );
    let unchecked = block_on(App::new(Only).static_root("/nowhere").call(Request::get("/files/logo.svg")));
    assert_eq!(unchecked.status(), 500);
}

#[test]
fn folders_are_changed() {
    let app = App::new(Only).static_folders(|folder| folder.dotfiles(true));
    assert_eq!(block_on(app.call(Request::get("/files/.hidden"))).status(), 200);
    assert_eq!(block_on(app.clone().static_root("..").call(Request::get("/files/.hidden"))).status(), 500);
}

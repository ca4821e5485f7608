//! Folders in a release build: links have the hash of their file, which makes the answer immutable, and with the feature
//! `embed` the files are in the program.
#![allow(clippy::unwrap_used)]

use wz::prelude::*;

/// Not at the root of the crate, where links would look for it by themselves.
mod site {
    wz::routes! { pub(crate) Assets = static "/static" => "../static" }
}

routes! { Site = "/shop" => [site::Assets, page], static "/docs" => "../static/docs" as docs }

#[get("/")]
fn page() -> String {
    url_for!(in Site: static docs, "index.html", ?q = "a")
}

const CSS: &str = include_str!("../static/css/app.css");

fn ask(request: Request) -> Response {
    answer(&App::new(Site), request)
}

fn answer(app: &App, request: Request) -> Response {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(app.call(request))
}

fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

/// The body, in memory or on its way from a file.
fn text(response: Response) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let mut text = Vec::new();
    let mut body = response.into_body();
    while let Some(chunk) = runtime.block_on(body.chunk()).unwrap() {
        text.extend_from_slice(&chunk);
    }
    String::from_utf8(text).unwrap()
}

const _: () = assert!(!cfg!(debug_assertions), "the workspace's profile for this package is lost");
const EMBEDDED: bool = cfg!(feature = "embed");
const FOREVER: &str = "public, max-age=31536000, immutable";

#[test]
fn the_hash_makes_it_immutable() {
    let link = url_for!(in site::Assets: static, "css/app.css");
    let (path, hash) = link.split_once("?v=").unwrap();
    assert_eq!((path, hash.len()), ("/static/css/app.css", 16));
    let get = |query: &str| ask(Request::get(&format!("/shop{path}{query}")));
    let current = get(&format!("?v={hash}"));
    assert_eq!(header(&current, "cache-control"), FOREVER);
    assert_eq!(header(&current, "content-type"), "text/css; charset=utf-8");
    assert_eq!(text(current), CSS);
    for query in ["", "?v=", "?v=0000000000000000", "?v=1", &format!("?w={hash}"), &format!("?v={hash}0")] {
        let other = get(query);
        assert_eq!(
            (header(&other, "cache-control"), text(get(query)).as_str()),
            ("no-cache", CSS),
            "{query}"
        );
    }
    let page = text(ask(Request::get("/shop/")));
    assert!(page.starts_with("/docs/index.html?v=") && page.ends_with("&q=a"), "{page}");
    assert_eq!(header(&ask(Request::get(&page)), "cache-control"), FOREVER);
}

#[test]
fn links_by_name_have_the_same_hash() {
    let link = |name, file| App::new(Site).url_for(name, [("filename", file), ("q", "a b")]).unwrap();
    let version = url_for!(in Site: static docs, "index.html");
    let (path, version) = version.split_once('?').unwrap();
    assert_eq!(link("docs", "index.html"), format!("{path}?q=a+b&{version}"));
    assert!(link("site.static", "css/app.css").starts_with("/shop/static/css/app.css?q=a+b&v="));
    // What is not there, or not sent, is a link all the same.
    assert_eq!(link("site.static", ".hidden"), "/shop/static/.hidden?q=a+b");
    assert_eq!(link("site.static", "css"), "/shop/static/css?q=a+b");
    let unversioned = App::new(Site).static_folders(|folder| folder.versioned(false));
    assert_eq!(unversioned.url_for("docs", [("filename", "index.html")]).unwrap(), path);
}

#[test]
fn conditions_and_ranges() {
    let get = || Request::get("/shop/static/css/app.css");
    let whole = ask(get());
    let tag = header(&whole, "etag").to_owned();
    assert_eq!(whole.headers().contains_key("last-modified"), !EMBEDDED);
    if EMBEDDED {
        // The hash that is in links.
        let link = url_for!(in site::Assets: static, "css/app.css");
        assert!(link.ends_with(&format!("?v={}", tag.trim_matches('"'))));
    }
    assert_eq!(ask(get().with_header("if-none-match", &tag)).status(), 304);
    let part = ask(get().with_header("range", "bytes=0-3"));
    assert_eq!((part.status().as_u16(), text(part).as_str()), (206, "body"));
    let head = ask(Request::new(Method::HEAD, "/shop/static/css/app.css", ()));
    assert_eq!(head.headers()["content-length"], CSS.len().to_string());
}

#[test]
fn what_is_found_is_the_same() {
    for (path, status) in [
        ("/docs/", 200),
        ("/shop/static/docs/", 200),
        ("/shop/static/docs", 308),
        ("/shop/static", 308),
        ("/shop/static/", 404),
        ("/shop/static/css", 404),
        ("/shop/static/css/", 404),
        ("/shop/static/css/app", 404),
        ("/shop/static/css/app.css/", 404),
        ("/shop/static/css/app.css/x", 404),
        ("/shop/static/css/app.csss", 404),
        ("/shop/static/.hidden", 404),
        ("/shop/static/a%20b+c.txt", 200),
        ("/shop/static/css/../logo.svg", 200),
        ("/shop/static/..%2fCargo.toml", 404),
        ("/shop/static/a%00", 404),
        ("/shop/static/css%2fapp.css", 200),
    ] {
        assert_eq!(ask(Request::get(path)).status(), status, "{path}");
    }
    let posted = ask(Request::post("/shop/static/logo.svg", "x"));
    assert_eq!((posted.status().as_u16(), header(&posted, "allow")), (405, "GET, HEAD, OPTIONS"));
}

#[test]
fn files_in_codings() {
    let get = |accept: &str| ask(Request::get("/shop/static/app.js").with_header("accept-encoding", accept));
    let plain = get("identity");
    assert_eq!((header(&plain, "vary"), header(&plain, "content-encoding")), ("Accept-Encoding", ""));
    assert_eq!(text(get("")), "let a = 1;\n");
    let coded = get("gzip, br;q=0.5");
    assert_eq!((header(&coded, "content-encoding"), header(&coded, "vary")), ("gzip", "Accept-Encoding"));
    assert_eq!(header(&coded, "content-type"), "text/javascript; charset=utf-8");
    assert_ne!(header(&coded, "etag"), header(&plain, "etag"));
    assert_eq!(header(&get("br"), "content-encoding"), "");
    // The hash is that of the file itself.
    let link = format!("/shop{}", url_for!(in site::Assets: static, "app.js"));
    let coded = ask(Request::get(&link).with_header("accept-encoding", "gzip"));
    assert_eq!((header(&coded, "content-encoding"), header(&coded, "cache-control")), ("gzip", FOREVER));
}

#[test]
fn embedded_files_need_no_folder() {
    let nowhere = || App::new(Site).static_root("/nowhere");
    assert_eq!(nowhere().check().is_ok(), EMBEDDED);
    let status = answer(&nowhere(), Request::get("/docs/")).status();
    assert_eq!(status, if EMBEDDED { 200 } else { 500 });
    let changed = nowhere().static_folders(|folder| folder.index("other.html"));
    assert_eq!(answer(&changed, Request::get("/docs/")).status(), if EMBEDDED { 404 } else { 500 });
}

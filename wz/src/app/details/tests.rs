use std::fmt;

use crate::app::{App, ErrorPages};
use crate::test_support::block_on;
use crate::testing::Client;
use crate::{Request, Response};

use super::*;

#[derive(Debug)]
struct Broken(std::io::Error);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the <b>shelf</b> is broken")
    }
}

impl std::error::Error for Broken {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[wz::get("/shelf/<kind>")]
async fn shelf(kind: &str) -> crate::Result<&'static str> {
    match kind {
        "panic" => panic!("on <purpose>"),
        "plain" => Err(crate::HttpError::internal().with_description("told to all"))?,
        "busy" => Err(crate::HttpError::new(http::StatusCode::SERVICE_UNAVAILABLE).with_source("overload"))?,
        "late" => {
            tokio::task::yield_now().await;
            panic!("belated");
        }
        "mine" => Err(crate::HttpError::bad_request("yours").with_source("a secret"))?,
        _ => Err(Broken(std::io::Error::other("a wooden secret")))?,
    }
}

wz::routes! { Site = shelf }

fn app(profile: Profile) -> App {
    App::new(Site).profile(profile).on_failure(|_, _, _| ())
}

fn page(app: App, path: &str, accept: &str) -> String {
    Client::new(app).get(path).header("accept", accept).send().text().to_owned()
}

#[test]
fn all_forms_tell_what_went_wrong() {
    let html = page(app(Profile::Dev), "/shelf/x", "text/html");
    for part in [
        "<h1>Internal Server Error</h1>",
        "<h2>wz::app::details::tests::Broken</h2>",
        "<pre>the &lt;b&gt;shelf&lt;/b&gt; is broken</pre>",
        "<p>caused by:</p>\n<pre>a wooden secret</pre>",
        "app/details/tests.rs:",
        "<code>/shelf/&lt;kind&gt;</code> (app.details.tests.shelf)",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    let problem = page(app(Profile::Dev), "/shelf/x", "application/json");
    assert!(problem.contains(r#""debug":{"error":"the <b>shelf</b> is broken","type":"wz::app::details::tests::Broken","causes":["a wooden secret"],"at":"#), "{problem}");
    assert!(
        problem.contains(r#""rule":"/shelf/<kind>","endpoint":"app.details.tests.shelf","file":"#),
        "{problem}"
    );
    #[cfg(feature = "json")]
    assert!(serde_json::from_str::<serde_json::Value>(&problem).unwrap()["debug"]["line"].as_u64() > Some(1));
    let text = page(app(Profile::Dev), "/shelf/x", "text/plain");
    assert!(text.contains("\nwz::app::details::tests::Broken: the <b>shelf</b> is broken\n  caused by: a wooden secret\n  at "), "{text}");
    assert!(text.contains("\n  in the handler of /shelf/<kind> (app.details.tests.shelf), "), "{text}");

    for path in ["/shelf/panic", "/shelf/late"] {
        let html = page(app(Profile::Dev), path, "text/html");
        assert!(html.contains("<h2>panic</h2>") && html.contains("in the handler of"), "{html}");
    }
    assert!(page(app(Profile::Dev), "/shelf/panic", "*/*").contains("<pre>on &lt;purpose&gt;</pre>"));
    let busy = page(app(Profile::Dev), "/shelf/busy", "text/plain");
    assert!(busy.starts_with("503 Service Unavailable") && busy.contains("caused by: overload"), "{busy}");
    assert!(page(app(Profile::Dev), "/shelf/plain", "text/plain").contains("in the handler of"));
}

#[test]
fn a_release_tells_nothing() {
    for path in ["x", "panic", "late", "busy", "plain"] {
        let path = format!("/shelf/{path}");
        for accept in ["text/html", "application/json", "text/plain"] {
            let text = page(app(Profile::Release), &path, accept);
            let told =
                ["wooden", "shelf", "purpose", "belated", "overload", "handler", "debug", ".rs", "kind"];
            assert!(told.iter().all(|word| !text.contains(word)), "{path} {text}");
        }
    }
    // Nor is what a client does wrong anything of the program.
    let html = page(app(Profile::Dev), "/shelf/mine", "text/html");
    assert!(html.contains("yours") && !html.contains("secret") && !html.contains("handler"), "{html}");
}

#[test]
fn other_machines_and_other_sites_are_told_nothing() {
    let tells = |change: &dyn Fn(&mut Request)| {
        let mut request = Request::get("/shelf/x").with_header("host", "localhost:5000");
        request.set_peer(([127, 0, 0, 1], 4000).into());
        change(&mut request);
        let app = app(Profile::Dev).server_name("shop.test");
        let response = block_on(app.call(request));
        String::from_utf8_lossy(response.body().as_bytes().unwrap()).contains("wooden")
    };
    let host = |host: &'static str| {
        move |request: &mut Request| {
            request.headers_mut().insert("host", host.parse().unwrap());
        }
    };
    let header = |name: &'static str| {
        move |request: &mut Request| {
            request.headers_mut().insert(name, "127.0.0.1".parse().unwrap());
        }
    };
    assert!(tells(&|_| ()));
    for own in ["127.0.0.1", "[::1]:80", "a.localhost", "shop.test", "www.shop.test:5000"] {
        assert!(tells(&host(own)), "{own}");
    }
    for other in
        ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.0.2", "", "eshop.test"]
    {
        assert!(!tells(&host(other)), "{other}");
    }
    for name in [
        "forwarded",
        "via",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-real-ip",
        "x-client-ip",
        "true-client-ip",
        "cf-connecting-ip",
        "x-original-host",
    ] {
        assert!(!tells(&header(name)), "{name}");
    }
    let origin = |origin: &'static str| {
        move |request: &mut Request| {
            request.headers_mut().insert("origin", origin.parse().unwrap());
        }
    };
    for own in ["http://localhost:5000", "http://localhost:3000", "http://[::1]", "https://www.shop.test"] {
        assert!(tells(&origin(own)), "{own}");
    }
    // With `Cors` their pages could read it.
    for other in
        ["https://evil.example", "http://localhost.evil.example", "null", "", "http://a http://localhost"]
    {
        assert!(!tells(&origin(other)), "{other}");
    }
    assert!(tells(&|request| request.set_peer("[::ffff:127.0.0.1]:80".parse().unwrap())));
    assert!(!tells(&|request| request.set_peer(([192, 168, 0, 2], 80).into())));
    assert!(!tells(&|request| request.context_mut().peer = None));
    assert!(!tells(&|request| {
        let made = std::mem::replace(request, Request::get("/"));
        let mut old = http::Request::from(made);
        *old.version_mut() = Version::HTTP_10;
        *request = old.into();
    }));
}

#[test]
fn mounts_middleware_and_pages_of_your_own() {
    let (dev, release) = (Profile::Dev, Profile::Release);
    for (outer, inner, told) in [(dev, dev, true), (release, dev, false), (dev, release, false)] {
        let app = app(outer).mount("/in", app(inner));
        assert_eq!(page(app, "/in/shelf/x", "text/html").contains("wooden"), told, "{outer} {inner}");
    }
    let proxied = |header: Option<&str>| {
        let fix = crate::middleware::ProxyFix::new().x_for(1);
        let client = Client::new(app(dev).middleware(fix).mount("/in", app(dev)));
        let request = client.get("/in/shelf/x");
        match header {
            Some(value) => request.header("x-forwarded-for", value).send().text().to_owned(),
            None => request.send().text().to_owned(),
        }
    };
    assert!(proxied(None).contains("wooden") && !proxied(Some("127.0.0.1")).contains("wooden"));

    async fn look(request: Request, next: crate::middleware::Next) -> Response {
        let response = next.run(request).await;
        assert_eq!(response.headers()["cache-control"], "no-store");
        response
    }
    assert!(page(app(dev).middleware(look), "/shelf/x", "text/html").contains("wooden"));

    let pages = || {
        ErrorPages::new()
            .any(|_, context| format!("{:?}", context.failure().map(crate::error::Failure::error)))
    };
    let shown = |profile| page(app(profile).error_pages(pages()), "/shelf/x", "*/*");
    assert_eq!(shown(dev), "Some(\"the <b>shelf</b> is broken\")");
    assert_eq!(shown(release), "None");
}

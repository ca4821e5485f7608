//! The test client, as a user's tests see it.

#![cfg(all(feature = "json", feature = "server"))]
#![expect(clippy::unwrap_used, reason = "a test may fail")]
#![allow(clippy::needless_pass_by_value, reason = "handlers get values")]

use std::time::Duration;

use wz::cookie::SetCookie;
use wz::prelude::*;
use wz::testing::{Client, MultipartForm};

#[get("/")]
fn index() -> &'static str {
    "index"
}

#[route("/echo", methods(GET, POST, PUT))]
async fn echo(mut request: Request) -> Result<String> {
    let mut lines: Vec<_> =
        request.headers().iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
    lines.sort_unstable();
    let text = request.text().await?;
    Ok(format!("{} {}\n{}\n{text}", request.method(), request.uri(), lines.join("\n")))
}

#[route("/to/<int:status>", methods(GET, POST, PUT))]
fn redirect(status: u16) -> Response {
    Response::new("moved")
        .with_status(StatusCode::from_u16(status).unwrap())
        .with_header("location", "/echo?x#y")
}

#[get("/away")]
fn away() -> Redirect {
    Redirect::to("http://elsewhere.example/")
}

#[get("/round/<int:n>")]
fn round(n: u32) -> Redirect {
    Redirect::to(format!("/round/{}", (n + 1) % 3))
}

#[get("/on/<int:n>")]
fn on(n: u32) -> Redirect {
    Redirect::to((n + 1).to_string())
}

#[get("/set")]
fn set() -> Response {
    let once = SetCookie::build("once", "1").max_age(Duration::from_secs(60)).build().unwrap();
    Redirect::to("/cookies")
        .into_response()
        .with_cookie(&once)
        .with_header("set-cookie", "bad=1; Domain=evil.example")
}

#[get("/cookies")]
fn cookies(headers: &HeaderMap) -> String {
    headers.get("cookie").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

#[get("/who")]
fn who(peer: PeerAddr) -> String {
    peer.0.to_string()
}

#[get("/broken")]
fn broken() -> Response {
    Response::new(Body::stream(|mut writer| async move {
        writer.send("some").await.unwrap();
        Err(std::io::Error::other("no more").into())
    }))
}

#[get("/later")]
async fn later() -> &'static str {
    tokio::time::sleep(Duration::from_millis(1)).await;
    "later"
}

#[post("/files")]
fn files(form: Form<FormData>) -> String {
    let file = form.files.get("file").unwrap();
    format!("{:?} {:?} {}", form.fields.get("name"), file.filename(), file.len())
}

routes! {
    Site = index, echo, redirect, away, round, on, set, cookies, who, broken, later, files,
}

fn client() -> Client {
    Client::new(App::new(Site).on_failure(|_, _, _| {}))
}

#[test]
fn a_request_is_as_a_server_gives_it() {
    let answer = client().post("/echo?a=b").header("x-a", "1").body("hello").send();
    assert_eq!(
        answer.text(),
        "POST /echo?a=b\ncontent-length: \"5\"\nhost: \"localhost\"\nx-a: \"1\"\nhello"
    );
    answer.assert_status(200).assert_header("content-type", "text/plain; charset=utf-8");
    assert_eq!(answer.header("content-length"), Some(answer.bytes().len().to_string().as_str()));
    assert_eq!(client().head("/").send().header("content-length"), Some("5"));
    assert!(client().head("/").send().text().is_empty());
    let secure = client().at("https://shop.example:8443").get("/echo").send();
    assert!(
        secure.text().starts_with("GET https://shop.example:8443/echo\nhost: \"shop.example:8443\""),
        "{secure:?}"
    );
    assert_eq!(client().get("/who").send().text(), "127.0.0.1:40000");
    assert_eq!(client().get("/who").peer(([10, 0, 0, 1], 9)).send().text(), "10.0.0.1:9");
    let signed = client().get("/echo").basic_auth("Ada", "x").send();
    assert!(signed.text().contains("authorization"), "{signed:?}");
}

#[test]
fn defaults_give_way() {
    let client = client().with_header("accept", "text/plain").with_header("host", "other.example");
    let answer = client.get("/echo").header("accept", "*/*").send();
    assert!(answer.text().contains("accept: \"*/*\"\nhost: \"other.example\""), "{answer:?}");
}

#[test]
fn redirects_keep_or_change_the_request() {
    let client = client();
    client.get("/to/302").send().assert_status(302);
    for (status, method, expected, body) in [
        (301, Method::POST, "GET", ""),
        (302, Method::POST, "GET", ""),
        (302, Method::PUT, "PUT", "text"),
        (303, Method::PUT, "GET", ""),
        (307, Method::POST, "POST", "text"),
        (308, Method::PUT, "PUT", "text"),
        (308, Method::GET, "GET", "text"),
    ] {
        let request = client.request(method, &format!("/to/{status}")).header("content-type", "text/plain");
        let answer = request.body("text").follow_redirects().send();
        let text = answer.text();
        assert!(text.starts_with(&format!("{expected} /echo?x\n")), "{status}: {answer:?}");
        assert!(
            text.ends_with(body) && text.contains("content-type") != body.is_empty(),
            "{status}: {answer:?}"
        );
        assert_eq!(answer.history()[0].text(), "moved");
        assert_eq!(answer.url(), "http://localhost/echo?x");
    }
    // A stream is sent once.
    let stream = || Body::stream(|mut writer| async move { Ok(writer.send("text").await?) });
    let answer = client.post("/to/307").body(stream()).follow_redirects().send();
    answer.assert_status(307);
}

#[test]
fn what_is_not_followed_is_given() {
    let client = client().following_redirects();
    client.get("/away").send().assert_status(303).assert_header("location", "http://elsewhere.example/");
    assert_eq!(client.get("/round/0").send().assert_status(303).history().len(), 2);
    assert_eq!(client.get("/on/0").send().assert_status(303).history().len(), 20);
}

#[test]
fn cookies_are_kept_and_forgotten() {
    let client = client();
    assert_eq!(client.get("/set").follow_redirects().send().text(), "once=1");
    assert_eq!(client.clone().get("/cookies").header("cookie", "a=b").send().text(), "a=b; once=1");
    client.pass_time(Duration::from_secs(61));
    assert_eq!(client.get("/cookies").send().text(), "");
    let other = self::client().without_cookies();
    assert_eq!(other.get("/set").follow_redirects().send().text(), "");
}

#[test]
fn forms_and_files() {
    let form = MultipartForm::new().field("name", "Ada \"L\"").file("file", "ü.txt", "text/plain", "abc");
    let answer = client().post("/files").multipart(form).send();
    assert_eq!(answer.text(), r#"Some("Ada \"L\"") Some("ü.txt") 3"#);
}

#[test]
fn a_stream_may_fail_or_be_left() {
    let client = client();
    let answer = client.get("/broken").send();
    assert_eq!((answer.text(), answer.failure().is_some()), ("some", true));
    assert!(
        format!("{answer:?}").ends_with("some\n(cut off: the body of the response failed)"),
        "{answer:?}"
    );
    client.block_on(async {
        let mut stream = client.get("/broken").stream().await;
        assert_eq!(stream.chunk().await.unwrap().unwrap(), "some");
        assert!(stream.chunk().await.is_err());
    });
}

#[test]
fn the_same_in_asynchronous_code() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        let client = client();
        assert_eq!(client.get("/later").await.text(), "later");
    });
    assert_eq!(client().get("/later").send().text(), "later");
}

#[test]
fn a_failure_shows_the_response() {
    let message = |test: fn(&Client)| {
        let client = client();
        let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| test(&client))).unwrap_err();
        *panic.downcast::<String>().unwrap()
    };
    let wrong = message(|client| {
        client.get("/nowhere").header("accept", "text/plain").send().assert_status(200);
    });
    assert!(
        wrong.starts_with(
            "expected 200, got 404: GET http://localhost/nowhere\n\n404 Not Found\ncontent-length: "
        ),
        "{wrong}"
    );
    assert!(wrong.contains("vary: accept\n\n"), "{wrong}");
    for (test, text) in [
        ((|client| drop(client.get("relative"))) as fn(&Client), "neither a path"),
        (|client| drop(client.get("/").header("a b", "")), "`a b` is no name"),
        (|client| drop(client.get("/").header("a", "\n")), r"`\n` is no value"),
        (|client| _ = client.get("/").send().json::<u32>(), "is not the JSON expected"),
        (
            |client| client.set_cookie(&"a=1; Domain=b.example".parse().unwrap()),
            "no browser takes the cookie `a`",
        ),
    ] {
        assert!(message(test).contains(text), "{}", message(test));
    }
}

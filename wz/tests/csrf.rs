//! Tokens of forms, as a user's tests see them.
#![cfg(all(feature = "sessions", feature = "server"))]
#![allow(clippy::unwrap_used, clippy::needless_pass_by_value)]

use http::Method;
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use wz::bytes::Bytes;
use wz::middleware::{Csrf, CsrfToken, CsrfTokens};
use wz::prelude::*;
use wz::session::{Key, Keys, MemoryStore, Session, Sessions};
use wz::testing::{Client, MultipartForm};

#[get("/")]
fn page(csrf: CsrfToken) -> String {
    csrf.token().to_owned()
}

#[get("/input")]
fn input(csrf: CsrfToken) -> Html<String> {
    assert_eq!((csrf.to_string().as_str(), format!("{csrf:?}").as_str()), (csrf.token(), "CsrfToken"));
    Html(csrf.input())
}

#[get("/without")]
fn without() {}

#[post("/")]
fn plain(form: Form<FormData>) -> String {
    format!("{:?}", form.fields.get("to"))
}

#[post("/login")]
fn login(session: Session) -> Result<()> {
    session.regenerate();
    session.insert("name", "Ada")
}

#[post("/files", limits(body = "1MB"))]
async fn files(mut form: Multipart, pulled: Option<State<Arc<AtomicUsize>>>) -> Result<String> {
    let before = pulled.map_or(0, |pulled| pulled.load(Ordering::Relaxed));
    let mut all = String::new();
    while let Some(mut part) = form.next_part().await? {
        let mut length = 0;
        while let Some(chunk) = part.chunk().await? {
            length += chunk.len();
        }
        all.push_str(&format!("{} {length}, ", part.name()));
    }
    Ok(format!("{all}{before} before"))
}

#[post("/json")]
fn json(value: Json<u32>) -> String {
    value.0.to_string()
}

routes! { Site = page, input, without, plain, login, files, json }

fn keys() -> Keys {
    Keys::new(Key::from_secret(&[7; 32]).unwrap())
}

fn quiet() -> App {
    App::new(Site).on_failure(|_, _, _| {}).sessions(Sessions::stored(keys(), MemoryStore::new()))
}

fn all() -> [App; 2] {
    [CsrfTokens::in_cookie(keys()), CsrfTokens::in_session()]
        .map(|tokens| quiet().middleware(Csrf::new().tokens(tokens)))
}

#[test]
fn a_form_needs_one_of_its_own_tokens() {
    for app in all() {
        let (ada, eve) = (Client::new(app.clone()), Client::new(app));
        let (token, other) = (ada.get("/").send().text().to_owned(), eve.get("/").send().text().to_owned());
        let send = |token: &str| ada.post("/").form([("to", "Ada"), ("csrf_token", token)]).send();
        assert_eq!(send(&token).assert_status(200).text(), r#"Some("Ada")"#);
        // One that was on an older page, and one of a page that is made now.
        let newer = ada.get("/").send().text().to_owned();
        assert_ne!(newer, token);
        send(&token).assert_status(200);
        send(&newer).assert_status(200);
        for wrong in [&other, "", "x", &token[1..], &"A".repeat(86)] {
            let refused = send(wrong);
            assert!(refused.assert_status(403).text().contains("Load the page again"), "{refused:?}");
        }
        let missing = ada.post("/").form([("to", "Ada")]).send();
        let text = missing.assert_status(403).text();
        assert!(text.contains("csrf_token") && text.contains("X-CSRF-Token"), "{text}");
        // Whoever sends the right token, and no cookie.
        let lost = eve.clone().without_cookies().post("/").form([("csrf_token", &token)]).send();
        assert!(lost.assert_status(403).text().contains("cookie"), "{lost:?}");
    }
}

#[test]
fn other_places_for_it() {
    for app in all() {
        let client = Client::new(app);
        let token = client.get("/").send().text().to_owned();
        let field = client.get("/input").send();
        let value = field.text().split('"').nth(5).unwrap();
        assert_eq!(field.text(), format!(r#"<input type="hidden" name="csrf_token" value="{value}">"#));
        client.post("/").form([("csrf_token", value)]).send().assert_status(200);
        client.post("/json").json(&7).send().assert_status(403);
        assert_eq!(client.post("/json").json(&7).header("x-csrf-token", &token).send().text(), "7");
        client.post("/json").json(&7).header("x-csrf-token", "\u{fc}").send().assert_status(403);
        // What changes nothing needs none, also where nothing answers.
        client.get("/without").send().assert_status(200);
        client.request(Method::PUT, "/nowhere").send().assert_status(403);
    }
}

#[test]
fn the_first_field_of_a_form_with_files() {
    for app in all() {
        let client = Client::new(app);
        let token = client.get("/").send().text().to_owned();
        let long = "x".repeat(100_000);
        let send = |form: MultipartForm| client.post("/files").multipart(form).send();
        let form = MultipartForm::new().field("csrf_token", &token).file("a", "a.txt", "text/plain", &long);
        assert_eq!(send(form).assert_status(200).text(), "csrf_token 86, a 100000, 0 before");
        send(MultipartForm::new().field("csrf_token", "x").field("a", "b")).assert_status(403);
        send(MultipartForm::new().field("csrf_token", &long)).assert_status(403);
        for form in [
            MultipartForm::new().field("a", "").field("csrf_token", &token),
            MultipartForm::new().file("a", "a", "text/plain", &long).field("csrf_token", &token),
            MultipartForm::new().file("csrf_token", "a", "text/plain", &token),
            MultipartForm::new(),
        ] {
            assert!(send(form).assert_status(403).text().contains("first"));
        }
        let kind = "multipart/form-data; boundary=B";
        for wrong in
            ["", "nonsense", "--B\r\n", "--B\r\nContent-Disposition: form-data; name=csrf_token\r\n\r\nx"]
        {
            client.post("/files").header("content-type", kind).body(wrong).send().assert_status(403);
        }
    }
}

/// Counts what is taken of it.
struct Pieces(VecDeque<Bytes>, Arc<AtomicUsize>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(self.0.pop_front().map(|piece| Ok(http_body::Frame::data(piece))))
    }
}

#[test]
fn a_long_upload_is_not_read_before_its_handler() {
    let pulled = Arc::new(AtomicUsize::new(0));
    let app = quiet()
        .limits(wz::Limits::new().body(1000))
        .state(pulled.clone())
        .middleware(Csrf::new().tokens(CsrfTokens::in_cookie(keys())));
    let client = Client::new(app.clone());
    let token = client.get("/").send().text().to_owned();
    let mut pieces = VecDeque::from([
        Bytes::from("--B\r\nContent-Disposition: form-data; name=csrf_token\r\n\r\n"),
        Bytes::from(token),
        Bytes::from("\r\n--B\r\nContent-Disposition: form-data; name=a; filename=a\r\n\r\n"),
    ]);
    pieces.extend((0..900).map(|_| Bytes::from("x".repeat(1000))));
    pieces.push_back(Bytes::from("\r\n--B--\r\n"));
    let answer = client
        .post("/files")
        .header("content-type", "multipart/form-data; boundary=B")
        .body(wz::Body::new(Pieces(pieces, pulled)))
        .send();
    // The limit of the application does not count where the route has another one.
    assert_eq!(answer.assert_status(200).text(), "csrf_token 86, a 900000, 3 before");
}

#[test]
fn who_signs_in_gets_another_secret() {
    let client = Client::new(quiet().middleware(Csrf::new().tokens(CsrfTokens::in_session())));
    let token = client.get("/").send().text().to_owned();
    client.post("/login").header("x-csrf-token", &token).send().assert_status(200);
    client.post("/").form([("csrf_token", &token)]).send().assert_status(403);
    let token = client.get("/").send().text().to_owned();
    client.post("/").form([("csrf_token", &token)]).send().assert_status(200);
}

#[test]
fn only_where_nothing_says_where_a_request_comes_from() {
    let tokens = CsrfTokens::in_cookie(keys()).when_unknown();
    let csrf = Csrf::new().tokens(tokens).trust(["https://b.example"]).unwrap().exempt("/json");
    let client = Client::new(quiet().middleware(csrf.clone())).at("https://a.example");
    let send = |name: &str, value: &str| client.post("/").form([("to", "x")]).header(name, value).send();
    send("origin", "https://a.example").assert_status(200);
    send("sec-fetch-site", "same-origin").assert_status(200);
    send("origin", "https://b.example").assert_status(200);
    send("origin", "https://c.example").assert_status(403);
    send("x-other", "").assert_status(403);
    client.post("/json").json(&7).send().assert_status(200);
    // Without it, all need one that are not trusted or exempt.
    let strict = csrf.tokens(CsrfTokens::in_cookie(keys()));
    let client = Client::new(quiet().middleware(strict)).at("https://a.example");
    let send = |origin: &str| client.post("/").form([("to", "x")]).header("origin", origin).send();
    send("https://a.example").assert_status(403);
    send("https://b.example").assert_status(200);
    client.post("/json").json(&7).send().assert_status(200);
}

#[test]
fn the_cookie() {
    let tokens = CsrfTokens::in_cookie(keys()).cookie_name("__Host-csrf");
    let client = Client::new(quiet().middleware(Csrf::new().tokens(tokens))).at("https://a.example");
    assert_eq!(client.get("/without").send().header("vary"), None);
    let first = client.get("/").send();
    let cookie = first.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-csrf="), "{cookie}");
    for word in ["Secure", "HttpOnly", "Path=/", "SameSite=Lax"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    first.assert_header("vary", "cookie");
    let second = client.get("/").send();
    assert_eq!((second.header("set-cookie"), second.header("vary")), (None, Some("cookie")));
    // One that was not made here is none.
    let fake = client.clone().without_cookies().get("/").header("cookie", "__Host-csrf=x").send();
    assert!(fake.header("set-cookie").is_some());
}

#[test]
fn what_is_missing_is_said() {
    let app = App::new(Site).on_failure(|_, _, failure| {
        assert!(format!("{failure}").contains("Csrf::new().tokens"), "{failure}");
    });
    Client::new(app).get("/").send().assert_status(500);
    let error =
        App::new(Csrfless).middleware(Csrf::new().tokens(CsrfTokens::in_session())).check().unwrap_err();
    assert!(error.to_string().contains("App::sessions"), "{error}");
}

routes! { Csrfless = without }

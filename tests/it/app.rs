//! The application under test.

use std::time::Duration;

use wz::prelude::*;

#[get("/")]
fn index() -> &'static str {
    "Hello, World!"
}

#[get("/user/<int:id>")]
fn user(id: u64) -> String {
    format!("user {id}")
}

#[post("/user")]
async fn create(body: String) -> (StatusCode, String) {
    (StatusCode::CREATED, body)
}

#[get("/about/")]
fn about(uri: &Uri) -> String {
    uri.to_string()
}

#[get("/file/<name>")]
fn file(name: &str) -> String {
    format!("{name:?}")
}

#[get("/tree/<path:rest>")]
fn tree(rest: &str) -> String {
    format!("{rest:?}")
}

#[get("/wiki/<name>/")]
fn wiki(name: &str) -> String {
    format!("{name:?}")
}

#[get("/panic")]
fn panics() -> String {
    panic!("on purpose")
}

#[get("/panic-later")]
async fn panics_later() -> String {
    tokio::time::sleep(Duration::from_millis(1)).await;
    panic!("later, on purpose")
}

/// Quotes what the client has sent.
#[get("/panic/<name>")]
fn panics_with(name: &str) -> String {
    panic!("no such thing: {name}")
}

#[get("/error/<name>")]
fn fails_with(name: &str) -> Result<String> {
    Err(wz::Error::msg(format!("no such thing: {name}")))
}

/// What panics when it is dropped.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        std::panic::panic_any(Bomb);
    }
}

#[get("/bomb")]
fn bomb() -> String {
    std::panic::panic_any(Bomb)
}

/// More than the buffers of a connection hold.
#[get("/large")]
fn large() -> Vec<u8> {
    vec![b'x'; 16 * 1024 * 1024]
}

/// Answers once the client has sent its body, and says nothing until then.
#[post("/discard")]
async fn discard(body: Bytes) -> String {
    format!("{} bytes", body.len())
}

/// Answers after its client has had time to close.
#[get("/later")]
async fn later() -> &'static str {
    tokio::time::sleep(Duration::from_millis(100)).await;
    "later"
}

#[get("/never")]
async fn never() {
    std::future::pending::<()>().await;
}

/// Does not read what is sent.
#[post("/ignore")]
fn ignore() -> &'static str {
    "ignored"
}

routes! {
    pub Site = index, user, create, about, file, tree, wiki, panics, panics_later, panics_with, fails_with, bomb,
        large, discard, later, never, ignore,
        "/files" => crate::spooling::Routes,
        "/responses" => crate::responses::Routes,
        "/streams" => crate::streams::Streams,
        "/uploads" => crate::uploads::Uploads,
        "/files" => crate::files::Files,
}

use std::convert::Infallible;
use std::net::TcpListener;
use std::path::Path;

use axum::extract::Path as Variables;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use axum::{Form, Json, Router};
use futures_util::{Stream, StreamExt};
use tower_http::services::ServeDir;

use super::{ITEM, Item, Order, SECTIONS};

async fn hello() -> &'static str {
    "Hello, World!"
}

async fn user(Variables(id): Variables<u32>) -> String {
    super::user(id)
}

async fn json() -> Json<Item> {
    Json(ITEM)
}

async fn form(Form(order): Form<Order>) -> String {
    order.text()
}

async fn events() -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    Sse::new(super::numbers().map(|number| Ok(Event::default().data(number.to_string()))))
        .keep_alive(KeepAlive::default())
}

async fn publish() -> String {
    super::publish()
}

async fn mark() -> &'static str {
    super::mark()
}

async fn comment(Variables((id, comment)): Variables<(u32, u32)>) -> String {
    super::comment(id, comment)
}

pub(super) fn serve(listener: TcpListener, folder: &Path) {
    let mut app = Router::new()
        .route("/", get(hello))
        .route("/user/{id}", get(user))
        .route("/json", get(json))
        .route("/form", post(form))
        .nest_service("/files", ServeDir::new(folder.join("files")))
        .route("/events", get(events))
        .route("/publish", post(publish))
        .route("/mark", get(mark));
    for at in 0..SECTIONS {
        app = app
            .route(&format!("/section{at}"), get(hello))
            .route(&format!("/section{at}/{{id}}"), get(user))
            .route(&format!("/section{at}/{{id}}/edit"), get(user))
            .route(&format!("/section{at}/{{id}}/comments/{{comment}}"), get(comment));
    }
    super::current_thread().block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).expect("a listener").tap_io(|socket| {
            let _ = socket.set_nodelay(true);
        });
        // Without `into_make_service` the routes are copied for every connection.
        axum::serve(listener, app.into_make_service()).await.expect("a server");
    });
}

use std::convert::Infallible;
use std::net::TcpListener;
use std::path::Path;

use actix_files::Files;
use actix_web::web::{self, Bytes, Form, Json, Path as Variables};
use actix_web::{App, HttpResponse, HttpServer};
use futures_util::StreamExt;

use super::{ITEM, Item, Order, SECTIONS};

async fn hello() -> &'static str {
    "Hello, World!"
}

async fn user(id: Variables<u32>) -> String {
    super::user(*id)
}

async fn json() -> Json<Item> {
    Json(ITEM)
}

async fn form(order: Form<Order>) -> String {
    order.into_inner().text()
}

async fn events() -> HttpResponse {
    let events =
        super::numbers().map(|number| Ok::<_, Infallible>(Bytes::from(format!("data: {number}\n\n"))));
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("cache-control", "no-store"))
        .streaming(events)
}

async fn publish() -> String {
    super::publish()
}

async fn mark() -> &'static str {
    super::mark()
}

async fn comment(variables: Variables<(u32, u32)>) -> String {
    super::comment(variables.0, variables.1)
}

pub(super) fn serve(listener: TcpListener, folder: &Path) {
    let files = folder.join("files");
    let server = HttpServer::new(move || {
        let mut app = App::new()
            .route("/", web::get().to(hello))
            .route("/user/{id}", web::get().to(user))
            .route("/json", web::get().to(json))
            .route("/form", web::post().to(form))
            .service(Files::new("/files", &files))
            .route("/events", web::get().to(events))
            .route("/publish", web::post().to(publish))
            .route("/mark", web::get().to(mark));
        for at in 0..SECTIONS {
            app = app
                .route(&format!("/section{at}"), web::get().to(hello))
                .route(&format!("/section{at}/{{id}}"), web::get().to(user))
                .route(&format!("/section{at}/{{id}}/edit"), web::get().to(user))
                .route(&format!("/section{at}/{{id}}/comments/{{comment}}"), web::get().to(comment));
        }
        app
    });
    let server = server.workers(1).tcp_nodelay(true).disable_signals();
    actix_web::rt::System::new()
        .block_on(server.listen(listener).expect("a listener").run())
        .expect("a server");
}

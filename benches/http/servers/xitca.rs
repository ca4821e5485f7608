//! Its acceptor and its worker are threads of their own, and `TCP_NODELAY` cannot be set.

use std::convert::Infallible;
use std::net::TcpListener;
use std::path::Path;

use futures_util::StreamExt;
use xitca_web::App;
use xitca_web::body::{ResponseBody, StreamDataBody};
use xitca_web::bytes::Bytes;
use xitca_web::handler::form::Form;
use xitca_web::handler::handler_service;
use xitca_web::handler::json::Json;
use xitca_web::handler::params::Params;
use xitca_web::http::WebResponse;
use xitca_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use xitca_web::route::{get, post};
use xitca_web::service::file::ServeDir;

use super::{ITEM, Item, Order, SECTIONS};

async fn hello() -> &'static str {
    "Hello, World!"
}

async fn user(Params(id): Params<u32>) -> String {
    super::user(id)
}

async fn json() -> Json<Item> {
    Json(ITEM)
}

async fn form(Form(order): Form<Order>) -> String {
    order.text()
}

async fn events() -> WebResponse {
    let events =
        super::numbers().map(|number| Ok::<_, Infallible>(Bytes::from(format!("data: {number}\n\n"))));
    let mut response = WebResponse::new(ResponseBody::boxed(StreamDataBody::new(events)));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn publish() -> String {
    super::publish()
}

async fn mark() -> &'static str {
    super::mark()
}

async fn comment(Params((id, comment)): Params<(u32, u32)>) -> String {
    super::comment(id, comment)
}

pub(super) fn serve(listener: TcpListener, folder: &Path) {
    let mut app = App::new()
        .at("/", get(handler_service(hello)))
        .at("/user/{id}", get(handler_service(user)))
        .at("/json", get(handler_service(json)))
        .at("/form", post(handler_service(form)))
        // Below its folder it looks for the whole path.
        .at("/files", ServeDir::new(folder.to_path_buf()))
        .at("/events", get(handler_service(events)))
        .at("/publish", post(handler_service(publish)))
        .at("/mark", get(handler_service(mark)));
    for at in 0..SECTIONS {
        app = app
            .at(&format!("/section{at}"), get(handler_service(hello)))
            .at(&format!("/section{at}/{{id}}"), get(handler_service(user)))
            .at(&format!("/section{at}/{{id}}/edit"), get(handler_service(user)))
            .at(&format!("/section{at}/{{id}}/comments/{{comment}}"), get(handler_service(comment)));
    }
    let server = app.serve().worker_threads(1).disable_signal();
    server.listen(listener).expect("a listener").run().wait().expect("a server");
}

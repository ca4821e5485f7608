use std::convert::Infallible;
use std::net::TcpListener;
use std::path::Path;

use futures_util::StreamExt;
use wz::files::StaticFolder;
use wz::prelude::*;
use wz::response::{Event, EventStream};
use wz::serve::{AccessLog, Server};

use super::{ITEM, Item, Order};

#[get("/")]
fn hello() -> &'static str {
    "Hello, World!"
}

#[get("/user/<int:id>")]
fn user(id: u32) -> String {
    super::user(id)
}

#[get("/json")]
fn json() -> Json<Item> {
    Json(ITEM)
}

#[post("/form")]
fn form(order: Form<Order>) -> String {
    order.0.text()
}

#[get("/files/<path:name>")]
async fn file(name: &str, request: &Request, folder: State<StaticFolder>) -> Result<Response> {
    Ok(folder.answer(request, name).await?)
}

#[get("/events")]
fn events() -> EventStream {
    EventStream::from_stream(
        super::numbers().map(|number| Ok::<_, Infallible>(Event::data(number.to_string()))),
    )
}

#[post("/publish")]
fn publish() -> String {
    super::publish()
}

#[get("/mark")]
fn mark() -> &'static str {
    super::mark()
}

#[get("/")]
fn list() -> &'static str {
    "Hello, World!"
}

#[get("/<int:id>")]
fn one(id: u32) -> String {
    super::user(id)
}

#[get("/<int:id>/edit")]
fn edit(id: u32) -> String {
    super::user(id)
}

#[get("/<int:id>/comments/<int:comment>")]
fn comment(id: u32, comment: u32) -> String {
    super::comment(id, comment)
}

routes! { Section = list, one, edit, comment }

routes! {
    Table = hello, user, json, form, file, events, publish, mark,
    "/section0" => Section, "/section1" => Section, "/section2" => Section, "/section3" => Section, "/section4" => Section,
    "/section5" => Section, "/section6" => Section, "/section7" => Section, "/section8" => Section, "/section9" => Section,
    "/section10" => Section, "/section11" => Section, "/section12" => Section, "/section13" => Section, "/section14" => Section,
    "/section15" => Section, "/section16" => Section, "/section17" => Section, "/section18" => Section, "/section19" => Section,
    "/section20" => Section, "/section21" => Section, "/section22" => Section, "/section23" => Section, "/section24" => Section,
    "/section25" => Section, "/section26" => Section, "/section27" => Section, "/section28" => Section, "/section29" => Section,
    "/section30" => Section, "/section31" => Section, "/section32" => Section, "/section33" => Section, "/section34" => Section,
    "/section35" => Section, "/section36" => Section, "/section37" => Section, "/section38" => Section, "/section39" => Section,
    "/section40" => Section, "/section41" => Section, "/section42" => Section, "/section43" => Section, "/section44" => Section,
    "/section45" => Section, "/section46" => Section, "/section47" => Section, "/section48" => Section, "/section49" => Section,
}

pub(super) fn serve(listener: TcpListener, folder: &Path) {
    let app = App::new(Table).state(StaticFolder::new(folder.join("files")));
    super::current_thread().block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
        Server::new(listener, app).access_log(AccessLog::off()).run_until(std::future::pending::<()>()).await;
    });
}

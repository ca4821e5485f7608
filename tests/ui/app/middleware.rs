//! What an application takes as middleware and hooks.

use wz::prelude::*;

async fn no_next(_request: Request) -> Response {
    Response::empty()
}

async fn owned(_request: Request) {}

async fn no_response(_request: &Request) -> Response {
    Response::empty()
}

#[get("/")]
fn index() {}

routes! { Site = index }

fn main() {
    let _ = App::new(Site).middleware(no_next);
    let _ = App::new(Site).before_request(owned);
    let _ = App::new(Site).after_request(no_response);
}

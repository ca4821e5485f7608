//! What stands in `with(...)` is middleware.

use wz::prelude::*;

/// Without `Next` it could not let a request through.
async fn no_next(_request: Request) -> Response {
    Response::empty()
}

/// Its result is no response.
async fn no_response(_request: Request, _next: Next) -> u32 {
    7
}

fn not_async(_request: Request, _next: Next) -> Response {
    Response::empty()
}

#[get("/", with(no_next, no_response, not_async))]
fn index() {}

fn main() {}

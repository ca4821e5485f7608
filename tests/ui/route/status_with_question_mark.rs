use wz::prelude::*;

#[get("/")]
fn handler() -> Result<String> {
    Err(StatusCode::CONFLICT)?
}

fn main() {}

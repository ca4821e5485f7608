use wz::get;

#[get("/a%20b")]
fn handler() {}

fn main() {}

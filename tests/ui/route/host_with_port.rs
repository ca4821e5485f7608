use wz::get;

#[get("/", host = "example.com:80")]
fn handler() {}

fn main() {}

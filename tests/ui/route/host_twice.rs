use wz::get;

#[get("/", host = "a.example", subdomain = "b")]
fn handler() {}

fn main() {}

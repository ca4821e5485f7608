use wz::get;

#[get("/", endpoint = "")]
fn handler() {}

fn main() {}

use wz::route;

#[route("/", methods = GET)]
fn handler() {}

fn main() {}

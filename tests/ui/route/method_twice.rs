use wz::route;

#[route("/", methods(GET, get))]
fn handler() {}

fn main() {}

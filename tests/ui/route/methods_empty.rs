use wz::route;

#[route("/", methods())]
fn handler() {}

fn main() {}

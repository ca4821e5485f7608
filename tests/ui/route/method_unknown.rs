use wz::route;

#[route("/", methods(GETT))]
fn handler() {}

fn main() {}

use wz::route;

#[route("/", methods(FROBNICATE))]
fn handler() {}

fn main() {}

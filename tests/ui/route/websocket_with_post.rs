use wz::route;

#[route("/live", websocket, methods(POST))]
fn handler() {}

fn main() {}

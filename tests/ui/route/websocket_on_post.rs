use wz::post;

#[post("/live", websocket)]
fn handler() {}

fn main() {}

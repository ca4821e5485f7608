use wz::get;

#[get("/old/<int:id>", redirect = "/new/<ib>")]
fn handler() {}

fn main() {}

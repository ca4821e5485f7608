use wz::get;

#[get("/", strict_slashes = "no")]
fn handler() {}

fn main() {}

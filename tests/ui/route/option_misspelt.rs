use wz::get;

#[get("/", strict_slash = false)]
fn handler() {}

fn main() {}

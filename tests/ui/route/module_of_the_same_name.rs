use wz::get;

mod blog {}

#[get("/blog")]
fn blog() {}

fn main() {}

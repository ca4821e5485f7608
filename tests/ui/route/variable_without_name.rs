use wz::get;

#[get("/user/<int:>")]
fn handler() {}

fn main() {}

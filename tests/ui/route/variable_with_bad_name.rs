use wz::get;

#[get("/user/<int:1st>")]
fn handler() {}

fn main() {}

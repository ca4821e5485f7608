use wz::get;

#[get("/old", alias)]
fn handler() {}

fn main() {}

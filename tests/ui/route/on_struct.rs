use wz::get;

#[get("/")]
struct Handler;

fn main() {}

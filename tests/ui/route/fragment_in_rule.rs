use wz::get;

#[get("/page#top")]
fn handler() {}

fn main() {}

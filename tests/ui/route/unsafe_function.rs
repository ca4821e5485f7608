use wz::get;

#[get("/")]
unsafe fn handler() {}

fn main() {}

use wz::prelude::*;

#[derive(IntoResponse)]
struct Page(Html<String>);

#[get("/")]
fn page() -> Page {
    Page(Html(String::new()))
}

fn main() {}

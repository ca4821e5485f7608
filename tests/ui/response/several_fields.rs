use wz::prelude::*;

#[derive(IntoResponse)]
enum Answer {
    Page(StatusCode, String),
    Item { text: String },
}

#[get("/")]
fn page() -> Answer {
    Answer::Item { text: String::new() }
}

fn main() {}

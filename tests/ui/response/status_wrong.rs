use wz::prelude::*;

#[derive(IntoResponse)]
enum Answer {
    #[response(status = 99)]
    Small(String),
    #[response(status = 70000)]
    Large(String),
    #[response(status = "404")]
    Text(String),
    #[response(status)]
    Open(String),
    #[response(404)]
    Bare(String),
    #[response]
    Path(String),
    #[response(status = 404, page = "x")]
    More(String),
    #[response(code = 404)]
    Code(String),
    #[response(status = 404)]
    #[response(status = 405)]
    Twice(String),
}

fn main() {}

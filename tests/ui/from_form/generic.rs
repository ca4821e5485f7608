use wz::prelude::*;

#[derive(FromForm)]
#[form(limit = "5MB")]
struct Avatar<T> {
    image: T,
}

fn main() {
    let _ = |form: Form<Avatar<String>>| form.0.image;
}

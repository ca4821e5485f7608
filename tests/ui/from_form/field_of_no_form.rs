use wz::prelude::*;

struct Picture;

#[derive(FromForm)]
struct Avatar {
    image: Picture,
}

fn main() {
    let _ = |form: Form<Avatar>| form.0.image;
}

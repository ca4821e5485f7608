use wz::prelude::*;

#[derive(serde::Deserialize, FromForm)]
struct Avatar {
    image: UploadedFile,
}

fn main() {
    let _ = |form: Form<Avatar>| form.0.image;
}

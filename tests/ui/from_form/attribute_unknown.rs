use wz::prelude::*;

#[derive(FromForm)]
struct Avatar {
    #[form(max = "5MB")]
    image: UploadedFile,
}

fn main() {
    let _ = |form: Form<Avatar>| form.0.image;
}

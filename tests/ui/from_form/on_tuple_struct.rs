use wz::prelude::*;

#[derive(FromForm)]
struct Avatar(UploadedFile);

fn main() {
    let _ = |form: Form<Avatar>| form.0.0;
}

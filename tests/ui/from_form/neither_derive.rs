use wz::prelude::*;

struct Avatar {
    image: UploadedFile,
}

#[post("/")]
async fn avatar(form: Form<Avatar>) -> String {
    format!("{}", form.image.len())
}

routes! { pub Site = avatar }

fn main() {}

use wz::prelude::*;

#[derive(FromForm)]
struct Avatar {
    #[form(limit = "5 megabytes")]
    image: UploadedFile,
    #[form(limit = "99999999999GB")]
    cv: UploadedFile,
    #[form(limit = 0)]
    name: String,
    #[form(limit = 1.5)]
    note: String,
}

#[post("/")]
async fn avatar(form: Form<Avatar>) -> String {
    format!("{:?}", (&form.image, &form.cv, &form.name, &form.note))
}

routes! { pub Site = avatar }

fn main() {}

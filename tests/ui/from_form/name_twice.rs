use wz::prelude::*;

#[derive(FromForm)]
struct Avatar {
    name: String,
    #[form(rename = "name")]
    other: String,
    #[form(default = "x")]
    third: String,
    #[serde(default)]
    fourth: String,
}

fn main() {
    let _ = |form: Form<Avatar>| (form.0.name, form.0.other);
}

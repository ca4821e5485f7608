use wz::prelude::*;

routes! { pub Site = user }

#[get("/user/<id>/<page>")]
fn user(id: &str, page: &str) {
    let _ = (id, page);
}

fn main() {
    url_for!(missing, id = "a", page = "b");
}

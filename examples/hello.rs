//! The smallest application: two routes, one of them with a typed variable, and a link that cannot break.
//!
//! `cargo run -p wz-examples --bin hello`, then open <http://127.0.0.1:5000/>.

use wz::prelude::*;

#[get("/")]
fn index() -> Html<String> {
    Html(format!(r#"<h1>Hello, World!</h1><a href="{}">the answer</a>"#, url_for!(user, id = 42)))
}

#[get("/user/<int:id>")]
async fn user(id: u32) -> String {
    format!("user {id}")
}

routes! { pub Site = index, user }

fn main() -> wz::Result {
    wz::run(App::new(Site))
}

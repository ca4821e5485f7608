//! A blog: pages and a JSON interface over the same store, in four modules.
//!
//! `cargo run -p wz-examples --bin blog`, then open <http://127.0.0.1:5000/>.

mod api;
mod page;
mod posts;
mod store;

use wz::prelude::*;

use page::{Page, Text};
use store::Store;

#[get("/")]
fn home(store: State<Store>) -> Page {
    let (posts, api) = (store.len(), url_for!(api::list));
    Page::new(
        "A small blog",
        format!(
            r#"<p>{posts} posts so far. <a href="{}">Read them</a> or <a href="{}">write one</a>.</p>
<p>Programs find the same at <a href="{api}"><code>{api}</code></a>.</p>"#,
            url_for!(posts::list),
            url_for!(posts::form),
        ),
    )
}

/// A branch: `/about` is sent here.
#[get("/about/")]
fn about(method: &Method, headers: &HeaderMap) -> Page {
    let agent = headers.get("user-agent").and_then(|agent| agent.to_str().ok()).unwrap_or("a shy client");
    Page::new("About", format!("<p>You sent a {method} with {}.</p>", Text(agent)))
}

/// An address that was given away once: those who kept it are sent on.
#[get("/p/<int:id>")]
fn short(id: u32) -> Redirect {
    Redirect::permanent(url_for!(posts::show, id))
}

routes! {
    /// All that the blog answers.
    pub Site = home, about, short,
        "/posts" => posts::Routes,
        "/api" => api::Routes,
        static "/static" => "blog/static",
}

fn main() -> wz::Result {
    wz::run(App::new(Site).state(Store::with_examples()).limits(Limits::new().buffered_body(64 * 1024)))
}

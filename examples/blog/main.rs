//! A blog: pages and a JSON interface over the same store, in four modules.
//!
//! `cargo run -p wz-examples --bin blog`, then open <http://127.0.0.1:5000/>. What programs can do is described at
//! `/api/docs/`, and by `cargo run -p wz-examples --bin blog openapi`.

mod api;
mod page;
mod posts;
mod store;

use wz::openapi::OpenApi;
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
<p>Programs find the same at <a href="{api}"><code>{api}</code></a>, and <a href="/api/docs/">what they can do</a>.</p>"#,
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
        "/api/docs" => wz::openapi::Docs,
        static "/static" => "blog/static",
}

fn main() -> wz::Result {
    let api =
        OpenApi::new("Blog", "1.0").description("The posts of a small blog, for programs.").below("/api");
    let app = App::new(Site).state(Store::with_examples()).openapi(api);
    wz::run(app.limits(Limits::new().buffered_body(64 * 1024)))
}

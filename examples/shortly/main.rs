//! A URL shortener, after the one in Werkzeug's tutorial: templates, a form with its mistakes, sessions, links in SQLite or in
//! a Redis.
//!
//! `cargo run -p wz-examples --bin shortly`, then open <http://127.0.0.1:5000/>. `--links FILE` says which database the links are
//! in (`:memory:` for none that lasts); with `--redis redis://127.0.0.1/` they are in a Redis, and several processes serve them.
//! Then, and wherever sessions are to outlive the program, give it a secret: `WZ_SECRET_KEY=$(openssl rand -hex 32)`.

mod id;
mod links;
mod page;
mod setup;
mod target;
#[cfg(test)]
mod tests;

use minijinja::context;
use serde::Deserialize;
use wz::config::Config;
use wz::middleware::{CsrfToken, Middleware, RateLimit};
use wz::prelude::*;
use wz::session::Session;

use id::Id;
use links::Links;
use page::Page;
use target::Target;

/// How many links of their own somebody finds on the first page.
const REMEMBERED: usize = 5;

#[derive(Deserialize)]
struct Draft {
    /// A form without it is treated as one in which it is empty.
    #[serde(default)]
    url: String,
}

#[get("/")]
async fn index(page: Page, csrf: CsrfToken, session: Session, links: State<Links>) -> Result<Response> {
    let mut mine = Vec::new();
    for id in remembered(&session) {
        mine.extend(links.find(id).await?.map(|link| context! { id, link }));
    }
    page.render("index.html", context! { csrf_input => page::html(csrf.input()), mine })
}

#[post("/", with(few_at_once))]
async fn create(
    page: Page,
    csrf: CsrfToken,
    session: Session,
    links: State<Links>,
    form: Form<Draft>,
) -> Result<Response> {
    let target = match Target::parse(&form.url) {
        Ok(target) => target,
        Err(mistake) => {
            let values = context! { csrf_input => page::html(csrf.input()), url => form.url, mistake };
            return Ok(page.render("index.html", values)?.with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let (id, is_new) = links.add(target.as_str()).await?;
    session.flash(if is_new {
        "Your link is ready."
    } else {
        "This address had a link already: here it is."
    });
    let mut mine = remembered(&session);
    mine.retain(|known| *known != id);
    mine.insert(0, id);
    mine.truncate(REMEMBERED);
    session.insert("links", &mine)?;
    Ok(Redirect::to(url_for!(details, id)).into_response())
}

/// The links that this browser has made, the newest first.
fn remembered(session: &Session) -> Vec<Id> {
    session.get("links").unwrap_or_default()
}

/// Each new link is a row: who sends many has to wait.
async fn few_at_once(limit: State<RateLimit>, request: Request, next: Next) -> Response {
    limit.call(request, next).await
}

/// Leads on, and counts. It leads nowhere but to where somebody has made a link to, and only over HTTP.
#[get("/<Id:id>")]
async fn follow(method: &Method, id: Id, links: State<Links>) -> Result<Response> {
    let url = match *method {
        // Who only asks where it leads has not gone there.
        Method::HEAD => links.find(id).await?.map(|link| link.url),
        _ => links.visit(id).await?,
    };
    let url = url.or_404("There is no such link.")?;
    // A browser that remembers where it leads does not ask again, and is not counted.
    Ok(Redirect::temporary(url).into_response().with_header("cache-control", "private, no-store"))
}

/// What is known of a link: its address with a `+`.
#[get("/<Id:id>+")]
async fn details(page: Page, id: Id, links: State<Links>) -> Result<Response> {
    let link = links.find(id).await?.or_404("There is no such link.")?;
    page.render("details.html", context! { id, link })
}

routes! {
    /// `-` is in no id.
    pub Site = index, create, follow, details, static "/-" => "shortly/static",
}

fn main() -> wz::Result {
    let config = Config::load()
        .flag("links", "FILE", "The database of links; `:memory:` for none that lasts")
        .flag("redis", "URL", "Keep the links in this Redis instead, for several processes");
    wz::run(setup::app(&config)?)
}

//! A guest book on a framework of 150 lines, `flask.rs`, which is made of pieces of wz.
//!
//! `cargo run -p wz-examples --bin mini_flask`, then open <http://127.0.0.1:5000/>.

mod flask;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, MutexGuard, PoisonError};

use flask::{Context, Flask, render};
use wz::prelude::*;

static ENTRIES: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());

fn entries() -> MutexGuard<'static, Vec<(String, String)>> {
    ENTRIES.lock().unwrap_or_else(PoisonError::into_inner)
}

fn index(context: &Context<'_>) -> Result<Html<String>> {
    let mut page = render("<!doctype html><title>Guests</title><h1>Guests</h1>", &[]).0;
    for message in context.session.take_flashes() {
        page += &render("<p class=flash>{message}</p>", &[("message", &message)]).0;
    }
    for (id, (name, _)) in entries().iter().enumerate() {
        let url = context.url_for("entry", [("id", id)])?;
        page += &render("<p><a href=\"{url}\">{name}</a></p>", &[("url", &url), ("name", name)]).0;
    }
    let url = context.url_for::<&str>("write", [])?;
    page += &render("<p><a href=\"{url}\">Write</a></p>", &[("url", &url)]).0;
    Ok(Html(page))
}

fn entry(context: &Context<'_>) -> Result<Html<String>> {
    let id = usize::try_from(context.int("id")).unwrap_or(usize::MAX);
    let Some((name, text)) = entries().get(id).cloned() else { abort!(404, "There is no entry {id}.") };
    Ok(render(
        "<!doctype html><title>{name}</title><h1>{name}</h1><p>{text}</p>",
        &[("name", &name), ("text", &text)],
    ))
}

/// The form, and what is sent with it.
fn write(context: &Context<'_>) -> Result<Response> {
    let name: String = context.session.get("name").unwrap_or_default();
    if context.request.method() == Method::GET {
        let page = "<!doctype html><title>Write</title><form method=post><p>{name} writes: <input name=text><button>Send</button></form>";
        return Ok(render(page, &[("name", &name)]).into_response());
    }
    let text = context.form.get("text").map_or("", String::as_str).trim();
    if text.is_empty() {
        abort!(422, "Write something.");
    }
    entries().push((name, text.to_owned()));
    context.session.flash("Thank you!");
    Ok(Redirect::to(context.url_for::<&str>("index", [])?).into_response())
}

fn login(context: &Context<'_>) -> Result<Response> {
    match context.form.get("name").filter(|name| !name.is_empty()) {
        Some(name) => {
            context.session.regenerate();
            context.session.insert("name", name)?;
            Ok(Redirect::to(context.url_for::<&str>("write", [])?).into_response())
        }
        None => {
            let page = "<!doctype html><title>Who are you?</title><form method=post><input name=name><button>Go</button></form>";
            Ok(Html(page).into_response())
        }
    }
}

/// Who writes has a name.
fn require_name(context: &Context<'_>) -> Result<Option<Response>> {
    if context.endpoint == "write" && !context.session.contains("name") {
        return Ok(Some(Redirect::to(context.url_for::<&str>("login", [])?).into_response()));
    }
    Ok(None)
}

fn app() -> Flask {
    // A real program reads it from where nobody else can.
    Flask::new(b"a secret for an example, which is not one")
        .route("/", index)
        .route("/entry/<int:id>", entry)
        .route_for(["GET", "POST"], "/write/", write)
        .route_for(["GET", "POST"], "/login", login)
        .route("/hello/<name>", |context: &Context<'_>| format!("Hello, {}!", context.text("name")))
        .before_request(require_name)
        .error_pages(|pages| {
            pages.status(StatusCode::UNPROCESSABLE_ENTITY, |error, _| {
                render("<h1>Not so</h1><p>{why}", &[("why", &error.description())])
            })
        })
}

fn main() -> wz::Result {
    wz::run(app().into_app()?)
}

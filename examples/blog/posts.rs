//! The pages for readers and writers.

use serde::Deserialize;
use wz::prelude::*;

use crate::page::{Page, Text};
use crate::store::{Draft, Post, Store};

const PER_PAGE: usize = 10;

#[derive(Debug, Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: usize,
}

/// `/posts`, `/posts?q=word&page=1`
#[get("/")]
pub fn list(search: Query<Search>, store: State<Store>) -> Page {
    let Search { q, page } = &*search;
    let found = store.find(q, *page, PER_PAGE);
    let mut items = String::new();
    for Post { id, draft } in &found {
        items += &format!(r#"<li><a href="{}">{}</a>"#, url_for!(show, id), Text(&draft.title));
    }
    let older = if found.len() == PER_PAGE {
        let link = url_for!(list, ?q = q.as_str(), ?page = page + 1);
        format!(r#"<p><a href="{}">Older posts</a></p>"#, Text(&link))
    } else {
        String::new()
    };
    Page::new(
        "Posts",
        format!(
            r#"<form action="{}"><input name="q" value="{}" placeholder="Search"></form>
<ul>{items}</ul>{older}
<p><a href="{}">Write one</a></p>"#,
            url_for!(list),
            Text(q),
            url_for!(form),
        ),
    )
}

#[get("/<int(min=1):id>")]
pub fn show(id: u32, store: State<Store>) -> Result<Page> {
    let Post { draft, .. } = store.get(id).or_404("There is no such post, or it was removed.")?;
    let text: String = draft.text.lines().map(|line| format!("<p>{}</p>\n", Text(line))).collect();
    Ok(Page::new(draft.title, text))
}

#[get("/new")]
pub fn form() -> Page {
    edit(&Draft { title: String::new(), text: String::new() }, "")
}

/// After a form has been dealt with, the browser is sent to the result: reloading it posts nothing twice.
#[post("/new")]
pub async fn create(Form(draft): Form<Draft>, store: State<Store>) -> Result<Response> {
    if let Some(problem) = draft.problem() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, edit(&draft, problem)).into_response());
    }
    let id = store.add(draft);
    Ok(Redirect::to(url_for!(show, id)).into_response())
}

fn edit(draft: &Draft, problem: &str) -> Page {
    Page::new(
        "Write a post",
        format!(
            r#"<p class="error" role="alert">{problem}</p>
<form method="post" action="{}">
<p><label>Title <input name="title" value="{}" autofocus></label></p>
<p><label>Text <textarea name="text" rows="8">{}</textarea></label></p>
<p><button>Publish</button></p>
</form>"#,
            url_for!(create),
            Text(&draft.title),
            Text(&draft.text),
        ),
    )
}

routes! { pub Routes = list, show, form, create }

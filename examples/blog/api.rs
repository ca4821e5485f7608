//! The same posts for programs, as JSON.

use serde::Serialize;
use wz::openapi::schemars::{self, JsonSchema};
use wz::prelude::*;

use crate::posts;
use crate::store::{Draft, Post, Store};

/// A post with the address of its page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Linked {
    #[serde(flatten)]
    post: Post,
    /// Where readers see it.
    page: String,
}

impl From<Post> for Linked {
    fn from(post: Post) -> Linked {
        Linked { page: url_for!(posts::show, id = post.id), post }
    }
}

/// All posts, the newest first.
#[get("/posts")]
pub fn list(store: State<Store>) -> Json<Vec<Linked>> {
    Json(store.find("", 0, usize::MAX).into_iter().map(Linked::from).collect())
}

/// One post.
#[get("/posts/<int:id>")]
pub fn show(id: u32, store: State<Store>) -> Option<Json<Linked>> {
    Some(Json(store.get(id)?.into()))
}

/// Writes a post.
///
/// The answer is its number, with its address in `Location`. What makes no post is 422:
///
/// ```
/// {"title": " ", "text": "A post needs a title."}
/// ```
#[post("/posts")]
pub async fn create(
    draft: Json<Draft>,
    store: State<Store>,
) -> Result<(StatusCode, [(&'static str, String); 1], Json<u32>)> {
    let Json(draft) = draft;
    if let Some(problem) = draft.problem() {
        return Err(HttpError::new(StatusCode::UNPROCESSABLE_ENTITY).with_description(problem).into());
    }
    let id = store.add(draft);
    Ok((StatusCode::CREATED, [("location", url_for!(show, id))], Json(id)))
}

/// Takes a post away.
#[delete("/posts/<int:id>")]
pub fn remove(id: u32, store: State<Store>) -> Result<StatusCode> {
    store.remove(id).then_some(StatusCode::NO_CONTENT).or_404("There is no such post.").map_err(Into::into)
}

routes! { pub Routes = list, show, create, remove }

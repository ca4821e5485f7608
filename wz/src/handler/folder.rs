//! What the macros write for the `static` lines of `routes!`.

use super::HandlerFuture;
use crate::error::HttpError;
use crate::files::{Folders, ListedFolder, StaticFolder};
use crate::request::Request;
use crate::response::IntoResponse;
use crate::routing::Matched;
use crate::routing::spec::Entry;

/// A set whose folder has links without a name: `url_for!(static, ...)`.
pub trait FolderSet {
    /// The rules of its only folder without a name; empty when there is none, or more than one.
    const ENTRIES: &'static [Entry];
}

/// Answers with a file of a folder, or with its index when the rule has no variable.
pub fn send_from_folder(
    listed: &'static ListedFolder,
    request: Request,
    matched: Option<Matched<'static>>,
) -> HandlerFuture {
    HandlerFuture::new(async move {
        let folder = match folder(listed, &request) {
            Ok(folder) => folder,
            Err(error) => return error.into_response(),
        };
        let name = matched.as_ref().map_or("", |matched| matched.captures.from_end(0));
        folder.answer(&request, name).await.unwrap_or_else(IntoResponse::into_response)
    })
}

fn folder(listed: &'static ListedFolder, request: &Request) -> Result<StaticFolder, HttpError> {
    let folders = request.context().state::<Folders>();
    folders.as_deref().unwrap_or(Folders::DEFAULT).find(listed).map_err(|_| {
        HttpError::internal()
            .with_source(format!("the folder `{}` is not there: `App::check` tells more", listed.folder))
    })
}

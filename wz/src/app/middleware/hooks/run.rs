use std::sync::Arc;

use super::caught::Caught;
use super::teardown::Ending;
use super::{Hooks, HooksBelow};
use crate::app::Inner;
use crate::app::asked::Asked;
use crate::app::middleware::around::Way;
use crate::error::Reported;
use crate::request::Request;
use crate::response::Response;

/// Answers a request with the hooks for its path around.
pub(in crate::app::middleware) async fn run(app: Arc<Inner>, way: Way, request: Request) -> Response {
    let asked = Asked::of(&request);
    let mut ending = Ending::new(Arc::clone(&app), request);
    let path = ending.path().to_owned();
    let hooks: Vec<&Hooks> = fitting(&app, &path).collect();
    let mut response = match before(&hooks, &mut ending).await {
        Some(response) => {
            ending.hand_over();
            response
        }
        None => {
            let answer = app.answer_by(way, ending.hand_over());
            Caught(answer).await.unwrap_or_else(Response::failed)
        }
    };
    app.show_raised(&asked, &mut response);
    for after in hooks.iter().rev().flat_map(|hooks| hooks.after.iter().rev()) {
        let earlier = response.extensions().get::<Reported>().cloned();
        response =
            Caught(after.hook.call(&mut ending.request, response)).await.unwrap_or_else(Response::failed);
        app.show_raised(&asked, &mut response);
        // A hook that answers a failure with a page of its own must not hide it from the log.
        if let Some(earlier) = earlier
            && !response.has_failed()
        {
            response.extensions_mut().insert(earlier);
        }
    }
    ending.answered(response.extensions().get::<Reported>().map(|reported| Arc::clone(&reported.0)));
    response
}

/// The answer of the first hook that has one.
async fn before(hooks: &[&Hooks], ending: &mut Ending) -> Option<Response> {
    for before in hooks.iter().flat_map(|hooks| &hooks.before) {
        match Caught(before.hook.call(&mut ending.request)).await {
            Ok(None) => {}
            Ok(Some(response)) => return Some(response),
            Err(failure) => return Some(Response::failed(failure)),
        }
    }
    None
}

/// The hooks for a path, those of shorter prefixes first.
fn fitting<'a>(app: &'a Inner, path: &'a str) -> impl Iterator<Item = &'a Hooks> + use<'a> {
    let all: &[HooksBelow] = app.around.as_deref().map_or(&[], |around| &around.hooks);
    all.iter().filter(move |below| below.prefix.contains(path)).map(|below| &below.hooks)
}

use http::StatusCode;

use super::asked::Asked;
use super::{App, Inner};
use crate::body::Compression;
use crate::response::{Plan, Response};

impl App {
    /// Compresses responses for clients that accept it (RFC 9110 §12.5.3), with `zstd`, `br` and `gzip` as far as the features
    /// `zstd` and `brotli` are there (feature `compress`). [`Compression`] says how, and which.
    ///
    /// Content in memory of up to 64 KiB is compressed at once; what is longer, files and streams while they are sent, and
    /// then there is no `Content-Length`. A stream that makes a pause is not held back: what it gave is sent first. In between,
    /// other tasks of the thread have their turn.
    ///
    /// - Left alone: responses with a `Content-Encoding`, such as precompressed files; 206 and what has a `Content-Range`;
    ///   `Cache-Control: no-transform`; what has a digest of its content; and
    ///   [`without_compression`](Response::without_compression).
    /// - `Vary: Accept-Encoding` is set wherever another client may get another coding.
    /// - A strong `ETag` becomes a weak one, and `Accept-Ranges` goes. Conditions and ranges are about the content as it is:
    ///   `If-None-Match` with the weak tag is answered with 304, `If-Match` with it by 412. A `Range` gets a part of what is not
    ///   compressed; but with a date as its `If-Range` all is sent, for the client may have the start of what was compressed.
    /// - `HEAD` gets the headers of `GET`, without a length.
    ///
    /// # Secrets beside what the client sends
    /// The length of a compressed page tells whether two things in it are alike. Whoever can make a browser load a page with a
    /// text of their own in it many times, and see how long it is, can guess a secret that stands in it too, such as a token
    /// against cross-site requests: the attack BREACH. Use [`without_compression`](Response::without_compression) for such
    /// pages, or mask the secret anew in each response; cookies with `SameSite` take from others the means to send requests in
    /// the name of somebody.
    ///
    /// ```
    /// use wz::body::Compression;
    /// use wz::prelude::*;
    ///
    /// #[get("/")]
    /// fn index() -> Html<String> {
    ///     Html("<p>Hello</p>".repeat(500))
    /// }
    ///
    /// routes! { Site = index }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let app = App::new(Site).compress(Compression::new());
    /// let response = app.call(Request::get("/").with_header("accept-encoding", "gzip")).await;
    /// assert_eq!(response.headers()["content-encoding"], "gzip");
    /// assert_eq!(response.headers()["vary"], "Accept-Encoding");
    /// assert!(response.body().as_bytes().unwrap().len() < 100);
    /// # });
    /// ```
    #[must_use]
    pub fn compress(mut self, compression: Compression) -> App {
        std::sync::Arc::make_mut(&mut self.inner).compression = Some(compression.into());
        self
    }
}

/// What becomes of a response, decided before its conditions make another one of it. Those are about the content as it is.
pub(super) fn plan(app: &Inner, asked: &mut Asked, response: &Response) -> Option<Plan> {
    let compression = app.compression.as_deref()?;
    asked.conditions()?;
    let plan = Plan::of(compression, asked.accept_encoding(), &asked.method, response);
    if let Plan::Encode(_) = plan {
        asked.forget_dated_range();
    }
    Some(plan)
}

/// Compresses a response that is ready to be sent, and says whether its body is another one now. To do it twice changes
/// nothing.
pub(super) fn apply(app: &Inner, asked: &Asked, planned: Option<Plan>, response: &mut Response) -> bool {
    let Some(compression) = &app.compression else { return false };
    let stands_in = matches!(response.status(), StatusCode::NOT_MODIFIED | StatusCode::PARTIAL_CONTENT);
    if let (true, Some(plan)) = (stands_in, planned) {
        plan.apply_to_stand_in(response);
        return false;
    }
    let plan = Plan::of(compression, asked.accept_encoding(), &asked.method, response);
    plan.apply(compression, &asked.method, response);
    matches!(plan, Plan::Encode(_))
}

#[cfg(test)]
mod tests;

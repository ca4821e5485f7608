use std::future::poll_fn;
use std::pin::Pin;

use bytes::Bytes;
use http_body::Body as _;

use super::Body;
use crate::error::HttpError;
use crate::request::unreadable;

impl Body {
    /// The next bytes as they come, never none; `None` at the end. They are handed over, not kept.
    ///
    /// # Errors
    /// Of the body of a request: 413 when it is longer than [`Limits::body`](super::Limits::body), 408 when the client is
    /// too slow, 400 when it went away or sent a broken body. After an error there is nothing more.
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// #[post("/count", limits(body = "1GB"))]
    /// async fn count(mut body: Body) -> Result<String> {
    ///     let mut length = 0;
    ///     while let Some(chunk) = body.chunk().await? {
    ///         length += chunk.len();
    ///     }
    ///     Ok(length.to_string())
    /// }
    ///
    /// routes! { Site = count }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let answer = runtime.block_on(App::new(Site).call(Request::post("/count", "1234")));
    /// assert_eq!(answer.body().as_bytes(), Some(&b"4"[..]));
    /// ```
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, HttpError> {
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut *self).poll_frame(cx)).await {
            if let Ok(data) = frame.map_err(unreadable)?.into_data()
                && !data.is_empty()
            {
                return Ok(Some(data));
            }
        }
        Ok(None)
    }
}

use std::fmt;

use bytes::Bytes;
use futures_core::Stream;
use http::header::HeaderValue;
use serde::Serialize;

use super::{IntoResponse, Response};
use crate::body::{Body, BodyWriter, BoxError, StreamBody};
use crate::error::{Error, Result};

/// No media type is registered. This is the one that is sent and asked for in the field (Elasticsearch, Docker, Ollama);
/// `application/jsonl` is for files by that name, which few tools know of.
const MIME: HeaderValue = HeaderValue::from_static("application/x-ndjson");

/// Values as JSON, one on each line, sent while they are made: `application/x-ndjson`.
///
/// A client reads each line as soon as it is there, and neither side ever holds all of them.
///
/// ```
/// use wz::prelude::*;
/// use wz::response::JsonLines;
///
/// #[get("/squares")]
/// fn squares() -> JsonLines {
///     JsonLines::new(|mut lines| async move {
///         for number in 1..=3 {
///             lines.send(&[number, number * number]).await?;
///         }
///         Ok(())
///     })
/// }
///
/// routes! { Site = squares }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # runtime.block_on(async {
/// let mut body = App::new(Site).call(Request::get("/squares")).await.into_body();
/// assert_eq!(body.chunk().await?.unwrap(), "[1,1]\n");
/// # Ok::<_, HttpError>(()) }).unwrap();
/// ```
#[must_use = "it is a response: return it"]
pub struct JsonLines(Body);

impl JsonLines {
    /// The values that `producer` sends. As with [`Body::stream`], it runs in the task of the connection, waits for slow
    /// clients, and is dropped when the client has left.
    pub fn new<P, F>(producer: P) -> JsonLines
    where
        P: FnOnce(JsonLinesWriter) -> F,
        F: Future<Output = Result> + Send + 'static,
    {
        JsonLines(Body::stream(|writer| producer(JsonLinesWriter(writer))))
    }

    /// The values of a [`Stream`]. An error ends it, and so does a value that cannot be written as JSON.
    pub fn from_stream<S, T, E>(values: S) -> JsonLines
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        T: Serialize,
        E: Into<BoxError>,
    {
        JsonLines(StreamBody::of(values, |value| Ok(line(&value.map_err(Into::into)?)?)))
    }
}

impl IntoResponse for JsonLines {
    fn into_response(self) -> Response {
        Response::typed(self.0, MIME)
    }
}

impl fmt::Debug for JsonLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").finish_non_exhaustive()
    }
}

/// Sends the values of [`JsonLines`].
#[derive(Debug)]
pub struct JsonLinesWriter(BodyWriter);

impl JsonLinesWriter {
    /// Sends a value, at once; the next one waits until the server has taken this one. [`BodyWriter::send`] says more.
    ///
    /// # Errors
    /// A value that cannot be written as JSON, such as a map whose keys are not texts, of which nothing is sent; and
    /// [`Closed`](crate::body::Closed), which only a writer in another task ever sees.
    pub async fn send<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
        let line = line(value)?;
        Ok(self.0.send(line).await?)
    }
}

/// JSON of `serde_json` has no line breaks of its own.
fn line<T: Serialize + ?Sized>(value: &T) -> Result<Bytes> {
    match serde_json::to_vec(value) {
        Ok(mut line) => {
            line.push(b'\n');
            Ok(line.into())
        }
        Err(error) => {
            let ty = std::any::type_name::<T>();
            Err(Error::msg(format!("`{ty}` cannot be written as JSON: {error}")))
        }
    }
}

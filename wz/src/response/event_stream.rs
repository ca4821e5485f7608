use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CACHE_CONTROL, HeaderName, HeaderValue};

use super::heartbeat::Heartbeat;
use super::{Event, IntoResponse, Response};
use crate::body::{Body, BodyWriter, BoxError, Closed, StreamBody};
use crate::error::Result;

const MIME: HeaderValue = HeaderValue::from_static("text/event-stream");
/// nginx keeps parts of a response back until it has many of them; this tells it not to.
const BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// How long nothing may be sent before there is a comment. The HTML standard advises about as much.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Server-sent events: a response that goes on, for a browser's `EventSource` (HTML §9.2).
///
/// It is sent as `text/event-stream` with `Cache-Control: no-store` and `X-Accel-Buffering: no`. A browser that loses
/// the connection comes back by itself, and says with [`LastEventId`](crate::header::LastEventId) where it was; it comes
/// back after the end of the stream, too, unless it is answered with 204 then.
///
/// ```
/// use wz::header::LastEventId;
/// use wz::prelude::*;
/// use wz::response::{Event, EventStream};
///
/// #[get("/count")]
/// fn count(last: Option<Header<LastEventId>>) -> EventStream {
///     let first = last.and_then(|last| last.get::<u32>()).map_or(0, |last| last.saturating_add(1));
///     EventStream::new(move |mut events| async move {
///         for number in first..10 {
///             events.send(Event::data(format!("number {number}")).id(number.to_string())?).await?;
///         }
///         Ok(())
///     })
/// }
///
/// routes! { Site = count }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # runtime.block_on(async {
/// let request = Request::get("/count").with_header("last-event-id", "8");
/// let mut body = App::new(Site).call(request).await.into_body();
/// assert_eq!(body.chunk().await?.unwrap(), "id: 9\ndata: number 9\n\n");
/// # Ok::<_, HttpError>(()) }).unwrap();
/// ```
#[must_use = "it is a response: return it"]
pub struct EventStream {
    body: Body,
    keep_alive: Option<Duration>,
}

impl EventStream {
    /// Events that `producer` sends. As with [`Body::stream`], it runs in the task of the connection, waits for slow
    /// clients, and is dropped when the client has left.
    pub fn new<P, F>(producer: P) -> EventStream
    where
        P: FnOnce(EventWriter) -> F,
        F: Future<Output = Result> + Send + 'static,
    {
        EventStream::of(Body::stream(|writer| producer(EventWriter(writer))))
    }

    /// The events of a [`Stream`]. An error ends it.
    ///
    /// ```
    /// use wz::response::{Event, EventStream};
    ///
    /// # struct Events;
    /// # impl futures_core::Stream for Events {
    /// #     type Item = std::io::Result<Event>;
    /// #     fn poll_next(self: std::pin::Pin<&mut Self>, _: &mut std::task::Context<'_>)
    /// #         -> std::task::Poll<Option<Self::Item>> { std::task::Poll::Ready(None) }
    /// # }
    /// # let events = Events;
    /// // `events` is a `Stream` of `Result<Event, std::io::Error>`.
    /// let response = EventStream::from_stream(events);
    /// ```
    pub fn from_stream<S, E>(events: S) -> EventStream
    where
        S: Stream<Item = Result<Event, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        EventStream::of(StreamBody::of(events, |event| event.map(encoded).map_err(Into::into)))
    }

    fn of(body: Body) -> EventStream {
        EventStream { body, keep_alive: Some(KEEP_ALIVE) }
    }

    /// How long nothing may be sent before the server sends an empty comment: proxies close connections on which
    /// nothing happens, and a client that has left without a word is found by it. 15 seconds by default, at least one
    /// millisecond; `None` turns it off.
    ///
    /// The servers of this crate do so. Under another one the producer itself can send an [`Event::comment`].
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::response::{Event, EventStream};
    ///
    /// let events = EventStream::new(|mut events| async move {
    ///     events.send(Event::data("once")).await?;
    ///     std::future::pending::<()>().await;
    ///     Ok(())
    /// });
    /// let response = events.keep_alive(Duration::from_secs(5));
    /// ```
    pub fn keep_alive(mut self, silence: impl Into<Option<Duration>>) -> EventStream {
        self.keep_alive = silence.into();
        self
    }
}

impl IntoResponse for EventStream {
    fn into_response(self) -> Response {
        let (body, heartbeat) = match self.keep_alive {
            Some(silence) => {
                let (body, heartbeat) = Heartbeat::of(self.body, silence);
                (body, Some(heartbeat))
            }
            None => (self.body, None),
        };
        let mut response = Response::typed(body, MIME);
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response.headers_mut().insert(BUFFERING, HeaderValue::from_static("no"));
        if let Some(heartbeat) = heartbeat {
            response.extensions_mut().insert(heartbeat);
        }
        response
    }
}

impl fmt::Debug for EventStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").field("keep_alive", &self.keep_alive).finish_non_exhaustive()
    }
}

/// Sends the events of an [`EventStream`].
#[derive(Debug)]
pub struct EventWriter(BodyWriter);

impl EventWriter {
    /// Sends an event, at once; the next one waits until the server has taken this one. [`BodyWriter::send`] says more.
    ///
    /// # Errors
    /// [`Closed`], when the stream is not being sent any more, which only a writer in another task ever sees.
    pub async fn send(&mut self, event: Event) -> Result<(), Closed> {
        self.0.send(encoded(event)).await
    }
}

// As `map` wants it.
#[allow(clippy::needless_pass_by_value)]
fn encoded(event: Event) -> Bytes {
    event.to_string().into()
}

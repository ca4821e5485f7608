use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::event::EventReader;
use super::exchange::Answer;
use super::{ReceivedEvent, TestResponse};
use crate::error::HttpError;

/// An answer that is read while it comes. Dropped before its end, it is a client that has left.
///
/// ```
/// use wz::prelude::*;
/// use wz::response::{Event, EventStream};
/// use wz::testing::Client;
///
/// #[get("/ticks")]
/// fn ticks() -> EventStream {
///     EventStream::new(|mut events| async move {
///         for tick in 0_u32.. {
///             events.send(Event::data(tick.to_string()).id("t")?).await?;
///         }
///         Ok::<_, wz::Error>(())
///     })
/// }
///
/// routes! { Site = ticks }
///
/// # fn main() {
/// let client = Client::new(App::new(Site));
/// client.block_on(async {
///     let mut answer = client.get("/ticks").stream().await;
///     assert_eq!(answer.event().await.unwrap().data, "0");
///     assert_eq!(answer.event().await.unwrap().id.as_deref(), Some("t"));
/// });
/// # }
/// ```
#[must_use = "nothing of the body is read until it is asked for"]
pub struct TestStream {
    answer: Answer,
    events: EventReader,
}

impl TestStream {
    pub(super) fn new(answer: Answer) -> TestStream {
        TestStream { answer, events: EventReader::default() }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.answer.head.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.head.headers
    }

    /// The next piece of the body; `None` at its end.
    ///
    /// # Errors
    /// When the stream fails.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, HttpError> {
        self.answer.body.chunk().await
    }

    /// The next event of an event stream; `None` at the end of the body, or when that failed.
    pub async fn event(&mut self) -> Option<ReceivedEvent> {
        loop {
            if let Some(event) = self.events.next() {
                return Some(event);
            }
            let chunk = self.chunk().await.ok().flatten()?;
            self.events.push(&chunk);
        }
    }

    /// How long the browser is to wait before it comes again, as far as the events up to here have said so.
    pub fn retry(&self) -> Option<Duration> {
        self.events.retry()
    }

    /// All the rest.
    pub async fn collect(self) -> TestResponse {
        self.answer.collect().await
    }
}

impl fmt::Debug for TestStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.answer.method, self.answer.address.url(), self.answer.head.status)
    }
}

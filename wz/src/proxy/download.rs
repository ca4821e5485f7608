use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Sleep, sleep};

use super::upload::UploadWatch;
use crate::body::BoxError;

/// The body of a response on its way to the client.
pub(super) struct Download {
    body: Incoming,
    timeout: Duration,
    /// Runs while the other server is waited for.
    clock: Option<Pin<Box<Sleep>>>,
    upload: UploadWatch,
}

impl Download {
    pub(super) fn new(body: Incoming, timeout: Duration, upload: UploadWatch) -> Download {
        Download { body, timeout, clock: None, upload }
    }
}

impl http_body::Body for Download {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Download { body, timeout, clock, .. } = &mut *self;
        match Pin::new(body).poll_frame(cx) {
            Poll::Ready(frame) => {
                *clock = None;
                Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
            }
            Poll::Pending => {
                let clock = clock.get_or_insert_with(|| Box::pin(sleep(*timeout)));
                clock.as_mut().poll(cx).map(|()| Some(Err(Silent(*timeout).into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Download {
    fn drop(&mut self) {
        self.upload.end();
    }
}

#[derive(Debug)]
struct Silent(Duration);

impl fmt::Display for Silent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the server behind the proxy has sent nothing of the response for {:?}, the limit `HttpProxy::idle_timeout`",
            self.0
        )
    }
}

impl std::error::Error for Silent {}

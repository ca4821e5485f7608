use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use bytes::Bytes;
use http::StatusCode;
use http_body::{Body as _, Frame, SizeHint};

use super::access_log::{AccessLog, Entry};
use super::exchange::AtWork;
use crate::body::{Body, BoxError};
use crate::request::Request;

/// A request on its way: when this is dropped, at the end of the response or wherever else it ends, its line is
/// written.
pub(super) struct Record {
    log: AccessLog,
    entry: Entry,
    start: Instant,
}

impl Record {
    /// `None` when there is no log to write to.
    pub(super) fn start(log: &AccessLog, request: &Request) -> Option<Box<Record>> {
        if log.is_off() {
            return None;
        }
        let entry = Entry {
            method: Some(request.method().clone()),
            target: request.uri().to_string(),
            ..Entry::EMPTY
        };
        Some(Box::new(Record { log: log.clone(), entry, start: Instant::now() }))
    }

    pub(super) fn answered(&mut self, status: StatusCode) {
        self.entry.status = Some(status);
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        self.entry.time = self.start.elapsed();
        self.log.write(&self.entry);
    }
}

/// The body of a response, counted.
pub(super) struct OutgoingBody {
    body: Body,
    record: Option<Box<Record>>,
    _at_work: AtWork,
}

impl OutgoingBody {
    pub(super) fn new(body: Body, record: Option<Box<Record>>, at_work: AtWork) -> OutgoingBody {
        OutgoingBody { body, record, _at_work: at_work }
    }
}

impl http_body::Body for OutgoingBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        // After that nothing can complete it, whatever the body says of its end: the line is written now.
        if matches!(frame, Poll::Ready(Some(Err(_)))) {
            self.record = None;
        }
        if let Some(record) = &mut self.record {
            match &frame {
                Poll::Ready(Some(Ok(frame))) => {
                    record.entry.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
                }
                Poll::Ready(None) => record.entry.complete = true,
                Poll::Ready(Some(Err(_))) | Poll::Pending => {}
            }
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for OutgoingBody {
    fn drop(&mut self) {
        if let Some(record) = &mut self.record {
            record.entry.complete |= self.body.is_end_stream();
        }
    }
}

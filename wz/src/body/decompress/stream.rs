use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

use super::Decompression;
use super::decoder::{Decoder, Piece};
use super::problem::Problem;
use crate::body::meter::Meter;
use crate::body::{Body, BoxError, Streamed};
use crate::error::HttpError;
use crate::limits::Limits;

/// A body whose coding is undone while it is read.
pub(crate) struct Decompressed {
    body: Body,
    decoder: Decoder,
    limits: Decompression,
    /// What the limits of all bodies say of what is decompressed.
    meter: Meter,
    came: u64,
    became: u64,
    ended: bool,
}

impl Decompressed {
    pub(crate) fn new(body: Body, decoder: Decoder, limits: Decompression, all: &Limits) -> Decompressed {
        let meter = Meter::new(all);
        Decompressed { body, decoder, limits, meter, came: 0, became: 0, ended: false }
    }

    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            match self.decoder.pull() {
                Ok(Piece::Data(data)) => {
                    self.became += data.len() as u64;
                    self.check()?;
                    if !data.is_empty() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                    continue;
                }
                Ok(Piece::End) => return Poll::Ready(None),
                Ok(Piece::Hungry) => {}
                Err(problem) => return Poll::Ready(Some(Err(self.refusal(problem)))),
            }
            match ready!(Pin::new(&mut self.body).poll_frame(cx)).transpose()?.map(Frame::into_data) {
                Some(Ok(data)) => {
                    self.came += data.len() as u64;
                    self.check()?;
                    self.decoder.push(data);
                }
                // Trailers.
                Some(Err(_)) => {}
                None => self.decoder.finish(),
            }
        }
    }

    fn check(&self) -> Result<(), HttpError> {
        self.limits.check(self.came, self.became, self.decoder.members())
    }

    fn refusal(&self, problem: Problem) -> BoxError {
        let coding = self.decoder.name();
        HttpError::bad_request(match problem {
            Problem::Broken => format!(
                "The body is not the whole and unbroken `{coding}` that its `Content-Encoding` says."
            ),
            #[cfg(feature = "zstd")]
            Problem::Window => format!(
                "The body is `{coding}` with a window of more than 8 MiB, which RFC 9659 does not allow on the web."
            ),
        })
        .into()
    }
}

impl Streamed for Decompressed {
    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let next = ready!(self.poll_piece(cx)).map(|data| self.meter.count(Frame::data(data?)));
        if !matches!(next, Some(Ok(_))) {
            self.ended = true;
        }
        Poll::Ready(next)
    }

    fn has_ended(&self) -> bool {
        self.ended
    }

    fn size(&self) -> SizeHint {
        SizeHint::default()
    }

    fn set_limits(mut self: Pin<&mut Self>, limits: &Limits) -> bool {
        self.body.set_limits(limits);
        self.meter.set_limits(limits);
        true
    }
}

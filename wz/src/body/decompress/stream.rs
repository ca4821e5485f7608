use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

use super::Decompression;
use super::decoder::{Decoder, Piece};
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
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Data,
    /// The compressed data is complete, and nothing may follow.
    Behind,
    Ended,
}

impl Decompressed {
    pub(crate) fn new(body: Body, decoder: Decoder, limits: Decompression, all: &Limits) -> Decompressed {
        let meter = Meter::new(all);
        Decompressed { body, decoder, limits, meter, came: 0, became: 0, state: State::Data }
    }

    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            if self.state == State::Data {
                match self.decoder.pull() {
                    Ok(Piece::Data(data)) => {
                        self.became += data.len() as u64;
                        self.limits.check(self.came, self.became)?;
                        return Poll::Ready(Some(Ok(data)));
                    }
                    Ok(Piece::End) => self.state = State::Behind,
                    Ok(Piece::Hungry) => {}
                    Err(_) => return Poll::Ready(Some(Err(self.broken()))),
                }
            }
            match ready!(Pin::new(&mut self.body).poll_frame(cx)).transpose()?.map(Frame::into_data) {
                Some(Ok(data)) if data.is_empty() => {}
                Some(Ok(_)) if self.state == State::Behind => return Poll::Ready(Some(Err(self.broken()))),
                Some(Ok(data)) => {
                    self.came += data.len() as u64;
                    self.limits.check(self.came, self.became)?;
                    self.decoder.push(data);
                }
                // Trailers.
                Some(Err(_)) => {}
                None if self.state == State::Behind => return Poll::Ready(None),
                None => self.decoder.finish(),
            }
        }
    }

    fn broken(&self) -> BoxError {
        let coding = self.decoder.name();
        HttpError::bad_request(format!(
            "The body is not the whole and unbroken `{coding}` that its `Content-Encoding` says."
        ))
        .into()
    }
}

impl Streamed for Decompressed {
    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.state == State::Ended {
            return Poll::Ready(None);
        }
        let next = ready!(self.poll_piece(cx)).map(|data| self.meter.count(Frame::data(data?)));
        if !matches!(next, Some(Ok(_))) {
            self.state = State::Ended;
        }
        Poll::Ready(next)
    }

    fn has_ended(&self) -> bool {
        self.state == State::Ended
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

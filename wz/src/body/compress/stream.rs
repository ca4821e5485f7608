use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

use super::Coding;
use super::encoder::{Encoder, Step};
use crate::body::{Body, BoxError, Streamed};

/// How much is compressed before other tasks of the thread have their turn: 0.2 ms (`zstd`) to 1 ms (`br`).
const TURN: usize = 64 * 1024;

/// How much is compressed at once, and how long a piece of the output is at least, unless the content makes a pause.
const PIECE: usize = 16 * 1024;

/// The body in this coding. What is in memory and short is compressed at once, and its length is known then; all else while
/// it is sent. What an encoder fails with, the body does, and when the body has another length than it says.
pub(crate) fn compressed(body: Body, coding: Coding, level: u8) -> Body {
    begin(body, coding, level).unwrap_or_else(|error| Body::stream(|_| async move { Err(error.into()) }))
}

fn begin(body: Body, coding: Coding, level: u8) -> io::Result<Body> {
    let length = body.size_hint().exact();
    let mut encoder = Encoder::new(coding, level, length)?;
    if let Some(content) = body.as_bytes()
        && content.len() <= TURN
    {
        let mut output = Vec::with_capacity(content.len() / 2);
        encoder.encode(content, Step::Finish, &mut output)?;
        return Ok(Body::full(output));
    }
    Ok(Body::streamed(Compressed {
        body,
        encoder,
        input: Bytes::new(),
        output: Vec::new(),
        holds: false,
        turn: 0,
        state: State::Content,
    }))
}

/// A body that is compressed as it is read. It holds an encoder, a piece of the output, and what the body gave last.
struct Compressed {
    body: Body,
    encoder: Encoder,
    /// What came and is not compressed yet.
    input: Bytes,
    /// What is compressed and not sent yet.
    output: Vec<u8>,
    /// Whether the encoder may hold something that the client could have.
    holds: bool,
    /// How much has been compressed in this turn.
    turn: usize,
    state: State,
}

enum State {
    Content,
    /// All is compressed; then comes this, if anything: trailers, or the error of the body.
    Last(Option<Result<Frame<Bytes>, BoxError>>),
}

impl Compressed {
    /// Compresses what has come, and asks the body for more, until there is something to send.
    fn poll_work(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.output.len() < PIECE && matches!(self.state, State::Content) {
            if !self.input.is_empty() {
                if self.turn >= TURN {
                    self.turn = 0;
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                let piece = self.input.split_to(self.input.len().min(PIECE));
                self.turn += piece.len();
                self.holds = true;
                self.encoder.encode(&piece, Step::Go, &mut self.output)?;
                continue;
            }
            match Pin::new(&mut self.body).poll_frame(cx) {
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => self.input = data,
                    Err(trailers) => self.end(Step::Finish, Some(Ok(trailers)))?,
                },
                Poll::Ready(None) => self.end(Step::Finish, None)?,
                // The client gets all that there was before it.
                Poll::Ready(Some(Err(error))) => self.end(Step::Flush, Some(Err(error)))?,
                Poll::Pending if self.holds => {
                    // Whoever waits for it may have to see it for more to come.
                    self.holds = false;
                    self.encoder.encode(&[], Step::Flush, &mut self.output)?;
                    if !self.output.is_empty() {
                        return Poll::Ready(Ok(()));
                    }
                }
                Poll::Pending => {
                    self.turn = 0;
                    return Poll::Pending;
                }
            }
        }
        Poll::Ready(Ok(()))
    }

    fn end(&mut self, step: Step, last: Option<Result<Frame<Bytes>, BoxError>>) -> io::Result<()> {
        self.state = State::Last(last);
        // What it holds on to may be what another request waits for.
        self.body = Body::empty();
        self.encoder.encode(&[], step, &mut self.output)
    }

    /// The next frame, once there is something to send.
    fn next(&mut self) -> Option<Result<Frame<Bytes>, BoxError>> {
        if !self.output.is_empty() {
            return Some(Ok(Frame::data(std::mem::take(&mut self.output).into())));
        }
        match &mut self.state {
            State::Content => None,
            State::Last(last) => last.take(),
        }
    }
}

impl Streamed for Compressed {
    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Err(error) = ready!(self.poll_work(cx)) {
            self.output = Vec::new();
            self.state = State::Last(None);
            return Poll::Ready(Some(Err(error.into())));
        }
        Poll::Ready(self.next())
    }

    fn has_ended(&self) -> bool {
        self.output.is_empty() && matches!(self.state, State::Last(None))
    }

    fn size(&self) -> SizeHint {
        SizeHint::default()
    }
}

use std::mem::MaybeUninit;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::close::{Close, CloseCode};
use super::codec::{Decoder, Incoming};
use super::ending::Ending;
use super::keep_alive::{Due, KeepAlive};
use super::link::EndOfLink;
use crate::upgrade::{Clock, Connection, Io, Wait};

/// Moves bytes between the connection and the [`Link`](super::link::Link), whatever the handler does meanwhile.
pub(super) struct Driver {
    link: EndOfLink,
    io: Box<dyn Io>,
    decoder: Decoder,
    input: BytesMut,
    output: BytesMut,
    unflushed: bool,
    keep_alive: KeepAlive,
    clock: Option<Clock>,
    /// How long the other end may still take, once this one has closed.
    mercy: Option<Wait>,
    stop: Option<Wait>,
}

/// The connection is no more.
struct Lost;

impl Driver {
    pub(super) fn new(link: EndOfLink, connection: Connection) -> Driver {
        let Connection { io, clock, stop } = connection;
        let (decoder, limits) = (link.terms.decoder(), link.terms.limits);
        Driver {
            link,
            io,
            decoder,
            input: BytesMut::new(),
            output: BytesMut::new(),
            unflushed: false,
            keep_alive: KeepAlive::new(clock, limits),
            clock,
            mercy: None,
            stop,
        }
    }

    /// Ready when the connection has been closed.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.link.lock().set_driver(cx);
        if let Some(stop) = &mut self.stop
            && stop.as_mut().poll(cx).is_ready()
        {
            self.stop = None;
            self.link.lock().close(&Close::new(CloseCode::GOING_AWAY, "the server stops"));
        }
        let ended = match self.poll_exchange(cx) {
            Ok(over) => over,
            Err(Lost) => {
                self.link.lock().end(Ending::Lost);
                return Poll::Ready(());
            }
        };
        if ended && Pin::new(&mut self.io).poll_shutdown(cx).is_ready() {
            return Poll::Ready(());
        }
        // Once all is written, the connection itself knows how long its end may take.
        if !ended && self.poll_late(cx).is_ready() {
            self.link.lock().end(Ending::TimedOut);
            return Poll::Ready(());
        }
        Poll::Pending
    }

    /// Reads and writes; `true` when there is nothing more to do of either.
    fn poll_exchange(&mut self, cx: &mut Context<'_>) -> Result<bool, Lost> {
        self.poll_read(cx)?;
        Ok(self.poll_write(cx)? && self.link.lock().ending().is_some())
    }

    fn poll_read(&mut self, cx: &mut Context<'_>) -> Result<(), Lost> {
        loop {
            self.decode();
            {
                let state = self.link.lock();
                if state.is_full() || !state.is_listening() {
                    return Ok(());
                }
            }
            // On the stack, so that a connection that is silent takes no memory for what may come.
            let mut space = [const { MaybeUninit::uninit() }; 8 * 1024];
            let mut buffer = ReadBuf::uninit(&mut space);
            match Pin::new(&mut self.io).poll_read(cx, &mut buffer) {
                Poll::Ready(Ok(())) if buffer.filled().is_empty() => return Err(Lost),
                Poll::Ready(Ok(())) => {
                    self.keep_alive.heard();
                    self.input.extend_from_slice(buffer.filled());
                }
                Poll::Ready(Err(_)) => return Err(Lost),
                Poll::Pending => return Ok(()),
            }
        }
    }

    /// Hands on what has been read, as long as there is room for it.
    fn decode(&mut self) {
        let mut state = self.link.lock();
        while state.is_listening() && !state.is_full() {
            match self.decoder.decode(&mut self.input) {
                Ok(Some(Incoming::Message(message))) => state.deliver(message),
                Ok(Some(Incoming::Ping(payload))) => state.answer_ping(payload),
                Ok(Some(Incoming::Pong(_))) => {}
                Ok(Some(Incoming::Close(close))) => {
                    // With the same code, as is usual (RFC 6455 §5.5.1).
                    state.hear_last(close.code().into(), Ending::Closed(close));
                }
                Ok(None) => {
                    // A buffer of its size is not kept for a silence.
                    if self.input.is_empty() {
                        self.input = BytesMut::new();
                    }
                    return;
                }
                Err(error) => {
                    state.hear_last(error.close(), Ending::Failed(error));
                }
            }
        }
    }

    /// Writes; `true` when all is with the system.
    fn poll_write(&mut self, cx: &mut Context<'_>) -> Result<bool, Lost> {
        loop {
            if self.output.is_empty() {
                self.link.lock().take_frames(&mut self.output);
            }
            if self.output.is_empty() {
                if self.unflushed {
                    match Pin::new(&mut self.io).poll_flush(cx) {
                        Poll::Ready(Ok(())) => self.unflushed = false,
                        Poll::Ready(Err(_)) => return Err(Lost),
                        Poll::Pending => return Ok(false),
                    }
                }
                return Ok(true);
            }
            match Pin::new(&mut self.io).poll_write(cx, &self.output) {
                Poll::Ready(Ok(0) | Err(_)) => return Err(Lost),
                Poll::Ready(Ok(written)) => {
                    self.output.advance(written);
                    self.unflushed = true;
                    self.link.lock().written(written);
                    if self.output.is_empty() {
                        self.output = BytesMut::new();
                    }
                }
                Poll::Pending => return Ok(false),
            }
        }
    }

    /// Ready when the other end has taken too long for something.
    fn poll_late(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let (deaf, listening, closed) = {
            let state = self.link.lock();
            (state.is_full(), state.is_listening(), state.is_closed())
        };
        if closed || !listening {
            let Some(clock) = self.clock else { return Poll::Pending };
            let limits = self.link.terms.limits;
            ready!(self.mercy.get_or_insert_with(|| clock(limits.close_timeout)).as_mut().poll(cx));
            if closed {
                return Poll::Ready(());
            }
            // The handler has had as much time for its last words.
            self.mercy = None;
            self.link.lock().settle_now();
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        while let Poll::Ready(due) = self.keep_alive.poll_due(deaf, cx) {
            match due {
                Due::Ping => {
                    self.link.lock().ping();
                    // To be written at once.
                    cx.waker().wake_by_ref();
                }
                Due::GivingUp => return Poll::Ready(()),
            }
        }
        Poll::Pending
    }
}

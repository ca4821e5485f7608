use std::collections::VecDeque;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use bytes::BytesMut;

use super::close::{Close, CloseCode};
use super::codec::{Encoder, Role};
use super::ending::{Closed, Ending};
use super::limits::WebSocketLimits;
use super::message::Message;
use super::payload::Payload;

/// What the handles of a WebSocket share with the [driver](super::driver::Driver) of its connection.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) protocol: Option<Box<str>>,
    pub(super) limits: WebSocketLimits,
    state: Mutex<State>,
}

#[derive(Debug)]
pub(super) struct State {
    limits: WebSocketLimits,
    encoder: Encoder,
    received: VecDeque<Message>,
    received_bytes: usize,
    /// Frames that the driver has not taken yet.
    to_send: BytesMut,
    /// The bytes of those that it has, but not written.
    in_flight: usize,
    close_sent: bool,
    ending: Option<Ending>,
    handles: usize,
    /// Whether there is somebody to receive.
    has_receiver: bool,
    driver: Option<Waker>,
    receiver: Option<Waker>,
    /// Whoever waits for room, for the buffer to be empty, or for the end.
    waiting: Vec<Waker>,
}

impl Link {
    pub(super) fn new(role: Role, limits: WebSocketLimits, protocol: Option<Box<str>>) -> Arc<Link> {
        let state = State {
            limits,
            encoder: Encoder::new(role),
            received: VecDeque::new(),
            received_bytes: 0,
            to_send: BytesMut::new(),
            in_flight: 0,
            close_sent: false,
            ending: None,
            handles: 0,
            has_receiver: true,
            driver: None,
            receiver: None,
            waiting: Vec::new(),
        };
        Arc::new(Link { protocol, limits, state: Mutex::new(state) })
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whoever has it is to drive the connection. When it is dropped, there is none: nobody must wait for it.
pub(super) struct EndOfLink(pub(super) Arc<Link>);

impl Deref for EndOfLink {
    type Target = Link;

    fn deref(&self) -> &Link {
        &self.0
    }
}

impl Drop for EndOfLink {
    fn drop(&mut self) {
        self.lock().end(Ending::Lost);
    }
}

/// For the handles.
impl State {
    pub(super) fn add_handle(&mut self) {
        self.handles += 1;
    }

    pub(super) fn drop_handle(&mut self) {
        self.handles -= 1;
        if self.handles == 0 {
            self.wake_driver();
        }
    }

    /// From now on messages are thrown away.
    pub(super) fn drop_receiver(&mut self) {
        self.has_receiver = false;
        self.received.clear();
        self.received_bytes = 0;
        self.wake_driver();
    }

    pub(super) fn poll_receive(&mut self, cx: &Context<'_>) -> Poll<Option<Message>> {
        match self.received.pop_front() {
            Some(message) => {
                let was_full = self.is_full();
                self.received_bytes -= weight(&message);
                if was_full {
                    self.wake_driver();
                }
                Poll::Ready(Some(message))
            }
            None if self.ending.is_some() => Poll::Ready(None),
            None => {
                self.receiver = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }

    pub(super) fn poll_send(
        &mut self,
        payload: &mut Option<Payload<'_>>,
        cx: &Context<'_>,
    ) -> Poll<Result<(), Closed>> {
        if self.is_closed() {
            return Poll::Ready(Err(self.closed()));
        }
        let waits = self.to_send.len() + self.in_flight;
        if waits > 0 && waits >= self.limits.write_buffer {
            self.wait(cx);
            return Poll::Pending;
        }
        if let Some(payload) = payload.take() {
            self.encoder.message(payload, &mut self.to_send);
            self.wake_driver();
        }
        Poll::Ready(Ok(()))
    }

    /// Ready when all that was sent is with the system.
    pub(super) fn poll_flush(&mut self, cx: &Context<'_>) -> Poll<Result<(), Closed>> {
        if self.to_send.len() + self.in_flight == 0 {
            return Poll::Ready(Ok(()));
        }
        if self.ending.is_some() {
            return Poll::Ready(Err(self.closed()));
        }
        self.wait(cx);
        Poll::Pending
    }

    pub(super) fn poll_ended(&mut self, cx: &Context<'_>) -> Poll<Ending> {
        match &self.ending {
            Some(ending) => Poll::Ready(ending.clone()),
            None => {
                self.wait(cx);
                Poll::Pending
            }
        }
    }

    pub(super) fn ending(&self) -> Option<&Ending> {
        self.ending.as_ref()
    }

    fn closed(&self) -> Closed {
        Closed { ending: self.ending.clone() }
    }

    fn wait(&mut self, cx: &Context<'_>) {
        if !self.waiting.iter().any(|waker| waker.will_wake(cx.waker())) {
            self.waiting.push(cx.waker().clone());
        }
    }

    fn wake_driver(&mut self) {
        if let Some(driver) = self.driver.take() {
            driver.wake();
        }
    }
}

/// For both.
impl State {
    /// Says that nothing more is sent; only the first one counts.
    pub(super) fn close(&mut self, close: &Close) {
        if !self.is_closed() {
            self.close_sent = true;
            self.encoder.close(close, &mut self.to_send);
            self.wake_driver();
            self.wake_waiting();
        }
    }

    /// Whether anything can still be sent.
    pub(super) fn is_closed(&self) -> bool {
        self.close_sent || self.ending.is_some()
    }
}

/// For the driver.
impl State {
    pub(super) fn set_driver(&mut self, cx: &Context<'_>) {
        if !self.driver.as_ref().is_some_and(|driver| driver.will_wake(cx.waker())) {
            self.driver = Some(cx.waker().clone());
        }
    }

    /// Nobody needs to wake the driver, since it is polled next.
    pub(super) fn forget_driver(&mut self) {
        self.driver = None;
    }

    /// The frames to be written next, into a buffer that is empty. When all handles are gone, the last one is a close.
    pub(super) fn take_frames(&mut self, output: &mut BytesMut, pong: &mut Option<bytes::Bytes>) {
        if self.handles == 0 {
            self.close(&CloseCode::NORMAL.into());
        }
        std::mem::swap(output, &mut self.to_send);
        // Nothing may follow a close.
        if let Some(payload) = pong.take()
            && !self.close_sent
        {
            self.encoder.pong(&payload, output);
        }
        self.in_flight = output.len();
    }

    pub(super) fn written(&mut self, bytes: usize) {
        self.in_flight -= bytes;
        if self.to_send.len() + self.in_flight < self.limits.write_buffer.max(1) {
            self.wake_waiting();
        }
    }

    pub(super) fn ping(&mut self) {
        if !self.is_closed() {
            self.encoder.ping(b"", &mut self.to_send);
        }
    }

    /// Whether nothing more should be read for now.
    pub(super) fn is_full(&self) -> bool {
        !self.close_sent && self.received_bytes > 0 && self.received_bytes >= self.limits.read_buffer
    }

    /// A message has come. Nobody takes what comes after the close, when there is no room for it.
    pub(super) fn deliver(&mut self, message: Message) {
        let no_room = self.close_sent && self.received_bytes >= self.limits.read_buffer;
        if self.has_receiver && !no_room {
            self.received_bytes += weight(&message);
            self.received.push_back(message);
            self.wake_receiver();
        }
    }

    /// The connection has ended; only the first reason counts.
    pub(super) fn end(&mut self, ending: Ending) {
        if self.ending.is_none() {
            self.ending = Some(ending);
            self.wake_receiver();
            self.wake_waiting();
        }
    }

    fn wake_receiver(&mut self) {
        if let Some(receiver) = self.receiver.take() {
            receiver.wake();
        }
    }

    fn wake_waiting(&mut self) {
        self.waiting.drain(..).for_each(Waker::wake);
    }
}

/// What a message counts in the buffer: an empty one takes room as well.
fn weight(message: &Message) -> usize {
    message.as_bytes().len() + size_of::<Message>()
}

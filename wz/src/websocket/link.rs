use std::collections::VecDeque;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use bytes::{Bytes, BytesMut};

use super::close::{Close, CloseCode};
use super::codec::Encoder;
use super::ending::{Closed, Ending};
use super::limits::WebSocketLimits;
use super::message::Message;
use super::payload::Payload;
use super::terms::Terms;

/// What the handles of a WebSocket share with the [driver](super::driver::Driver) of its connection.
pub(super) struct Link {
    pub(super) terms: Terms,
    state: Mutex<State>,
}

pub(super) struct State {
    limits: WebSocketLimits,
    encoder: Encoder,
    received: VecDeque<Message>,
    received_bytes: usize,
    /// Frames that the driver has not taken yet.
    to_send: BytesMut,
    /// The bytes of those that it has, but not written.
    in_flight: usize,
    /// The last ping that is not answered yet.
    pinged: Option<Bytes>,
    close_sent: bool,
    /// The other end has said its last word. How that is answered, once all it said before has been dealt with, and what
    /// the ending is then.
    last: Option<(Close, Ending)>,
    ending: Option<Ending>,
    handles: usize,
    /// Whether there is somebody to receive.
    has_receiver: bool,
    /// Whether a message has been received.
    has_received: bool,
    /// Whether the next message is asked for: all that were received are dealt with.
    is_asked: bool,
    driver: Option<Waker>,
    receiver: Option<Waker>,
    /// Whoever waits for room, for the buffer to be empty, or for the end.
    waiting: Vec<Waker>,
}

impl Link {
    pub(super) fn new(terms: Terms) -> Arc<Link> {
        let state = State {
            limits: terms.limits,
            encoder: terms.encoder(),
            received: VecDeque::new(),
            received_bytes: 0,
            to_send: BytesMut::new(),
            in_flight: 0,
            pinged: None,
            close_sent: false,
            last: None,
            ending: None,
            handles: 0,
            has_receiver: true,
            has_received: false,
            is_asked: false,
            driver: None,
            receiver: None,
            waiting: Vec::new(),
        };
        Arc::new(Link { terms, state: Mutex::new(state) })
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Without what is on its way.
impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = self.lock().ending.clone();
        f.debug_struct("Link").field("terms", &self.terms).field("ending", &ending).finish_non_exhaustive()
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
        self.settle();
        self.wake_driver();
    }

    pub(super) fn poll_receive(&mut self, cx: &Context<'_>) -> Poll<Option<Message>> {
        self.is_asked = self.received.is_empty();
        self.settle();
        match self.received.pop_front() {
            Some(message) => {
                self.has_received = true;
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
        if !self.has_room() {
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
        if self.received.is_empty() {
            self.settle_now();
        }
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
    /// Answers the last word of the other end, when nobody can have anything to say to what came before that. Who has
    /// received nothing yet is not at work on anything.
    fn settle(&mut self) {
        let is_idle = self.is_asked || !self.has_received || !self.has_receiver;
        if self.close_sent || (is_idle && self.received.is_empty()) {
            self.settle_now();
        }
    }

    /// Answers it, whatever anybody is still at.
    pub(super) fn settle_now(&mut self) {
        if let Some((close, ending)) = self.last.take() {
            self.close(&close);
            self.end(ending);
        }
    }

    /// Says that nothing more is sent; only the first one counts.
    pub(super) fn close(&mut self, close: &Close) {
        if !self.is_closed() {
            self.put_pong();
            self.close_sent = true;
            self.encoder.close(close, &mut self.to_send);
            self.wake_driver();
            self.wake_waiting();
            self.settle();
        }
    }

    /// Whether more may be written into the buffer; always, when it is empty.
    fn has_room(&self) -> bool {
        self.to_send.len() + self.in_flight < self.limits.write_buffer.max(1)
    }

    /// Whether nothing more can be sent.
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
    pub(super) fn take_frames(&mut self, output: &mut BytesMut) {
        if self.handles == 0 {
            self.close(&CloseCode::NORMAL.into());
        }
        self.put_pong();
        std::mem::swap(output, &mut self.to_send);
        self.in_flight = output.len();
    }

    /// A ping is to be answered. While the other end does not take what is sent to it, only the last one is, which is
    /// enough (RFC 6455 §5.5.3).
    pub(super) fn answer_ping(&mut self, payload: Bytes) {
        self.pinged = Some(payload);
        if self.has_room() {
            self.put_pong();
        }
    }

    fn put_pong(&mut self) {
        if let Some(payload) = self.pinged.take()
            && !self.close_sent
        {
            self.encoder.pong(&payload, &mut self.to_send);
        }
    }

    pub(super) fn written(&mut self, bytes: usize) {
        self.in_flight -= bytes;
        if self.has_room() {
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

    /// The other end has said its last word, and nothing more is read.
    pub(super) fn hear_last(&mut self, answer: Close, ending: Ending) {
        self.last = Some((answer, ending));
        self.settle();
    }

    /// Whether anything more of the other end may be heard.
    pub(super) fn is_listening(&self) -> bool {
        self.last.is_none() && self.ending.is_none()
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

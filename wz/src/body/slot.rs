use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;

use super::Closed;

/// Room for one chunk, between the [`BodyWriter`](super::BodyWriter) and its body.
#[derive(Clone, Default)]
pub(super) struct Slot(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    chunk: Option<Bytes>,
    writer: End,
    body: End,
}

/// One end of it.
#[derive(Default)]
struct End {
    gone: bool,
    /// Who waits there.
    waker: Option<Waker>,
}

impl End {
    fn wait<T>(&mut self, cx: &Context<'_>) -> Poll<T> {
        match &mut self.waker {
            Some(waker) => waker.clone_from(cx.waker()),
            None => self.waker = Some(cx.waker().clone()),
        }
        Poll::Pending
    }
}

impl Slot {
    /// Puts the chunk in when there is room. `Err` when nobody will ever take it.
    pub(super) fn poll_put(&self, chunk: &mut Option<Bytes>, cx: &Context<'_>) -> Poll<Result<(), Closed>> {
        let mut state = self.state();
        if state.body.gone {
            return Poll::Ready(Err(Closed));
        }
        if state.chunk.is_some() {
            return state.writer.wait(cx);
        }
        state.chunk = chunk.take().filter(|chunk| !chunk.is_empty());
        let reader = state.body.waker.take();
        drop(state);
        wake(reader);
        Poll::Ready(Ok(()))
    }

    /// Takes the chunk, if there is one.
    pub(super) fn take(&self) -> Option<Bytes> {
        let mut state = self.state();
        // Whoever takes is awake.
        state.body.waker = None;
        let chunk = state.chunk.take()?;
        let writer = state.writer.waker.take();
        drop(state);
        wake(writer);
        Some(chunk)
    }

    /// Ready when there is a chunk, or never will be one: no writer is left, and nothing is `running` that may go on.
    pub(super) fn poll_settled(&self, running: bool, cx: &Context<'_>) -> Poll<()> {
        let mut state = self.state();
        let settled = state.chunk.is_some() || (state.writer.gone && !running);
        if settled { Poll::Ready(()) } else { state.body.wait(cx) }
    }

    /// Whether all has been taken that the writer has put in, and that is gone.
    pub(super) fn is_spent(&self) -> bool {
        let state = self.state();
        state.writer.gone && state.chunk.is_none()
    }

    /// Nothing more is put in.
    pub(super) fn leave_as_writer(&self) {
        let mut state = self.state();
        state.writer.gone = true;
        let reader = state.body.waker.take();
        drop(state);
        wake(reader);
    }

    /// Nothing more is taken.
    pub(super) fn leave_as_body(&self) {
        let mut state = self.state();
        state.body.gone = true;
        let writer = state.writer.waker.take();
        drop(state);
        wake(writer);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Outside of the lock: a waker is foreign code.
fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What the socket of a connection has to know of the requests on it; shared with them.
#[derive(Clone, Default)]
pub(super) struct Exchange(Arc<Flags>);

#[derive(Default)]
struct Flags {
    unread: AtomicBool,
    /// Counted: the body of an answer may be dropped when the next request has begun.
    at_work: AtomicUsize,
}

/// A request is at work until this is dropped.
pub(super) struct AtWork(Exchange);

impl Exchange {
    /// A request's body has been given up before its end.
    pub(super) fn mark_unread(&self) {
        self.0.unread.store(true, Ordering::Relaxed);
    }

    pub(super) fn has_unread(&self) -> bool {
        self.0.unread.load(Ordering::Relaxed)
    }

    /// From the head of a request to the last byte of its answer that the server is given.
    pub(super) fn begin(&self) -> AtWork {
        self.0.at_work.fetch_add(1, Ordering::Relaxed);
        AtWork(self.clone())
    }

    pub(super) fn is_at_work(&self) -> bool {
        self.0.at_work.load(Ordering::Relaxed) > 0
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.0.0.at_work.fetch_sub(1, Ordering::Relaxed);
    }
}

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What the socket of a connection has to know of the requests on it; shared with them.
#[derive(Clone, Default)]
pub(super) struct Exchange(Arc<Flags>);

#[derive(Default)]
struct Flags {
    unread: AtomicBool,
    /// Too much is unread for the connection to go on.
    is_last: AtomicBool,
    /// Counted: the body of an answer may be dropped when the next request has begun.
    at_work: AtomicUsize,
}

/// What is left of a body up to here, hyper reads to its end if it has arrived, and takes the next request.
const SMALL: u64 = 8192;

/// A request is at work until this is dropped.
pub(super) struct AtWork(Exchange);

impl Exchange {
    /// A request's body has been given up before its end; so many bytes are left, if that is known.
    pub(super) fn mark_unread(&self, left: Option<u64>) {
        self.0.unread.store(true, Ordering::Relaxed);
        self.0.is_last.fetch_or(left.is_none_or(|left| left > SMALL), Ordering::Relaxed);
    }

    /// Whether no request can follow the one at work.
    pub(super) fn is_last(&self) -> bool {
        self.0.is_last.load(Ordering::Relaxed)
    }

    pub(super) fn has_unread(&self) -> bool {
        self.0.unread.load(Ordering::Relaxed)
    }

    /// From the head of a request to the last byte of its answer that the server is given.
    pub(super) fn begin(&self) -> AtWork {
        self.0.at_work.fetch_add(1, Ordering::Relaxed);
        // hyper has read the rest of the one before.
        self.0.unread.store(false, Ordering::Relaxed);
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

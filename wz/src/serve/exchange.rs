use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
#[cfg(any(feature = "proxy", feature = "ws"))]
use std::sync::{Mutex, PoisonError};

#[cfg(any(feature = "proxy", feature = "ws"))]
use super::upgrade::Upgrade;

/// What the socket of a connection has to know of the requests on it; shared with them.
#[derive(Clone, Default)]
pub(super) struct Exchange(Arc<Flags>);

#[derive(Default)]
struct Flags {
    #[cfg(any(feature = "proxy", feature = "ws"))]
    upgrade: Mutex<Option<Upgrade>>,
    unread: AtomicBool,
    /// Too much is unread for the connection to go on.
    is_last: AtomicBool,
    /// The server is about to stop.
    takes_leave: AtomicBool,
    progress: AtomicUsize,
    /// The client has not taken what is to be written; a limit of its own holds for that.
    is_stalled: AtomicBool,
}

/// How many requests are at work on a connection (there may be two: the body of an answer may be dropped when the next
/// request has begun), and in the upper half how many steps there have been.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Progress(usize);

const BEGUN: usize = 1 << (usize::BITS / 2);

impl Progress {
    pub(super) fn is_at_work(self) -> bool {
        self.0 & (BEGUN - 1) > 0
    }
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

    pub(super) fn has_unread(&self) -> bool {
        self.0.unread.load(Ordering::Relaxed)
    }

    /// From the head of a request to the last byte of its answer that the server is given.
    pub(super) fn begin(&self) -> AtWork {
        self.0.progress.fetch_add(BEGUN + 1, Ordering::Relaxed);
        // hyper has read the rest of the one before.
        self.0.unread.store(false, Ordering::Relaxed);
        AtWork(self.clone())
    }

    /// What takes the connection once the answer at work is sent.
    #[cfg(any(feature = "proxy", feature = "ws"))]
    pub(super) fn give_away(&self, upgrade: Upgrade) {
        // It may be told what it does wrong while it is still sending.
        self.mark_unread(Some(0));
        *self.0.upgrade.lock().unwrap_or_else(PoisonError::into_inner) = Some(upgrade);
    }

    #[cfg(any(feature = "proxy", feature = "ws"))]
    pub(super) fn take_upgrade(&self) -> Option<Upgrade> {
        self.0.upgrade.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn is_at_work(&self) -> bool {
        self.progress().is_at_work()
    }

    pub(super) fn progress(&self) -> Progress {
        Progress(self.0.progress.load(Ordering::Relaxed))
    }

    /// Whether the client is waited for to take what is written.
    pub(super) fn is_stalled(&self) -> bool {
        self.0.is_stalled.load(Ordering::Relaxed)
    }

    /// Says so. That it has taken something is a step forward.
    pub(super) fn set_stalled(&self, is_stalled: bool) {
        if self.is_stalled() != is_stalled {
            self.0.is_stalled.store(is_stalled, Ordering::Relaxed);
            self.0.progress.fetch_add(BEGUN, Ordering::Relaxed);
        }
    }

    /// The request at work or, if there is none, the next one is the last.
    pub(super) fn take_leave(&self) {
        self.0.takes_leave.store(true, Ordering::Relaxed);
    }

    /// From here on the connection is being closed, which has a limit of its own.
    pub(super) fn close(&self) {
        self.0.progress.fetch_add(1, Ordering::Relaxed);
    }
}

impl AtWork {
    /// Whether no request can follow this one.
    pub(super) fn is_last(&self) -> bool {
        self.0.0.is_last.load(Ordering::Relaxed) || self.0.0.takes_leave.load(Ordering::Relaxed)
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.0.0.progress.fetch_sub(1, Ordering::Relaxed);
    }
}

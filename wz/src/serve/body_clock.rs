use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::StatusCode;
use tokio::time::{Instant, Sleep, sleep_until};

use crate::error::HttpError;
use crate::limits::{Limits, advice};

/// How long a body keeps its reader waiting, against the limits of that.
pub(super) struct BodyClock {
    first_byte: Duration,
    between_bytes: Duration,
    rate: u64,
    /// In all, without the wait at hand.
    waited: Duration,
    /// Since when the reader waits.
    since: Option<Instant>,
    /// Made for the first wait, and set anew only when it has run down: most waits are short.
    timer: Option<Pin<Box<Sleep>>>,
}

/// What a wait comes up against.
#[derive(Clone, Copy)]
enum Bound {
    FirstByte,
    BetweenBytes,
    Rate,
}

/// A time that never comes; what tokio makes of `Duration::MAX` as well.
const NEVER: Duration = Duration::from_secs(86_400 * 365 * 30);

impl BodyClock {
    pub(super) fn new(limits: &Limits) -> BodyClock {
        let Limits { first_byte, between_bytes, body_rate: rate, .. } = *limits;
        BodyClock { first_byte, between_bytes, rate, waited: Duration::ZERO, since: None, timer: None }
    }

    pub(super) fn set_limits(&mut self, limits: &Limits) {
        (self.first_byte, self.between_bytes, self.rate) =
            (limits.first_byte, limits.between_bytes, limits.body_rate);
    }

    /// Something has come: the wait is over.
    pub(super) fn stop(&mut self) {
        if let Some(since) = self.since.take() {
            self.waited += since.elapsed();
        }
    }

    /// Waits; ready with the error when that has taken too long. `read` is how many bytes have come.
    pub(super) fn poll_late(&mut self, read: u64, cx: &mut Context<'_>) -> Poll<HttpError> {
        let since = *self.since.get_or_insert_with(Instant::now);
        let (patience, bound) = self.patience(read);
        let deadline = since + patience.min(NEVER);
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        if timer.deadline() > deadline {
            timer.as_mut().reset(deadline);
        }
        loop {
            ready!(timer.as_mut().poll(cx));
            if timer.deadline() >= deadline {
                return Poll::Ready(self.error(bound));
            }
            // It was for an earlier wait.
            timer.as_mut().reset(deadline);
        }
    }

    /// How long the wait at hand may be.
    fn patience(&self, read: u64) -> (Duration, Bound) {
        if read == 0 {
            return (self.first_byte, Bound::FirstByte);
        }
        if self.rate > 0 {
            let paid = self.first_byte.saturating_add(Duration::from_millis(
                read.saturating_mul(1000).checked_div(self.rate).unwrap_or(u64::MAX),
            ));
            let left = paid.saturating_sub(self.waited);
            if left < self.between_bytes {
                return (left, Bound::Rate);
            }
        }
        (self.between_bytes, Bound::BetweenBytes)
    }

    fn error(&self, bound: Bound) -> HttpError {
        let description = match bound {
            Bound::FirstByte => format!(
                "Nothing of the body has come for {:?}, the limit `first_byte`. {}",
                self.first_byte,
                advice("first_byte(time)", "first_byte = \"...\"")
            ),
            Bound::BetweenBytes => format!(
                "Nothing more of the body has come for {:?}, the limit `between_bytes`. {}",
                self.between_bytes,
                advice("between_bytes(time)", "between_bytes = \"...\"")
            ),
            Bound::Rate => format!(
                "The body comes more slowly than {} bytes a second, the limit `body_rate`. {}",
                self.rate,
                advice("body_rate(bytes)", "rate = \"...\"")
            ),
        };
        HttpError::new(StatusCode::REQUEST_TIMEOUT).with_description(description)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn the_nearest_bound_counts() {
        let limits = Limits::new().first_byte(5 * SECOND).between_bytes(9 * SECOND).body_rate(100);
        let mut clock = BodyClock::new(&limits);
        let mut patience = |waited, read| {
            clock.waited = waited * SECOND;
            let (time, bound) = clock.patience(read);
            (time.as_secs(), bound as u8)
        };
        assert_eq!(patience(0, 0), (5, Bound::FirstByte as u8));
        assert_eq!(patience(5, 100), (1, Bound::Rate as u8));
        assert_eq!(patience(7, 100), (0, Bound::Rate as u8));
        assert_eq!(patience(7, 50_000), (9, Bound::BetweenBytes as u8));
        assert_eq!(patience(7, u64::MAX), (9, Bound::BetweenBytes as u8));
        clock.set_limits(&limits.body_rate(0).between_bytes(Duration::MAX));
        assert_eq!(clock.patience(1).0, Duration::MAX);
    }
}

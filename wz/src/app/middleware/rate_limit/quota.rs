use std::time::Duration;

/// So many requests in so much time, by the generic cell rate algorithm: of each key one number is kept, the time at which all
/// of the quota is there again. A request puts that off by one [`interval`](Quota::interval), and is refused when it would be
/// more than a [`window`](Quota::window) away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quota {
    pub(super) limit: u32,
    pub(super) per: Duration,
}

/// What has become of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) allowed: bool,
    /// Nanoseconds until all of the quota is there again.
    pub(super) debt: u64,
}

impl Quota {
    pub(super) fn new(limit: u32, per: Duration) -> Quota {
        Quota { limit: limit.max(1), per }
    }

    /// The nanoseconds after which one more request may come.
    pub(super) fn interval(self) -> u64 {
        // A year's worth of nanoseconds, and 500 more, go into 64 bits.
        let per = u64::try_from(self.per.as_nanos()).unwrap_or(u64::MAX / 4).min(u64::MAX / 4);
        (per / u64::from(self.limit)).max(1)
    }

    /// The nanoseconds in which all of them come back.
    pub(super) fn window(self) -> u64 {
        self.interval().saturating_mul(u64::from(self.limit))
    }

    /// Takes one of what is there. `restored` is when all of it is there again, in nanoseconds of any clock.
    pub(super) fn take(self, restored: &mut u64, now: u64) -> Taken {
        let after = (*restored).max(now).saturating_add(self.interval());
        let allowed = after - now <= self.window();
        if allowed {
            *restored = after;
        }
        Taken { allowed, debt: restored.saturating_sub(now) }
    }

    /// How many more requests are allowed now.
    pub(super) fn remaining(self, taken: Taken) -> u64 {
        self.window().saturating_sub(taken.debt) / self.interval()
    }

    /// The seconds until another one is allowed, at least 1.
    pub(super) fn retry_after(self, taken: Taken) -> u64 {
        let wait = taken.debt.saturating_add(self.interval()).saturating_sub(self.window());
        wait.div_ceil(SECOND).max(1)
    }

    /// The seconds until all of the quota is there again.
    pub(super) fn reset(taken: Taken) -> u64 {
        taken.debt.div_ceil(SECOND)
    }
}

const SECOND: u64 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_after_the_other_comes_back() {
        let quota = Quota::new(3, Duration::from_secs(30));
        let mut restored = 0;
        let mut take = |seconds: u64| {
            let taken = quota.take(&mut restored, seconds * SECOND);
            let wait = if taken.allowed { 0 } else { quota.retry_after(taken) };
            (taken.allowed, quota.remaining(taken), Quota::reset(taken), wait)
        };
        assert_eq!(take(100), (true, 2, 10, 0));
        assert_eq!(take(100), (true, 1, 20, 0));
        assert_eq!(take(101), (true, 0, 29, 0));
        assert_eq!(take(101), (false, 0, 29, 9));
        assert_eq!(take(109), (false, 0, 21, 1));
        assert_eq!(take(110), (true, 0, 30, 0));
        assert_eq!(take(130), (true, 1, 20, 0));
        // A clock that goes back does no harm.
        assert_eq!(take(0), (false, 0, 150, 130));
        assert_eq!(take(1000), (true, 2, 10, 0));
    }

    #[test]
    fn odd_numbers() {
        for (limit, per) in [(0, 0), (0, 1), (1, u64::MAX), (u32::MAX, u64::MAX), (u32::MAX, 1), (7, 0)] {
            let quota = Quota::new(limit, Duration::from_secs(per));
            let mut restored = 0;
            for now in [0, 0, 1, SECOND, u64::MAX / 2, u64::MAX] {
                let taken = quota.take(&mut restored, now);
                assert!(quota.remaining(taken) <= u64::from(quota.limit));
                assert!(quota.retry_after(taken) >= 1);
            }
            assert!(quota.take(&mut 0, 0).allowed, "the first one: {quota:?}");
        }
    }
}

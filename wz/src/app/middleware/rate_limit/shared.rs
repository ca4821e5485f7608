use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use http::StatusCode;

use super::quota::{Quota, Taken};
use super::{Next, RateLimit};
use crate::error::{Error, HttpError};
use crate::log;
use crate::redis::Redis;
use crate::request::Request;
use crate::response::{IntoResponse, Response};
use crate::sha1::sha1_hex;

/// Counts that several processes share, each in a key of its own, which Redis forgets when all of the quota is there again.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) redis: Option<Redis>,
    prefix: String,
    refuses: bool,
    /// When it was last said that Redis is gone.
    said: Arc<Mutex<Option<Instant>>>,
}

impl RateLimit {
    /// The default of [`prefix`](RateLimit::prefix): `wz:limit:`.
    pub const PREFIX: &str = "wz:limit:";

    /// Keeps the counts in a Redis (feature `redis`), for all processes with the same [`prefix`](RateLimit::prefix) and
    /// [`name`](RateLimit::name). Each request is one question more, answered in one step.
    ///
    /// While Redis cannot be reached, requests are answered without a limit, and the log says so once a minute; see
    /// [`refuse_uncounted`](RateLimit::refuse_uncounted). They wait for Redis at most for its
    /// [`timeout`](Redis::timeout), which may be short here.
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::middleware::RateLimit;
    /// use wz::redis::Redis;
    ///
    /// # fn main() -> wz::Result {
    /// let redis = Redis::open("redis://127.0.0.1/")?.timeout(Duration::from_millis(200));
    /// let limit = RateLimit::new(100, Duration::from_secs(60)).redis(redis).prefix("shop:limit:");
    /// # let _ = limit; Ok(()) }
    /// ```
    pub fn redis(mut self, redis: Redis) -> RateLimit {
        self.shared.redis = Some(redis);
        self
    }

    /// What the keys in Redis begin with, before the name and the key of the client. Default: [`RateLimit::PREFIX`].
    pub fn prefix(mut self, prefix: impl Into<String>) -> RateLimit {
        self.shared.prefix = prefix.into();
        self
    }

    /// Answers 503 while Redis cannot be reached, instead of going on without a limit: where a limit keeps passwords from being
    /// guessed, say.
    pub fn refuse_uncounted(mut self) -> RateLimit {
        self.shared.refuses = true;
        self
    }
}

/// [`Quota::take`] in one step, by the clock of Redis, in microseconds: what processes have for a clock differs. The number
/// is written with all of its digits, which Lua does not do by itself.
const SCRIPT: &str = "\
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local restored = tonumber(redis.call('GET', KEYS[1]) or now) or now
restored = math.min(math.max(restored, now), now + window)
local after = restored + interval
if after - now > window then return {0, restored - now} end
redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000))
return {1, after - now}";

/// Keys up to this length stand in Redis as they are, to be seen there; of longer ones, the digest.
const MAX_KEY: usize = 64;

impl Shared {
    pub(super) async fn take(
        &self,
        redis: &Redis,
        quota: Quota,
        name: &str,
        key: &str,
    ) -> Result<Taken, Error> {
        let key = if key.len() > MAX_KEY { sha1_hex(key.as_bytes()) } else { key.to_owned() };
        let interval = (quota.interval() / 1000).max(1);
        let window = interval.saturating_mul(u64::from(quota.limit));
        let keys = [format!("{}{name}:{key}", self.prefix)];
        let (allowed, debt): (bool, u64) = redis.script(SCRIPT, &keys, &[interval, window]).await?;
        Ok(Taken { allowed, debt: debt.saturating_mul(1000) })
    }

    /// Answers a request that could not be counted.
    pub(super) async fn uncounted(&self, error: Error, request: Request, next: Next) -> Response {
        if self.refuses {
            let refused = HttpError::new(StatusCode::SERVICE_UNAVAILABLE).with_source(HttpError::from(error));
            return refused.into_response();
        }
        self.say(&error);
        next.run(request).await
    }

    /// Not for each request.
    fn say(&self, error: &Error) {
        const PAUSE: Duration = Duration::from_secs(60);
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.is_none_or(|at| at.elapsed() >= PAUSE) {
            *said = Some(Instant::now());
            log::line(&format!("requests are answered without a rate limit: {error:?}"));
        }
    }
}

impl Default for Shared {
    fn default() -> Shared {
        Shared { redis: None, prefix: RateLimit::PREFIX.to_owned(), refuses: false, said: Arc::default() }
    }
}

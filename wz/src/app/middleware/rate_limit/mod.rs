mod key;
mod quota;
#[cfg(feature = "redis")]
mod shared;
mod table;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::StatusCode;
use http::header::{HeaderName, HeaderValue};

use self::quota::{Quota, Taken};
#[cfg(feature = "redis")]
use self::shared::Shared;
use self::table::Table;
use super::{Middleware, Next};
use crate::error::HttpError;
use crate::handler::HandlerFuture;
use crate::header::structured::Text;
use crate::header::{HeaderError, RetryAfter};
use crate::request::Request;
use crate::response::{IntoResponse, Response};

/// Refuses requests of clients that send too many: 429, with `Retry-After`.
///
/// A client may send `limit` requests at once, and then one for each `per / limit` that passes: what is left comes back bit by
/// bit, not all at the end of a window (the generic cell rate algorithm). So it is never more than twice the limit in any
/// `per`.
///
/// - A client is its address, after [`ProxyFix`](super::ProxyFix) if that stands before this; of IPv6 the first 64 bits, since
///   a customer has all of the rest. Something else is a [`key`](RateLimit::key): an account, a token.
/// - Each response says what is left: `RateLimit-Policy: "default";q=100;w=60` and `RateLimit: "default";r=99;t=1`, where `t`
///   is the seconds until all of it is there again (draft-ietf-httpapi-ratelimit-headers).
/// - The counts are in memory, those of [`max_keys`](RateLimit::max_keys) clients at most. Processes that share a limit take
#[cfg_attr(feature = "redis", doc = "  a [`redis`](RateLimit::redis).")]
#[cfg_attr(not(feature = "redis"), doc = "  a Redis (feature `redis`).")]
/// - It is for the application, all paths below a prefix or single routes, as any middleware; several may stand in a row, each
///   with a [`name`](RateLimit::name). A clone counts with the others.
///
/// ```
/// use std::sync::LazyLock;
/// use std::time::Duration;
/// use wz::middleware::{Middleware, RateLimit};
/// use wz::prelude::*;
/// use wz::testing::Client;
///
/// /// For the routes that name it.
/// async fn few_logins(request: Request, next: Next) -> Response {
///     static LIMIT: LazyLock<RateLimit> = LazyLock::new(|| RateLimit::new(2, Duration::from_secs(3600)));
///     LIMIT.call(request, next).await
/// }
///
/// #[post("/login", with(few_logins))]
/// fn login() {}
///
/// #[get("/")]
/// fn index() {}
///
/// routes! { Site = index, login }
///
/// # fn main() -> wz::Result {
/// let app = App::new(Site).middleware(RateLimit::new(100, Duration::from_secs(60)).name("all")?);
/// let client = Client::new(app);
/// client.get("/").send().assert_header("ratelimit-policy", "\"all\";q=100;w=60");
/// client.post("/login").send().assert_status(200);
/// client.post("/login").send().assert_status(200);
/// let refused = client.post("/login").send();
/// refused.assert_status(429).assert_header("retry-after", "1800");
/// # Ok(()) }
/// ```
#[derive(Clone)]
#[must_use = "it limits nothing until it is given to `App::middleware`"]
pub struct RateLimit {
    quota: Quota,
    name: Text,
    policy: HeaderValue,
    key: Arc<KeyOf>,
    max_keys: usize,
    start: Instant,
    clock: Arc<dyn Fn() -> Instant + Send + Sync>,
    table: Arc<Table>,
    #[cfg(feature = "redis")]
    shared: Shared,
}

type KeyOf = dyn Fn(&Request) -> Option<String> + Send + Sync;

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

impl RateLimit {
    /// The default of [`max_keys`](RateLimit::max_keys): 100,000, which are about 5 MB.
    pub const MAX_KEYS: usize = 100_000;

    /// So many requests of each client in so much time. At least one is allowed.
    pub fn new(limit: u32, per: Duration) -> RateLimit {
        let (quota, name) = (Quota::new(limit, per), Text::default());
        let limit = RateLimit {
            quota,
            policy: HeaderValue::from_static(""),
            name,
            key: Arc::new(|request| Some(key::by_address(request))),
            max_keys: RateLimit::MAX_KEYS,
            start: Instant::now(),
            clock: Arc::new(Instant::now),
            table: Arc::default(),
            #[cfg(feature = "redis")]
            shared: Shared::default(),
        };
        limit.named("default".parse().unwrap_or_default())
    }

    /// Calls it otherwise than `default`, where several stand in a row or share a Redis.
    ///
    /// # Errors
    /// When the name is not printable ASCII.
    pub fn name(self, name: &str) -> Result<RateLimit, HeaderError> {
        Ok(self.named(name.parse()?))
    }

    fn named(mut self, name: Text) -> RateLimit {
        let policy = format!("{name};q={};w={}", self.quota.limit, self.quota.per.as_secs().max(1));
        // A text of printable ASCII and numbers are a value.
        self.policy = HeaderValue::try_from(policy).unwrap_or(self.policy);
        self.name = name;
        self
    }

    /// Counts by something else than the address. Requests for which it is `None` are not limited.
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::middleware::RateLimit;
    /// use wz::prelude::*;
    ///
    /// // Who has no token is turned away by the handler.
    /// let limit = RateLimit::new(1000, Duration::from_secs(3600)).key(|request| {
    ///     request.headers().get("authorization").map(|token| format!("{token:?}"))
    /// });
    /// # let _ = limit;
    /// ```
    pub fn key(mut self, key: impl Fn(&Request) -> Option<String> + Send + Sync + 'static) -> RateLimit {
        self.key = Arc::new(key);
        self
    }

    /// How many clients are counted at the same time, in memory. Beyond that those are forgotten that have most of their quota
    /// left. Default: [`RateLimit::MAX_KEYS`].
    pub fn max_keys(mut self, max: usize) -> RateLimit {
        self.max_keys = max;
        self
    }

    /// Takes the time from elsewhere: for tests, in which nobody waits. A limit in a Redis goes by the clock of that.
    ///
    /// ```
    /// use std::sync::{Arc, Mutex};
    /// use std::time::{Duration, Instant};
    /// use wz::middleware::RateLimit;
    ///
    /// let now = Arc::new(Mutex::new(Instant::now()));
    /// let clock = now.clone();
    /// let limit = RateLimit::new(1, Duration::from_secs(60)).clock(move || *clock.lock().unwrap());
    /// *now.lock().unwrap() += Duration::from_secs(60);
    /// # let _ = limit;
    /// ```
    pub fn clock(mut self, clock: impl Fn() -> Instant + Send + Sync + 'static) -> RateLimit {
        self.start = clock();
        self.clock = Arc::new(clock);
        self
    }

    fn take(&self, key: &str) -> Taken {
        let now = (self.clock)().saturating_duration_since(self.start).as_nanos();
        self.table.take(self.quota, self.max_keys, key, u64::try_from(now).unwrap_or(u64::MAX))
    }

    /// The answer to a request that was not allowed, and what to say to one that was.
    fn answer(&self, taken: Taken) -> Result<Left, Response> {
        let left = format!("{};r={};t={}", self.name, self.quota.remaining(taken), Quota::reset(taken));
        let left = Left(self.policy.clone(), HeaderValue::try_from(left).ok());
        if taken.allowed { Ok(left) } else { Err(left.said_by(self.refusal(taken).into_response())) }
    }

    fn refusal(&self, taken: Taken) -> HttpError {
        let Quota { limit, per } = self.quota;
        let seconds = self.quota.retry_after(taken);
        HttpError::new(StatusCode::TOO_MANY_REQUESTS)
            .with_description(format!(
                "Too many requests: {limit} in {per:?} are allowed. Come back in {seconds} seconds."
            ))
            .with_typed_header(&RetryAfter::Delay(Duration::from_secs(seconds)))
    }
}

/// What is left to a client: the policy, and where the client stands.
struct Left(HeaderValue, Option<HeaderValue>);

impl Left {
    fn said_by(self, mut response: Response) -> Response {
        let Left(policy, left) = self;
        // One line for each limit: they are lists.
        response.headers_mut().append(RATE_LIMIT_POLICY, policy);
        if let Some(left) = left {
            response.headers_mut().append(RATE_LIMIT, left);
        }
        response
    }
}

#[diagnostic::do_not_recommend]
impl Middleware for RateLimit {
    fn call(&self, request: Request, next: Next) -> HandlerFuture {
        let Some(key) = (self.key)(&request) else { return HandlerFuture::new(next.run(request)) };
        #[cfg(feature = "redis")]
        if let Some(redis) = self.shared.redis.clone() {
            let limit = self.clone();
            return HandlerFuture::new(async move {
                let taken = limit.shared.take(&redis, limit.quota, limit.name.as_str(), &key).await;
                match taken.map(|taken| limit.answer(taken)) {
                    Ok(Ok(left)) => left.said_by(next.run(request).await),
                    Ok(Err(refused)) => refused,
                    Err(error) => limit.shared.uncounted(error, request, next).await,
                }
            });
        }
        match self.answer(self.take(&key)) {
            Ok(left) => HandlerFuture::new(async move { left.said_by(next.run(request).await) }),
            Err(refused) => HandlerFuture::ready(refused),
        }
    }
}

impl fmt::Debug for RateLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all = f.debug_struct("RateLimit");
        all.field("policy", &self.policy).field("max_keys", &self.max_keys);
        #[cfg(feature = "redis")]
        all.field("redis", &self.shared.redis);
        all.finish_non_exhaustive()
    }
}

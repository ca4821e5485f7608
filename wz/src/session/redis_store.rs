use std::fmt;
use std::time::Duration;

use ::redis::Cmd;

use super::SessionStore;
use crate::error::Error;
use crate::redis::Redis;

/// Sessions in a Redis (feature `redis`): for all processes that reach it.
///
/// Each is a text under a key of its own, which Redis forgets when its time is over. When Redis cannot be reached, requests
/// that ask for a session are answered with 500, at once or after [`Redis::timeout`], and the log says why. A Redis that has
/// no more memory should refuse (`maxmemory-policy noeviction`, its default): with another policy it forgets sessions early.
///
/// ```
/// use wz::redis::Redis;
/// use wz::session::{Key, Keys, RedisStore, Sessions};
///
/// # fn main() -> wz::Result {
/// let store = RedisStore::new(Redis::open("redis://127.0.0.1/")?).prefix("shop:session:");
/// let sessions = Sessions::stored(Keys::new(Key::generate()?), store);
/// # let _ = sessions; Ok(()) }
/// ```
#[derive(Clone)]
pub struct RedisStore {
    redis: Redis,
    prefix: String,
}

/// Redis counts the milliseconds since 1970 in 64 bits, and refuses what goes beyond that.
const CENTURY: Duration = Duration::from_secs(36_525 * 86_400);

impl RedisStore {
    /// The default of [`prefix`](RedisStore::prefix): `wz:session:`.
    pub const PREFIX: &str = "wz:session:";

    /// Sessions in this server.
    #[must_use]
    pub fn new(redis: Redis) -> RedisStore {
        RedisStore { redis, prefix: RedisStore::PREFIX.to_owned() }
    }

    /// What the keys begin with, before the id. Applications that share a Redis take different ones. Default:
    /// [`RedisStore::PREFIX`].
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> RedisStore {
        self.prefix = prefix.into();
        self
    }

    fn command(&self, name: &str, id: &str) -> Cmd {
        let mut command = ::redis::cmd(name);
        command.arg(format!("{}{id}", self.prefix));
        command
    }
}

/// What Redis takes for a time: more than 0.
fn milliseconds(time: Duration) -> Option<u64> {
    let time = u64::try_from(time.min(CENTURY).as_millis()).unwrap_or(u64::MAX);
    (time > 0).then_some(time)
}

impl SessionStore for RedisStore {
    async fn load(&self, id: &str) -> Result<Option<String>, Error> {
        self.redis.run(&self.command("GET", id)).await
    }

    async fn save(&self, id: &str, data: &str, time: Duration) -> Result<(), Error> {
        let Some(time) = milliseconds(time) else { return self.delete(id).await };
        self.redis.run(self.command("SET", id).arg(data).arg("PX").arg(time)).await
    }

    async fn update(&self, id: &str, data: &str, time: Duration) -> Result<bool, Error> {
        let Some(time) = milliseconds(time) else {
            return Ok(self.redis.run::<u64>(&self.command("DEL", id)).await? > 0);
        };
        let done: Option<String> =
            self.redis.run(self.command("SET", id).arg(data).arg("XX").arg("PX").arg(time)).await?;
        Ok(done.is_some())
    }

    async fn delete(&self, id: &str) -> Result<(), Error> {
        self.redis.run::<u64>(&self.command("DEL", id)).await.map(drop)
    }
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore").field("redis", &self.redis).field("prefix", &self.prefix).finish()
    }
}

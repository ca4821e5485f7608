//! Redis (feature `redis`): what several processes of an application share.
//!
//! A [`Redis`] is given to what keeps something there: [`session::RedisStore`](crate::session::RedisStore) (with the feature
//! `sessions`) and [`RateLimit`](crate::middleware::RateLimit::redis). What an application keeps there itself, it asks for by
//! [`Redis::run`]. Redis 6 or later, Valkey and what else speaks their protocol; no TLS and no cluster.

mod connections;
mod failure;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use ::redis::{Cmd, FromRedisValue, cmd};

use crate::error::Error;
use crate::sha1::sha1_hex;
use connections::Connections;
use failure::Failure;

/// A Redis server. A clone is the same one, with the same connections.
///
/// Nothing is connected before something is asked, and what is lost is connected anew, so the order in which Redis and the
/// application start does not matter. When it cannot be reached, that is an error at once or after the
/// [`timeout`](Redis::timeout), and for a second after a failed attempt there is no other one: requests do not wait in a row
/// for a server that is gone.
///
/// Each tokio runtime has one connection, which all requests share. Something has to run in a runtime that has its timer and
/// its network on, as those of this crate have.
///
/// ```
/// use wz::redis::Redis;
///
/// # fn main() -> wz::Result {
/// let redis = Redis::open("redis://127.0.0.1:6379/0")?;
/// // Another user, and a socket in the file system.
/// let other = Redis::open("redis://ada:secret@cache.example/")?;
/// let near = Redis::open("unix:///run/redis/redis.sock")?;
/// assert!(Redis::open("http://127.0.0.1").is_err());
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Redis {
    connections: Arc<Connections>,
    timeout: Duration,
}

impl Redis {
    /// The default of [`timeout`](Redis::timeout): 2 seconds.
    pub const TIMEOUT: Duration = Duration::from_secs(2);

    /// The server at a URL: `redis://[user[:password]@]host[:port][/database]` or `unix:///path[?db=database&pass=password]`.
    ///
    /// # Errors
    /// When it is no such URL. Whether there is a server is not looked at.
    pub fn open(url: &str) -> Result<Redis, Error> {
        let client = ::redis::Client::open(url).map_err(Failure::url)?;
        Ok(Redis { connections: Arc::new(Connections::new(client)), timeout: Redis::TIMEOUT })
    }

    /// How long a question may take at most, with the way there. Default: [`Redis::TIMEOUT`].
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Redis {
        self.timeout = timeout;
        self
    }

    /// Has a command done, for what the application keeps there itself: one of [`cmd`], or `EVAL` with a script for several in
    /// one step. One that may have been done already, when a connection is found to be lost, is done again.
    ///
    /// ```no_run
    /// use wz::redis::{Redis, cmd};
    ///
    /// # async fn example(redis: Redis) -> wz::Result {
    /// let visits: u64 = redis.run(cmd("INCR").arg("visits")).await?;
    /// let name: Option<String> = redis.run(cmd("HGET").arg("user:7").arg("name")).await?;
    /// # let _ = (visits, name); Ok(()) }
    /// ```
    ///
    /// # Errors
    /// When Redis cannot be reached or refuses, does not answer within [`timeout`](Redis::timeout), or its answer is no `T`; and
    /// outside of a tokio runtime.
    pub async fn run<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, Error> {
        let asked = tokio::runtime::Handle::try_current().map_err(|_| {
            Error::msg("Redis is asked outside of a tokio runtime: it needs one for its connection")
        })?;
        let place = self.connections.place();
        match tokio::time::timeout(self.timeout, self.connections.run(asked.id(), command)).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(Failure::of(place, error).into()),
            Err(_) => {
                self.connections.forget(asked.id());
                Err(Failure::slow(place, self.timeout).into())
            }
        }
    }
}

impl Redis {
    /// Has a script of Lua done, in one step. Redis keeps scripts, by their digest, until it is started anew.
    pub(crate) async fn script<T: FromRedisValue>(
        &self,
        script: &str,
        keys: &[String],
        arguments: &[u64],
    ) -> Result<T, Error> {
        let command = |name: &str, script: &str| {
            let mut command = ::redis::cmd(name);
            command.arg(script).arg(keys.len()).arg(keys).arg(arguments);
            command
        };
        match self.run(&command("EVALSHA", &sha1_hex(script.as_bytes()))).await {
            Err(error) if error.downcast_ref().is_some_and(Failure::lacks_script) => {
                self.run(&command("EVAL", script)).await
            }
            other => other,
        }
    }
}

/// Without the password.
impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.connections.place();
        f.debug_struct("Redis").field("at", &place).field("timeout", &self.timeout).finish()
    }
}

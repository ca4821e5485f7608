use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use ::redis::{ErrorKind, RedisError, ServerErrorKind};

use super::Redis;

/// Why there is no answer. It says where the server was looked for, and not by which password.
#[derive(Debug)]
pub(super) struct Failure {
    what: String,
    why: Option<RedisError>,
}

impl Failure {
    pub(super) fn url(error: RedisError) -> Failure {
        let what = "no URL of a Redis: write `redis://host:port/database` or `unix:///path`".to_owned();
        Failure { what, why: Some(error) }
    }

    pub(super) fn of(place: &str, error: RedisError) -> Failure {
        let what = match error.is_io_error() {
            true => format!("the Redis at {place} cannot be reached"),
            false => format!("the Redis at {place} refused"),
        };
        Failure { what, why: Some(error) }
    }

    pub(super) fn slow(place: &str, timeout: Duration) -> Failure {
        let default = if timeout == Redis::TIMEOUT { ", the default" } else { "" };
        let what = format!(
            "the Redis at {place} did not answer within {timeout:?}{default}: see `Redis::timeout` for more time"
        );
        Failure { what, why: None }
    }

    /// The server does not know a script by its digest.
    pub(super) fn lacks_script(&self) -> bool {
        let no_script = ErrorKind::Server(ServerErrorKind::NoScript);
        self.why.as_ref().is_some_and(|error| error.kind() == no_script)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl StdError for Failure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // An error of the system stands in one that says the same.
        self.why.as_ref().map(|error| error.source().unwrap_or(error))
    }
}

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ::redis::aio::MultiplexedConnection;
use ::redis::{AsyncConnectionConfig, Client, Cmd, FromRedisValue, RedisError};
use tokio::runtime::Id;

/// The connections to a server: one for each runtime, since what reads from one is a task of the runtime that has made it.
/// In another runtime nobody would be answered while the first one rests, as those of a test do.
pub(super) struct Connections {
    client: Client,
    place: String,
    state: Mutex<State>,
    /// Who has it connects, and the others wait for that.
    connecting: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    open: HashMap<Id, MultiplexedConnection>,
    failed: Option<(Instant, RedisError)>,
}

/// How long it is not tried again to connect.
const REST: Duration = Duration::from_secs(1);

/// More runtimes than these are such as have ended.
const MAX_RUNTIMES: usize = 64;

impl Connections {
    pub(super) fn new(client: Client) -> Connections {
        let place = client.get_connection_info().addr().to_string();
        Connections { client, place, state: Mutex::default(), connecting: tokio::sync::Mutex::default() }
    }

    /// Where the server is.
    pub(super) fn place(&self) -> &str {
        &self.place
    }

    pub(super) async fn run<T: FromRedisValue>(&self, runtime: Id, command: &Cmd) -> Result<T, RedisError> {
        let open = self.state().open.get(&runtime).cloned();
        if let Some(mut connection) = open {
            match command.query_async(&mut connection).await {
                // Lost since it was used last, when Redis was started anew, say.
                Err(error) if is_lost(&error) => self.forget(runtime),
                other => return other,
            }
        }
        let mut connection = self.connect(runtime).await?;
        let answer = command.query_async(&mut connection).await;
        if answer.as_ref().is_err_and(is_lost) {
            self.forget(runtime);
        }
        answer
    }

    /// Has the next question connect.
    pub(super) fn forget(&self, runtime: Id) {
        self.state().open.remove(&runtime);
    }

    async fn connect(&self, runtime: Id) -> Result<MultiplexedConnection, RedisError> {
        let _turn = self.connecting.lock().await;
        {
            let state = self.state();
            if let Some(connection) = state.open.get(&runtime) {
                return Ok(connection.clone());
            }
            if let Some((at, error)) = &state.failed
                && at.elapsed() < REST
            {
                return Err(error.clone());
            }
        }
        // Whoever asks has a time limit for all of it; this one is for the others, which wait for their turn.
        let settings =
            AsyncConnectionConfig::new().set_connection_timeout(Some(REST)).set_response_timeout(None);
        let connected = self.client.get_multiplexed_async_connection_with_config(&settings).await;
        let mut state = self.state();
        match connected {
            Ok(connection) => {
                if state.open.len() >= MAX_RUNTIMES {
                    state.open.clear();
                }
                state.failed = None;
                state.open.insert(runtime, connection.clone());
                Ok(connection)
            }
            Err(error) => {
                state.failed = Some((Instant::now(), error.clone()));
                Err(error)
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_lost(error: &RedisError) -> bool {
    error.is_io_error() || error.is_unrecoverable_error()
}

use std::fmt;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::time::sleep;

use super::access_log::AccessLog;
use super::application::Application;
use super::settings::Settings;
use super::{connection, stop};
use crate::{app, log};

/// A server with its settings.
///
/// ```
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
/// # runtime.block_on(async {
/// use std::time::Duration;
/// use wz::serve::{AccessLog, Server};
/// use wz::{Request, Response};
///
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// Server::new(listener, |_: Request| async { Response::new("hello") })
///     .access_log(AccessLog::off())
///     .grace(Duration::from_millis(250))
///     .run_until(async {})
///     .await;
/// # Ok::<_, std::io::Error>(()) }).unwrap();
/// ```
#[must_use = "a server does nothing until it is run"]
pub struct Server<A> {
    listener: TcpListener,
    app: A,
    settings: Settings,
}

impl<A: Application> Server<A> {
    /// A server with the defaults.
    pub fn new(listener: TcpListener, app: A) -> Server<A> {
        Server { listener, app, settings: Settings::default() }
    }

    /// How long the head of a request may take, from the connection or the previous response on: this is also how long
    /// an idle connection is kept. It may take a quarter longer until that is noticed. 30 seconds by default.
    pub fn header_timeout(mut self, timeout: Duration) -> Server<A> {
        self.settings.header_timeout = timeout;
        self
    }

    /// How long a client may take nothing of a response, before the connection is dropped. 30 seconds by default.
    pub fn write_timeout(mut self, timeout: Duration) -> Server<A> {
        self.settings.write_timeout = timeout;
        self
    }

    /// How long a client that sends no more (it has closed its sending half, or has left: there is no difference) is
    /// waited for while there is nothing to send to it, before its handler is dropped and the connection closed.
    /// 30 seconds by default.
    pub fn half_close_timeout(mut self, timeout: Duration) -> Server<A> {
        self.settings.half_close_timeout = timeout;
        self
    }

    /// How many bytes of a body that nobody has read are thrown away after the answer, before the connection is closed.
    /// 256 MiB by default.
    ///
    /// A client that is refused while it uploads (413, 401, a handler that does not read) may read the answer only when
    /// it has sent everything. Were the connection closed at once, it would get a reset instead, and never know why. So
    /// what it sends is taken for a while: at most this many bytes, for at most [`linger_time`](Server::linger_time),
    /// and as long as there is no silence of [`linger_timeout`](Server::linger_timeout). The first that is over ends it.
    /// A small rest that has arrived already is read, and the connection stays open.
    ///
    /// ```
    /// # async fn example(listener: tokio::net::TcpListener, app: wz::App) {
    /// use std::time::Duration;
    /// use wz::serve::Server;
    ///
    /// Server::new(listener, app)
    ///     .linger_bytes(16 << 20)
    ///     .linger_time(Duration::from_secs(10))
    ///     .linger_timeout(Duration::from_secs(2))
    ///     .run_until(std::future::pending::<()>())
    ///     .await;
    /// # }
    /// ```
    pub fn linger_bytes(mut self, bytes: u64) -> Server<A> {
        self.settings.linger_bytes = bytes;
        self
    }

    /// How long a client may go on sending [what nobody reads](Server::linger_bytes). 30 seconds by default.
    pub fn linger_time(mut self, time: Duration) -> Server<A> {
        self.settings.linger_time = time;
        self
    }

    /// How long a client that has been sending [what nobody reads](Server::linger_bytes) may be silent. 5 seconds by
    /// default.
    pub fn linger_timeout(mut self, timeout: Duration) -> Server<A> {
        self.settings.linger_timeout = timeout;
        self
    }

    /// How long the requests at work may take to finish once the server is to stop. 10 seconds by default.
    pub fn grace(mut self, grace: Duration) -> Server<A> {
        self.settings.grace = grace;
        self
    }

    /// Where the line of each request goes: [`AccessLog::stderr`] by default.
    pub fn access_log(mut self, log: AccessLog) -> Server<A> {
        self.settings.access_log = log;
        self
    }

    /// Serves until `shutdown` is ready and all connections are closed; see
    /// [`serve_until`](super::serve_until).
    pub async fn run_until(self, shutdown: impl Future) {
        app::watch_panics();
        let Server { listener, app, settings } = self;
        let grace = settings.grace;
        let app = Arc::new((app, settings));
        let (stopper, stop) = stop::channel();
        let mut shutdown = pin!(shutdown);
        let mut backoff = Backoff::default();
        while let Some(accepted) = unless(shutdown.as_mut(), listener.accept()).await {
            match accepted {
                Ok((socket, peer)) => {
                    backoff = Backoff::default();
                    tokio::spawn(connection::serve(socket, peer, Arc::clone(&app), stop.clone()));
                }
                Err(error) => {
                    if unless(shutdown.as_mut(), sleep(backoff.after(&error))).await.is_none() {
                        break;
                    }
                }
            }
        }
        drop((listener, stop));
        stopper.request();
        // Connections end by themselves within the grace. Only one whose handler blocks its thread does not, and
        // nobody can help that one.
        let overtime = pin!(sleep(grace + Duration::from_secs(1)));
        unless(overtime, stopper.finished()).await;
    }
}

impl<A> fmt::Debug for Server<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("listener", &self.listener)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// The output of `work`, or `None` when `end` is ready first.
async fn unless<T>(mut end: Pin<&mut impl Future>, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    poll_fn(|cx| {
        if end.as_mut().poll(cx).is_ready() {
            return Poll::Ready(None);
        }
        work.as_mut().poll(cx).map(Some)
    })
    .await
}

/// How long to wait after an accept that failed. Running out of file descriptors passes, when connections close; asking
/// again at once would only burn the processor they need.
#[derive(Default)]
struct Backoff {
    failures: u32,
}

impl Backoff {
    fn after(&mut self, error: &io::Error) -> Duration {
        use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};

        // These concern the one connection that was to be accepted.
        if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted) {
            return Duration::ZERO;
        }
        if self.failures == 0 {
            log::line(&format!("cannot accept connections for the moment: {error}"));
        }
        self.failures = (self.failures + 1).min(7);
        Duration::from_millis(8 << self.failures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_to_a_second_and_not_further() {
        let mut backoff = Backoff::default();
        let aborted = io::Error::from(io::ErrorKind::ConnectionAborted);
        assert_eq!(backoff.after(&aborted), Duration::ZERO);
        let exhausted = io::Error::other("too many open files");
        let waits: Vec<_> = (0..20).map(|_| backoff.after(&exhausted).as_millis()).collect();
        assert_eq!((waits[0], waits[1], waits[19]), (16, 32, 1024));
    }
}

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Arc, OnceLock};
use std::task::Poll;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::sleep;

use super::acceptor::Acceptor;
use super::access_log::AccessLog;
use super::application::Application;
use super::listen::Listener;
use super::overflow::Overflow;
use super::settings::Settings;
use super::{connection, refused, stop};
use crate::app;

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
    listeners: Vec<Listener>,
    app: A,
    settings: Settings,
}

impl<A: Application> Server<A> {
    /// A server with the defaults.
    pub fn new(listener: impl Into<Listener>, app: A) -> Server<A> {
        Server { listeners: vec![listener.into()], app, settings: Settings::default() }
    }

    /// One more listener for the same application.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    /// # runtime.block_on(async {
    /// use wz::serve::{Binding, Server};
    /// use wz::{Request, Response};
    ///
    /// let public = Binding::new("127.0.0.1:0".parse()?).listen().await?;
    /// let local = Binding::new("127.0.0.1:0".parse()?).listen().await?;
    /// Server::new(public, |_: Request| async { Response::new("hello") })
    ///     .and_listener(local)
    ///     .run_until(async {})
    ///     .await;
    /// # Ok::<_, wz::Error>(()) }).unwrap();
    /// ```
    pub fn and_listener(mut self, listener: impl Into<Listener>) -> Server<A> {
        self.listeners.push(listener.into());
        self
    }

    /// How many connections may be open, of all listeners together. 10,000 by default.
    ///
    /// One more [waits](Server::overflow_wait) until another has closed. At most 1,024 wait; beyond that, the system
    /// keeps them in its [queue](super::Binding::backlog). Every connection takes a file descriptor: let the system
    /// allow as many (`ulimit -n`).
    pub fn max_connections(mut self, connections: usize) -> Server<A> {
        self.settings.max_connections = connections.clamp(1, Semaphore::MAX_PERMITS);
        self
    }

    /// How long a connection beyond [`max_connections`](Server::max_connections) waits before it is answered with 503
    /// and closed. One second by default.
    pub fn overflow_wait(mut self, wait: Duration) -> Server<A> {
        self.settings.overflow_wait = wait;
        self
    }

    /// After how long a silence the system is to ask whether the other end is still there (TCP keep-alive). `None`, the
    /// default, for never: what [times out](Server::header_timeout) here needs no such help. It is of use where a
    /// handler waits for long and a network in between forgets.
    pub fn tcp_keep_alive(mut self, silence: impl Into<Option<Duration>>) -> Server<A> {
        self.settings.tcp_keep_alive = silence.into();
        self
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

    /// How long idle connections are kept open once the server is to stop, for a request that may be on its way; its
    /// answer says that it was the last. None by default: a program stops at once. Where clients hold their connections,
    /// as proxies do, and others have taken the place of this server, two seconds make the change go unnoticed. The
    /// [grace](Server::grace) begins after it.
    pub fn farewell(mut self, time: Duration) -> Server<A> {
        self.settings.farewell = time;
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
        let farewell = self.settings.farewell;
        self.run_until_told(async {
            shutdown.await;
            farewell
        })
        .await;
    }

    /// As [`run_until`](Server::run_until); `shutdown` says how long the [farewell](Server::farewell) is to be.
    pub(crate) async fn run_until_told(self, shutdown: impl Future<Output = Duration>) {
        app::watch_panics();
        let Server { listeners, app, settings } = self;
        let (grace, farewell) = (settings.grace, OnceLock::new());
        let mut overflow = Overflow::new(&settings);
        let mut acceptor = Acceptor::new(listeners);
        let app = Arc::new((app, settings));
        let (stopper, stop) = stop::channel();
        let mut shutdown = pin!(async { farewell.set(shutdown.await) });
        while let Some(()) = unless(shutdown.as_mut(), overflow.has_passed()).await
            && let Some((socket, peer)) = unless(shutdown.as_mut(), acceptor.accept()).await
        {
            let (app, stop) = (Arc::clone(&app), stop.clone());
            match overflow.room() {
                Ok(room) => drop(tokio::spawn(connection::serve(socket, peer, app, stop, room))),
                Err(place) => drop(tokio::spawn(async move {
                    match place.wait(&app.1, stop.clone()).await {
                        Some(room) => connection::serve(socket, peer, app, stop, room).await,
                        None => refused::for_lack_of_room(socket, &app.1).await,
                    }
                })),
            }
        }
        drop((acceptor, stop));
        let farewell = farewell.get().copied().unwrap_or_default();
        stopper.request(farewell);
        // Connections end by themselves within the grace. Only one whose handler blocks its thread does not, and
        // nobody can help that one.
        let overtime = pin!(sleep(farewell + grace + Duration::from_secs(1)));
        unless(overtime, stopper.finished()).await;
    }
}

impl<A> fmt::Debug for Server<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("listeners", &self.listeners)
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

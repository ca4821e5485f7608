//! HTTP/1.1 over TCP and Unix sockets (feature `server`): hyper reads and writes, tokio waits, this module keeps clients in check.
//!
//! A connection ends when its client is silent for too long while a head, a body or room for the answer is due, when it
//! sends no more and nothing can be sent to it for too long, and at the latest when the server stops and its grace is
//! over: no client can keep a task for ever.

mod acceptor;
mod access_log;
mod answering;
mod application;
mod body_clock;
mod connection;
mod exchange;
mod head;
mod idle;
mod incoming;
mod keep_alive;
mod linger;
mod listen;
mod outgoing;
mod overflow;
mod patience;
mod presence;
mod refused;
mod room;
mod server;
mod settings;
mod socket;
mod stop;
mod stream;
#[cfg(any(feature = "proxy", feature = "ws"))]
mod upgrade;
#[cfg(all(unix, feature = "workers"))]
pub(crate) mod workers;

use std::future::{Future, pending};

pub use access_log::{AccessLog, Entry};
pub use application::Application;
pub use listen::{Address, AddressError, Binding, Listener};
pub use server::Server;
#[cfg(any(feature = "proxy", feature = "ws"))]
pub use upgrade::accept_upgrades;

/// Serves an application on this listener for ever, with the defaults of [`Server`].
///
/// Dropping the future stops accepting and lets the requests at work finish in the background.
///
/// ```no_run
/// # async fn example(app: wz::App) -> std::io::Result<()> {
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:5000").await?;
/// wz::serve(listener, app).await;
/// # Ok(()) }
/// ```
pub async fn serve(listener: impl Into<Listener>, app: impl Application) {
    serve_until(listener, app, pending::<()>()).await;
}

/// Serves an application until `shutdown` is ready, then stops gracefully: no connection is accepted any more, idle
/// ones are closed at once, busy ones get [a grace](Server::grace) to finish. Returns when all are closed.
///
/// ```
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
/// # runtime.block_on(async {
/// use wz::{Request, Response};
///
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// let app = |_: Request| async { Response::new("hello") };
/// wz::serve::serve_until(listener, app, async {}).await;
/// # Ok::<_, std::io::Error>(()) }).unwrap();
/// ```
pub async fn serve_until(listener: impl Into<Listener>, app: impl Application, shutdown: impl Future) {
    Server::new(listener, app).run_until(shutdown).await;
}

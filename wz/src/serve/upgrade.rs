#[cfg(feature = "ws")]
use std::future::pending;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use http::Extensions;
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use tokio::time::sleep;

use super::exchange::Exchange;
use super::stop::Stop;
#[cfg(feature = "ws")]
use crate::upgrade::Wait;
use crate::upgrade::{Connection, Takeover, Upgrader};

/// What takes a connection once the answer at work is sent.
pub(super) struct Upgrade {
    connection: OnUpgrade,
    takeover: Takeover,
}

/// Offers the connection to a request that asks for it, which hyper knows: nearly none does.
pub(super) fn offer(extensions: &mut Extensions, exchange: &Exchange) {
    let Some(connection) = extensions.remove::<OnUpgrade>() else { return };
    let (connection, exchange) = (Mutex::new(Some(connection)), exchange.clone());
    extensions.insert(Upgrader::new(move |takeover| {
        if let Some(connection) = connection.lock().unwrap_or_else(PoisonError::into_inner).take() {
            exchange.give_away(Upgrade { connection, takeover });
        }
    }));
}

impl Upgrade {
    /// Until both ends are done with it, or the grace of a server that stops is over.
    pub(super) async fn run(self, grace: Duration, mut stop: Stop) {
        let Ok(upgraded) = self.connection.await else { return };
        let mut running = (self.takeover)(given(upgraded, Some(&stop)));
        let mut over = pin!(async {
            stop.requested().await;
            sleep(grace).await;
        });
        poll_fn(|cx| match running.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(()),
            Poll::Pending => over.as_mut().poll(cx),
        })
        .await;
    }
}

#[cfg_attr(not(feature = "ws"), expect(unused_variables))]
fn given(upgraded: Upgraded, stop: Option<&Stop>) -> Connection {
    Connection {
        io: Box::new(TokioIo::new(upgraded)),
        #[cfg(feature = "ws")]
        clock: Some(clock),
        #[cfg(feature = "ws")]
        stop: stop.map(|stop| {
            let mut told = stop.clone();
            let told: Wait = Box::pin(async move { _ = told.requested().await });
            told
        }),
    }
}

#[cfg(feature = "ws")]
fn clock(time: Duration) -> Wait {
    if time == Duration::MAX { Box::pin(pending()) } else { Box::pin(sleep(time)) }
}

/// Lets WebSockets be opened, and passed on by a [proxy](crate::proxy), through a server that is not wz's own but hyper's, as
/// `axum::serve` is: to be called with each request, before the [`App`](crate::App) gets it as a
/// [`tower_service::Service`].
///
/// The server has to serve its connections [with upgrades](hyper::server::conn::http1::Connection::with_upgrades). When it
/// stops, the sockets are not told: they end with their clients, or the program. Its timeouts do not hold for them; those
/// of [`WebSocketLimits`](crate::websocket::WebSocketLimits) do.
///
/// ```
/// use tower_service::Service;
/// use wz::{App, Body, http};
///
/// # fn example(mut app: App, mut request: http::Request<Body>) {
/// wz::serve::accept_upgrades(&mut request);
/// let answer = Service::call(&mut app, request);
/// # drop(answer); }
/// ```
pub fn accept_upgrades<B>(request: &mut http::Request<B>) {
    let Some(connection) = request.extensions_mut().remove::<OnUpgrade>() else { return };
    let connection = Mutex::new(Some(connection));
    request.extensions_mut().insert(Upgrader::new(move |takeover| {
        if let Some(connection) = connection.lock().unwrap_or_else(PoisonError::into_inner).take() {
            tokio::spawn(async move {
                if let Ok(upgraded) = connection.await {
                    takeover(given(upgraded, None)).await;
                }
            });
        }
    }));
}

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use tokio::time::{Sleep, sleep};

use super::answering::{Answer, Answering};
use super::application::Application;
use super::exchange::Exchange;
use super::head;
use super::idle::Idle;
use super::incoming::incoming;
use super::outgoing::{OutgoingBody, Record};
use super::refused;
use super::room::Room;
use super::settings::Settings;
use super::socket::Socket;
use super::stop::Stop;
use super::stream::Stream;
#[cfg(any(feature = "proxy", feature = "ws"))]
use super::upgrade;
use crate::request::Request;

/// One connection, until the client or the server has had enough.
pub(super) async fn serve<A: Application>(
    socket: Stream,
    peer: Option<SocketAddr>,
    app: Arc<(A, Settings)>,
    mut stop: Stop,
    room: Room,
) {
    let settings = &app.1;
    socket.set_up(settings.tcp_keep_alive);
    let exchange = Exchange::default();
    let mut idle = Idle::new(settings.header_timeout);
    let connection = http1::Builder::new()
            // A client may say that its request was the last (RFC 9112 section 9.6); the socket knows when to give up.
            .half_close(true)
            .serve_connection(
                Socket::new(socket, settings, exchange.clone()),
                Connected { app: &app, peer, exchange: exchange.clone() },
            );
    #[cfg(any(feature = "proxy", feature = "ws"))]
    let connection = connection.with_upgrades();
    let mut connection = pin!(connection);
    {
        // Borrowed: the server waits until `stop` itself is gone, with the connection.
        let mut requested = pin!(stop.requested());
        let mut farewell = None::<Pin<Box<Sleep>>>;
        let mut mercy = None::<Pin<Box<Sleep>>>;
        poll_fn(|cx| {
            if farewell.is_none()
                && let Poll::Ready(time) = requested.as_mut().poll(cx)
            {
                exchange.take_leave();
                farewell = Some(Box::pin(sleep(time)));
            }
            if let Some(farewell) = &mut farewell
                && mercy.is_none()
                && farewell.as_mut().poll(cx).is_ready()
            {
                // Closes the connection at once when it is idle, else after the response at work.
                connection.as_mut().graceful_shutdown();
                mercy = Some(Box::pin(sleep(settings.grace)));
            }
            if let Some(mercy) = &mut mercy
                && mercy.as_mut().poll(cx).is_ready()
            {
                return Poll::Ready(());
            }
            match connection.as_mut().poll(cx) {
                Poll::Pending => idle.poll_over(&exchange, cx),
                Poll::Ready(ended) => {
                    // What else goes wrong on a connection is the client's affair, and there is nobody to tell.
                    if let Err(error) = ended {
                        refused::log(&settings.access_log, &error);
                    }
                    Poll::Ready(())
                }
            }
        })
        .await;
    }
    #[cfg(any(feature = "proxy", feature = "ws"))]
    if let Some(upgrade) = exchange.take_upgrade() {
        // What HTTP needs of memory is not kept for it.
        let grace = settings.grace;
        tokio::spawn(async move {
            upgrade.run(grace, stop).await;
            drop(room);
        });
        return;
    }
    drop(room);
}

/// The application as it is seen from one connection.
struct Connected<'s, A> {
    app: &'s (A, Settings),
    peer: Option<SocketAddr>,
    exchange: Exchange,
}

impl<A: Application> Service<http::Request<Incoming>> for Connected<'_, A> {
    type Response = http::Response<OutgoingBody>;
    type Error = Infallible;
    type Future = Answering<A::Future>;

    fn call(&self, request: http::Request<Incoming>) -> Answering<A::Future> {
        let Connected { app: (app, settings), peer, exchange } = self;
        let at_work = exchange.begin();
        #[cfg_attr(not(any(feature = "proxy", feature = "ws")), expect(unused_mut))]
        let (mut parts, body) = request.into_parts();
        #[cfg(any(feature = "proxy", feature = "ws"))]
        upgrade::offer(&mut parts.extensions, exchange);
        let mut request = Request::from_parts(parts, incoming(body, exchange));
        request.context_mut().peer = *peer;
        let record = Record::start(&settings.access_log, &request);
        let answer = match head::check(&request) {
            Ok(()) => Answer::of(app, request),
            Err(error) => Answer::refused(error, request.method()),
        };
        Answering::new(answer, at_work, record)
    }
}

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;

use http::header::{CONNECTION, HeaderMap, HeaderValue, TRANSFER_ENCODING};
use http::{StatusCode, Version};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioTimer;
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use super::application::Application;
use super::exchange::Exchange;
use super::incoming::incoming;
use super::keep_alive::keep_alive;
use super::outgoing::{OutgoingBody, Record};
use super::refused;
use super::settings::Settings;
use super::socket::Socket;
use super::stop::Stop;
use crate::error::HttpError;
use crate::header::tokens;
use crate::request::{Request, host_header};
use crate::response::{IntoResponse, finalise};

/// One connection, until the client or the server has had enough.
pub(super) async fn serve<A: Application>(
    socket: TcpStream,
    peer: SocketAddr,
    app: Arc<(A, Settings)>,
    mut stop: Stop,
) {
    let settings = &app.1;
    // Without this, the second of two small writes waits for the client's delayed acknowledgement (40 ms). A socket
    // that refuses is a socket that is gone; the first read will say so.
    let _ = socket.set_nodelay(true);
    let exchange = Exchange::default();
    let service = service_fn(|request| answer(&app, peer, exchange.clone(), request));
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(settings.header_timeout)
            // A client may say that its request was the last (RFC 9112 section 9.6); the socket knows when to give up.
            .half_close(true)
            .serve_connection(Socket::new(socket, settings, exchange.clone()), service)
    );
    // Borrowed: the server waits until `stop` itself is gone, with the connection.
    let mut stop = pin!(stop.requested());
    let mut mercy = None::<Pin<Box<Sleep>>>;
    poll_fn(|cx| {
        if mercy.is_none() && stop.as_mut().poll(cx).is_ready() {
            // Closes the connection at once when it is idle, else after the response at work.
            connection.as_mut().graceful_shutdown();
            mercy = Some(Box::pin(sleep(settings.grace)));
        }
        if let Some(mercy) = &mut mercy
            && mercy.as_mut().poll(cx).is_ready()
        {
            return Poll::Ready(());
        }
        // What else goes wrong on a connection is the client's affair, and there is nobody to tell.
        connection.as_mut().poll(cx).map(|ended| {
            if let Err(error) = ended {
                refused::log(&settings.access_log, &error);
            }
        })
    })
    .await;
}

async fn answer<A: Application>(
    app: &(A, Settings),
    peer: SocketAddr,
    exchange: Exchange,
    request: http::Request<Incoming>,
) -> Result<http::Response<OutgoingBody>, Infallible> {
    let (app, settings) = app;
    let at_work = exchange.begin();
    let (head, body) = request.into_parts();
    let mut request = Request::from_parts(head, incoming(body, exchange.clone()));
    request.context_mut().peer = Some(peer);
    let mut record = Record::start(&settings.access_log, &request);
    let method = request.method().clone();
    let mut response = match check(&request) {
        Ok(()) => app.call(request).await,
        Err(error) => error.with_header(CONNECTION, HeaderValue::from_static("close")).into_response(),
    };
    // An `App` has done so; a function need not.
    finalise(&method, &mut response);
    if exchange.is_last() {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    keep_alive(&mut response);
    if let Some(record) = &mut record {
        record.answered(response.status());
    }
    Ok(http::Response::from(response).map(|body| OutgoingBody::new(body, record, at_work)))
}

/// What hyper leaves to its users.
fn check(request: &Request) -> Result<(), HttpError> {
    check_host(request)?;
    check_coding(request.headers())
}

/// An HTTP/1.1 request has exactly one `Host`, well-formed or empty (RFC 9112 section 3.2).
fn check_host(request: &Request) -> Result<(), HttpError> {
    if request.version() == Version::HTTP_11 && host_header(request.headers()).is_none() {
        return Err(HttpError::bad_request("The request must have exactly one valid `Host` header."));
    }
    Ok(())
}

/// `chunked` is the only transfer coding there is. hyper sees to it that it is the last one; what another one has made
/// of the body before must not be taken for the body (RFC 9112 section 6.1).
fn check_coding(headers: &HeaderMap) -> Result<(), HttpError> {
    let mut chunked = false;
    for coding in tokens(headers, &TRANSFER_ENCODING) {
        if !coding.eq_ignore_ascii_case(b"chunked") {
            return Err(HttpError::new(StatusCode::NOT_IMPLEMENTED)
                .with_description("The only transfer coding understood here is `chunked`."));
        }
        if chunked {
            return Err(HttpError::bad_request("The transfer coding `chunked` stands there twice."));
        }
        chunked = true;
    }
    Ok(())
}

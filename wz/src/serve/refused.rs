use std::future::poll_fn;
use std::pin::Pin;

use http::StatusCode;
use tokio::io::AsyncWrite;

use super::access_log::{AccessLog, Entry};
use super::linger::Linger;
use super::settings::Settings;
use super::stream::Stream;

const NO_ROOM: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n\
    content-length: 46\r\nretry-after: 1\r\nconnection: close\r\n\r\n\
    The server has too many connections: try later";

/// Answers a connection that there is no room for: its request is not read.
pub(super) async fn for_lack_of_room(mut socket: Stream, settings: &Settings) {
    // The text fits into the buffer of every socket that has just been opened: nothing is waited for here.
    let told = poll_fn(|cx| Pin::new(&mut socket).poll_write(cx, NO_ROOM)).await;
    if told.is_ok() && poll_fn(|cx| Pin::new(&mut socket).poll_shutdown(cx)).await.is_ok() {
        let mut linger = Linger::short();
        poll_fn(|cx| linger.poll_over(&mut socket, cx)).await;
    }
    if !settings.access_log.is_off() {
        let reason = format!("{} connections are open (`Server::max_connections`)", settings.max_connections);
        let status = Some(StatusCode::SERVICE_UNAVAILABLE);
        settings.access_log.write(&Entry { status, refusal: Some(reason), ..Entry::EMPTY });
    }
}

/// Writes the line of a request that hyper has answered by itself, since its head could not be read. No other end of a
/// connection has one: the client was idle, or has left, or its request has had its line.
pub(super) fn log(log: &AccessLog, error: &hyper::Error) {
    if log.is_off() || !error.is_parse() {
        return;
    }
    log.write(&Entry { status: status(error), refusal: Some(error.to_string()), ..Entry::EMPTY });
}

/// What hyper answers: nothing where HTTP/2 is spoken to it.
fn status(error: &hyper::Error) -> Option<StatusCode> {
    if error.is_parse_version_h2() {
        None
    } else if !error.is_parse_too_large() {
        Some(StatusCode::BAD_REQUEST)
    } else if error.to_string().contains("URI") {
        // The two kinds of too large differ in nothing but their text.
        Some(StatusCode::URI_TOO_LONG)
    } else {
        Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
    }
}

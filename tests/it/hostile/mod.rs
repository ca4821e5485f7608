//! Clients that break the rules, by accident or on purpose. Each gets a 4xx or a closed connection; the process goes
//! on, and nothing of them is left.

mod bodies;
mod heads;
mod uploads;
mod waits;

use std::time::Duration;

use wz::Limits;
use wz_tests::{Answer, Client, ask};

use crate::server::Running;

const SHORT: Duration = Duration::from_millis(200);

/// A server that does not wait long for the rest of something.
fn impatient() -> Running {
    let limits = Limits::new().first_byte(SHORT).between_bytes(SHORT);
    Running::limited(limits, |server| {
        server
            .header_timeout(SHORT)
            .write_timeout(SHORT)
            .half_close_timeout(SHORT)
            .linger_timeout(SHORT)
            .linger_time(SHORT * 10)
    })
}

/// Sends the bytes on a connection of their own, with nothing behind them. They must be refused: with the status
/// 4xx or by closing, and in no case may a second request be seen in them.
fn refused(server: &Running, what: &str, bytes: impl AsRef<[u8]>) -> Option<u16> {
    let mut client = Client::connect(server.addr);
    client.send(bytes);
    let got = client.rest();
    let text = String::from_utf8_lossy(&got).into_owned();
    assert!(!text.contains("SMUGGLED"), "{what}: {text}");
    assert!(text.matches("HTTP/1.1 ").count() <= 1, "{what}: {text}");
    let status = Answer::parse(&got).map(|answer| answer.status);
    assert!(status.is_none_or(|status| (400..500).contains(&status)), "{what}: {text}");
    status
}

/// The server still answers, and no connection is left.
fn assert_fine(server: Running) {
    assert_eq!(ask(server.addr, "GET /", "").status, 200);
    server.assert_all_closed();
    server.stop();
}

/// A request to be smuggled: its answer would be seen.
const SECOND: &str = "GET /file/SMUGGLED HTTP/1.1\r\nhost: a\r\n\r\n";

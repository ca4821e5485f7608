//! Messages that are compressed (RFC 7692).

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress};
use wz::testing::Client;
use wz_tests::Frames;

use super::site::app;
use crate::server::Running;

const OFFER: &str = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";

fn deflated(payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(payload.len() + 100);
    Compress::new(Compression::best(), false).compress_vec(payload, &mut bytes, FlushCompress::Sync).unwrap();
    assert!(bytes.ends_with(&[0, 0, 0xff, 0xff]));
    bytes.truncate(bytes.len() - 4);
    bytes
}

fn inflated(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.extend_from_slice(&[0, 0, 0xff, 0xff]);
    let mut payload = Vec::with_capacity(1 << 21);
    Decompress::new(false).decompress_vec(&bytes, &mut payload, FlushDecompress::Sync).unwrap();
    payload
}

fn open(server: &Running) -> Frames {
    let (socket, answer) = Frames::open(server.addr, "/deflate", OFFER);
    assert_eq!(
        answer.header("sec-websocket-extensions"),
        Some("permessage-deflate; server_no_context_takeover; client_no_context_takeover")
    );
    socket
}

#[test]
fn it_is_agreed_upon_or_not() {
    let server = Running::of(app());
    for (path, headers) in [
        ("/deflate", ""),
        ("/deflate", "Sec-WebSocket-Extensions: x-other\r\n"),
        ("/deflate", "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=9\r\n"),
        // Who has not asked for it does not get it.
        ("/echo", OFFER),
    ] {
        let (mut socket, answer) = Frames::open(server.addr, path, headers);
        assert_eq!(answer.header("sec-websocket-extensions"), None, "{path} {headers}");
        let text = "long ".repeat(100);
        socket.send(0x81, &text);
        assert_eq!(socket.receive(), (0x81, text.into_bytes()));
        socket.send(0xc1, deflated(b"x"));
        assert_eq!(socket.closed(), 1002);
    }
    server.stop();
}

#[test]
fn both_ways() {
    let server = Running::of(app());
    let mut socket = open(&server);
    let text = "κόσμε and the like ".repeat(1000);
    let small = deflated(text.as_bytes());
    for _ in 0..3 {
        socket.send(0xc1, &small);
        let (first, payload) = socket.receive();
        assert!(first == 0xc1 && payload.len() < 1000, "{first:x}, {} bytes", payload.len());
        assert_eq!(inflated(payload), text.as_bytes());
        // In fragments of which only the first says so, with a ping between; and one that is not compressed at all.
        socket.send(0x41, &small[..10]);
        socket.send(0x89, "?");
        socket.send(0x00, &small[10..11]);
        socket.send(0x80, &small[11..]);
        assert_eq!(socket.receive(), (0x8a, b"?".to_vec()));
        assert_eq!(inflated(socket.receive().1), text.as_bytes());
        socket.send(0x82, [1, 2, 3]);
        assert_eq!(socket.receive(), (0x82, vec![1, 2, 3]));
    }
    socket.send(0x88, b"\x03\xe8");
    assert_eq!(socket.closed(), 1000);
    server.stop();
}

#[test]
fn what_is_wrong_is_refused() {
    let server = Running::of(app());
    let small = deflated(&b"hello".repeat(100));
    let bomb = deflated(&vec![0; 100 << 20]);
    assert!(bomb.len() < 200_000);
    for (frames, code) in [
        (vec![(0xc2, &bomb[..])], 1009),
        (vec![(0xc2, &b"\xff\xff"[..])], 1007),
        (vec![(0xc1, &deflated(b"\xff")[..])], 1007),
        (vec![(0x41, &small[..3]), (0xc0, &small[3..])], 1002),
        (vec![(0xc9, &small[..])], 1002),
    ] {
        let mut socket = open(&server);
        for (first, payload) in &frames {
            socket.send(*first, payload);
        }
        assert_eq!(socket.closed(), code);
    }
    assert_eq!(server.failures(), [""; 0]);
    server.assert_all_closed();
    server.stop();
}

#[test]
fn the_client_for_tests_speaks_it() {
    let client = Client::new(app());
    client.block_on(async {
        let request = client.get("/deflate").header("sec-websocket-extensions", "permessage-deflate");
        let mut socket = request.websocket().await.unwrap();
        for text in ["short".to_owned(), "long ".repeat(10_000)] {
            socket.send(&text).await.unwrap();
            assert_eq!(socket.receive().await, Some(text.into()));
        }
    });
}

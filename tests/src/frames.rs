use std::net::SocketAddr;

use crate::{Answer, Client};

/// The client of a WebSocket that says what it is told to say, right or wrong.
#[derive(Debug)]
pub struct Frames(Client);

/// A key, and what is answered to it.
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
const ACCEPT: &str = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

impl Frames {
    /// Opens a WebSocket, with more header lines, each of which ends with a line break.
    pub fn open(addr: SocketAddr, path: &str, headers: &str) -> (Frames, Answer) {
        let mut client = Client::connect(addr);
        client.send(Frames::handshake(path, headers));
        let answer = client.head();
        assert_eq!(answer.status, 101, "{answer:?}");
        assert_eq!(answer.header("sec-websocket-accept"), Some(ACCEPT));
        assert_eq!(answer.header("connection"), Some("upgrade"));
        assert_eq!(answer.header("upgrade"), Some("websocket"));
        assert_eq!((answer.header("content-length"), answer.header("transfer-encoding")), (None, None));
        (Frames(client), answer)
    }

    /// Opens a WebSocket.
    pub fn connect(addr: SocketAddr, path: &str) -> Frames {
        Frames::open(addr, path, "").0
    }

    /// A handshake in bytes.
    pub fn handshake(path: &str, headers: &str) -> String {
        format!(
            "GET {path} HTTP/1.1\r\nHost: test.example\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {KEY}\r\n{headers}\r\n"
        )
    }

    /// A frame with a mask, in bytes: `first` is its first byte.
    pub fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
        let mut bytes = vec![first];
        match payload.len() {
            length @ ..126 => bytes.push(0x80 | length as u8),
            length @ ..0x1_0000 => {
                bytes.push(0x80 | 126);
                bytes.extend_from_slice(&(length as u16).to_be_bytes());
            }
            length => {
                bytes.push(0x80 | 127);
                bytes.extend_from_slice(&(length as u64).to_be_bytes());
            }
        }
        let key = [0x37, 0xfa, 0x21, 0x3d];
        bytes.extend_from_slice(&key);
        bytes.extend(payload.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key));
        bytes
    }

    /// Sends a frame, and says whether the other end took it.
    pub fn send(&mut self, first: u8, payload: impl AsRef<[u8]>) -> bool {
        self.0.send(Frames::frame(first, payload.as_ref()))
    }

    /// Sends bytes as they are.
    pub fn send_bytes(&mut self, bytes: &[u8]) -> bool {
        self.0.send(bytes)
    }

    /// The next frame: its first byte and its payload.
    pub fn receive(&mut self) -> (u8, Vec<u8>) {
        let head = self.0.bytes(2);
        assert!(head[1] & 0x80 == 0, "a server does not mask");
        let length = match head[1] {
            126 => self.0.bytes(2).iter().fold(0, |length, &byte| length << 8 | usize::from(byte)),
            127 => self.0.bytes(8).iter().fold(0, |length, &byte| length << 8 | usize::from(byte)),
            length => length.into(),
        };
        (head[0], self.0.bytes(length))
    }

    /// The code of the close frame that comes next, 1005 for one that has none. It is answered; then the connection ends.
    pub fn closed(mut self) -> u16 {
        let (first, payload) = self.receive();
        assert_eq!(first, 0x88, "{:?}", String::from_utf8_lossy(&payload));
        // Unless it has been the answer, or the other end has closed at once.
        self.send(0x88, &payload);
        assert_eq!(self.0.rest(), b"", "nothing follows a close frame");
        payload.first_chunk().map_or(1005, |code| u16::from_be_bytes(*code))
    }

    /// The connection.
    pub fn client(&mut self) -> &mut Client {
        &mut self.0
    }
}

//! A client that waits: keep-alive, one request at a time on a connection.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

pub(crate) struct Client {
    stream: TcpStream,
    /// What has been read and not been taken.
    buffer: Vec<u8>,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Client {
    pub(crate) fn connect(port: u16) -> Client {
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("a server");
        stream.set_nodelay(true).expect("a socket");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a socket");
        Client { stream, buffer: Vec::new() }
    }

    /// Sends it and takes the answer.
    pub(crate) fn ask(&mut self, request: &[u8]) -> Answer {
        self.send(request);
        self.receive()
    }

    pub(crate) fn send(&mut self, request: &[u8]) {
        self.stream.write_all(request).expect("a server that reads");
    }

    pub(crate) fn receive(&mut self) -> Answer {
        let head = self.head();
        let length = header(&head, "content-length").map_or(0, |value| value.parse().expect("a length"));
        while self.buffer.len() < length {
            self.read((length - self.buffer.len()).min(256 * 1024));
        }
        let rest = self.buffer.split_off(length);
        Answer { head, body: std::mem::replace(&mut self.buffer, rest) }
    }

    /// Takes the head of an answer.
    pub(crate) fn head(&mut self) -> String {
        let end = self.find(b"\r\n\r\n");
        let rest = self.buffer.split_off(end);
        String::from_utf8(std::mem::replace(&mut self.buffer, rest)).expect("a head of text")
    }

    /// Takes everything up to this.
    pub(crate) fn wait_for(&mut self, text: &[u8]) {
        let end = self.find(text);
        self.buffer.drain(..end);
    }

    /// The end of the first place where this stands.
    fn find(&mut self, text: &[u8]) -> usize {
        let mut from = 0;
        loop {
            if let Some(at) = self.buffer[from..].windows(text.len()).position(|window| window == text) {
                return from + at + text.len();
            }
            from = self.buffer.len().saturating_sub(text.len());
            self.read(4096);
        }
    }

    fn read(&mut self, size: usize) {
        let before = self.buffer.len();
        self.buffer.resize(before + size, 0);
        let read = self.stream.read(&mut self.buffer[before..]).expect("a server that answers");
        assert!(read > 0, "the server has closed the connection");
        self.buffer.truncate(before + read);
    }
}

/// The value of a header.
pub(crate) fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().skip(1).find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

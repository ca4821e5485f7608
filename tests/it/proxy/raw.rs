//! A server of bytes.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Beyond this, a proxy that should have sent something hangs.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) struct Raw {
    pub(super) addr: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
    /// Connections at this moment.
    open: Arc<AtomicUsize>,
}

/// A connection, as the script of a [`Raw`] sees it.
pub(super) struct Peer(TcpStream);

impl Raw {
    /// Runs the script for each request, with its head. The connection goes on when it returns `true`.
    pub(super) fn start(script: impl Fn(&mut Peer, &str) -> bool + Send + Sync + 'static) -> Raw {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let raw = Raw { addr: listener.local_addr().unwrap(), heads: Arc::default(), open: Arc::default() };
        let (heads, open, script) = (Arc::clone(&raw.heads), Arc::clone(&raw.open), Arc::new(script));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (heads, open, script) = (Arc::clone(&heads), Arc::clone(&open), Arc::clone(&script));
                let stream = stream.unwrap();
                stream.set_read_timeout(Some(PATIENCE)).unwrap();
                stream.set_write_timeout(Some(PATIENCE)).unwrap();
                open.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || {
                    let mut peer = Peer(stream);
                    while let Some(head) = peer.head() {
                        heads.lock().unwrap().push(head.clone());
                        if !script(&mut peer, &head) {
                            break;
                        }
                    }
                    let _ = peer.0.shutdown(Shutdown::Both);
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        raw
    }

    /// Answers every request with these bytes, and closes.
    pub(super) fn answering(bytes: impl Into<Vec<u8>>) -> Raw {
        let bytes = bytes.into();
        Raw::start(move |peer, _| {
            peer.send(&bytes);
            false
        })
    }

    /// Answers with the head of the request.
    pub(super) fn echo() -> Raw {
        Raw::start(|peer, head| {
            peer.send(format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{head}", head.len()));
            true
        })
    }

    /// The heads of the requests that have come.
    pub(super) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    /// Waits until no connection is open.
    pub(super) fn wait_until_left(&self) {
        let deadline = Instant::now() + PATIENCE;
        while self.open.load(Ordering::SeqCst) > 0 {
            assert!(Instant::now() < deadline, "the proxy keeps its connection");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Peer {
    /// The head of the next request, names in lower case; `None` at the end.
    fn head(&mut self) -> Option<String> {
        let mut bytes = Vec::new();
        let mut byte = [0];
        while !bytes.ends_with(b"\r\n\r\n") {
            match self.0.read(&mut byte) {
                Ok(1) => bytes.push(byte[0]),
                _ => return None,
            }
        }
        Some(String::from_utf8(bytes).unwrap())
    }

    /// Sends, and says whether the other end took it.
    pub(super) fn send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.0.write_all(bytes.as_ref()).is_ok()
    }

    pub(super) fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        self.0.read_exact(&mut bytes).unwrap();
        bytes
    }

    /// Up to a text, with it.
    pub(super) fn until(&mut self, end: &str) -> String {
        let mut bytes = Vec::new();
        while !bytes.ends_with(end.as_bytes()) {
            bytes.extend(self.bytes(1));
        }
        String::from_utf8(bytes).unwrap()
    }

    /// Of the other end.
    pub(super) fn port(&self) -> u16 {
        self.0.peer_addr().unwrap().port()
    }

    /// Whether the other end closes, or resets, whatever it sends before that.
    pub(super) fn is_left(&mut self) -> bool {
        loop {
            match self.0.read(&mut [0; 4096]) {
                Ok(0) => return true,
                Ok(_) => {}
                Err(error) => return !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut),
            }
        }
    }
}

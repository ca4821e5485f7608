use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

use crate::Answer;

/// Beyond this, a server that should have answered or closed is taken to hang.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection.
#[derive(Debug)]
pub struct Client(TcpStream);

impl Client {
    /// Connects.
    pub fn connect(addr: SocketAddr) -> Client {
        let stream = TcpStream::connect(addr).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout that is not zero");
        stream.set_write_timeout(Some(PATIENCE)).expect("a timeout that is not zero");
        Client(stream)
    }

    /// Sends, and says whether the other end took it: it may have closed already, which is its right.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.0.write_all(bytes.as_ref()).is_ok()
    }

    /// The same connection once more, to send and read at once.
    pub fn twin(&self) -> Client {
        Client(self.0.try_clone().expect("a descriptor is free"))
    }

    /// Sends no more, but still reads.
    pub fn end(&mut self) {
        // The other end may be gone.
        let _ = self.0.shutdown(Shutdown::Write);
    }

    /// All that comes until the other end closes. A reset is an end too; silence is a failure.
    pub fn rest(&mut self) -> Vec<u8> {
        let mut all = Vec::new();
        let mut buffer = [0; 16 * 1024];
        loop {
            match self.0.read(&mut buffer) {
                Ok(0) => return all,
                Ok(read) => all.extend_from_slice(&buffer[..read]),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    panic!("the connection stays open after {:?}", String::from_utf8_lossy(&all))
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return all,
            }
        }
    }

    /// All that comes up to the first place where it ends with this.
    pub fn until(&mut self, end: &str) -> String {
        let mut all = Vec::new();
        let mut byte = [0];
        while !all.ends_with(end.as_bytes()) {
            if let Err(error) = self.0.read_exact(&mut byte) {
                panic!("no {end:?} after {:?}: {error}", String::from_utf8_lossy(&all));
            }
            all.push(byte[0]);
        }
        String::from_utf8(all).expect("text")
    }

    /// The next bytes, as many as these.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        if let Err(error) = self.0.read_exact(&mut bytes) {
            panic!("no {count} bytes: {error}");
        }
        bytes
    }

    /// The head of the next response: all there is to `HEAD`, while other bodies come after it.
    pub fn head(&mut self) -> Answer {
        let mut bytes = Vec::new();
        let mut byte = [0];
        while !bytes.ends_with(b"\r\n\r\n") {
            self.0.read_exact(&mut byte).expect("a whole head");
            bytes.push(byte[0]);
        }
        Answer::parse(&bytes).expect("a response")
    }

    /// The next response on a connection that stays open; its body has a `Content-Length`, if any.
    pub fn answer(&mut self) -> Answer {
        let mut answer = self.head();
        let length = answer.header("content-length").map_or(0, |text| text.parse().expect("a length"));
        answer.body = vec![0; length];
        self.0.read_exact(&mut answer.body).expect("a whole body");
        answer
    }
}

/// Sends bytes on a new connection, and gives all that comes back until it is closed.
pub fn exchange(addr: SocketAddr, bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut client = Client::connect(addr);
    client.send(bytes);
    client.rest()
}

/// One request on a new connection: `ask(addr, "GET /", "")`, or with more header lines and a body.
pub fn ask(addr: SocketAddr, start: &str, rest: &str) -> Answer {
    let rest = if rest.is_empty() { "\r\n" } else { rest };
    let bytes = exchange(addr, format!("{start} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{rest}"));
    match Answer::parse(&bytes) {
        Some(answer) => answer,
        None => panic!("{start}: no response but {:?}", String::from_utf8_lossy(&bytes)),
    }
}

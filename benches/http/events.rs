//! Those who listen to the events that somebody publishes.

use crate::client::Client;
use crate::jobs::request;
use crate::process::Process;

pub(crate) struct Listeners(Vec<Client>);

impl Listeners {
    pub(crate) fn connect(process: &Process, count: usize) -> Listeners {
        let listen = |_| {
            let mut client = process.connect();
            client.send(&request("GET", "/events", "", ""));
            let head = client.head();
            assert!(head.starts_with("HTTP/1.1 200"), "{head}");
            client
        };
        Listeners((0..count).map(listen).collect())
    }

    /// Publishes so many events, one after the other; everybody gets each.
    pub(crate) fn publish(&mut self, client: &mut Client, count: usize) {
        let publish = request("POST", "/publish", "Content-Length: 0\r\n", "");
        for _ in 0..count {
            let answer = client.ask(&publish);
            let event = [b"data: ", &*answer.body, b"\n\n"].concat();
            self.0.iter_mut().for_each(|client| client.wait_for(&event));
        }
    }
}

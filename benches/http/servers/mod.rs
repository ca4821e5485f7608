//! The servers: the same endpoints and the same 200 other routes for each, on one thread and a current-thread runtime.
//!
//! Each is written as its documentation shows it, with `TCP_NODELAY` where it can be set, without an access log. What they do
//! and the floor does not: wz, axum and actix-web guard the head of a request with a timer, wz also bodies and slow readers;
//! wz and axum keep event streams alive.

mod actix;
mod axum;
mod hyper;
mod wz;
mod xitca;

use std::hint::black_box;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::stream::{self, Stream};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

/// A server's name, and what serves from the folder that has the folder `files`, for ever.
pub(crate) type Server = (&'static str, fn(TcpListener, &Path));

/// The floor comes first.
pub(crate) const SERVERS: [Server; 5] = [
    ("hyper", hyper::serve),
    ("wz", wz::serve),
    ("axum", axum::serve),
    ("actix", actix::serve),
    ("xitca", xitca::serve),
];

/// Serves in this process, and says at which port.
pub(crate) fn serve(name: &str, folder: &Path) {
    let (_, serve) = SERVERS.iter().find(|server| server.0 == name).expect("the name of a server");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a listener");
    let mut out = std::io::stdout();
    writeln!(out, "{}", listener.local_addr().expect("an address").port()).expect("somebody who listens");
    out.flush().expect("somebody who listens");
    // Whoever has started this one has ended, if its input has.
    std::thread::spawn(|| {
        let _ = std::io::stdin().read(&mut [0]);
        std::process::exit(0);
    });
    serve(listener, folder);
}

/// So many sections with four routes each, beside those that are measured.
const SECTIONS: usize = 50;

#[derive(Serialize)]
struct Item {
    id: u32,
    name: &'static str,
    tags: [&'static str; 2],
    price: f64,
    active: bool,
}

const ITEM: Item = Item { id: 42, name: "a lamp", tags: ["light", "desk"], price: 19.5, active: true };

#[derive(Deserialize)]
struct Order {
    name: String,
    quantity: u32,
    note: String,
}

impl Order {
    fn text(self) -> String {
        format!("{} x {}: {}", self.quantity, self.name, self.note)
    }
}

fn user(id: u32) -> String {
    format!("user {id}")
}

fn comment(id: u32, comment: u32) -> String {
    format!("comment {comment} of {id}")
}

/// Callgrind knows this by its name, and begins a new file when it is called.
#[inline(never)]
fn mark() -> &'static str {
    black_box("mark")
}

static NUMBERS: LazyLock<broadcast::Sender<u64>> = LazyLock::new(|| broadcast::channel(16).0);

/// Sends everybody the next number.
fn publish() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    // Nobody may be there.
    let _ = NUMBERS.send(number);
    number.to_string()
}

/// The numbers that are published from now on.
fn numbers() -> impl Stream<Item = u64> + Send + 'static {
    stream::unfold(NUMBERS.subscribe(), |mut numbers| async move {
        numbers.recv().await.ok().map(|number| (number, numbers))
    })
}

fn current_thread() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

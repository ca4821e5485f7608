//! What a server listens on, and how many connections it takes.

#![cfg(unix)]
#![allow(clippy::needless_pass_by_value)]

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use wz::prelude::*;
use wz::serve::{AccessLog, Address, Binding, Listener, Server};
use wz_tests::Client;

#[get("/")]
fn peer(request: Request) -> String {
    request.peer_addr().map_or("nobody".to_owned(), |peer| peer.ip().to_string())
}

routes! { Site = peer }

fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Serves until the first of these is used.
fn run(runtime: &Runtime, server: Server<App>) -> (oneshot::Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = oneshot::channel();
    (stop, runtime.spawn(server.access_log(AccessLog::off()).run_until(stopped)))
}

fn bind(runtime: &Runtime, address: &str) -> std::io::Result<Listener> {
    runtime.block_on(Binding::new(address.parse().unwrap()).listen())
}

/// A folder of its own that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("wz-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn socket(&self) -> (PathBuf, String) {
        let path = self.0.join("app.sock");
        let address = Address::unix(&path).to_string();
        (path, address)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn ask(mut connection: impl Read + Write) -> String {
    connection.write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    answer
}

fn ask_socket(path: &Path) -> String {
    ask(UnixStream::connect(path).unwrap())
}

#[test]
fn a_unix_socket_answers_and_is_gone_at_the_end() {
    let (runtime, folder) = (runtime(), Folder::new("unix"));
    let (path, address) = folder.socket();
    let listener = runtime.block_on(Binding::new(address.parse().unwrap()).mode(0o620).listen()).unwrap();
    assert_eq!(listener.to_string(), address);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o620);

    let (stop, serving) = run(&runtime, Server::new(listener, App::new(Site)));
    let answer = ask_socket(&path);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\nnobody"), "{answer}");

    stop.send(()).unwrap();
    runtime.block_on(serving).unwrap();
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 0);
}

#[test]
fn a_socket_left_behind_is_replaced_and_one_in_use_is_not() {
    let (runtime, folder) = (runtime(), Folder::new("stale"));
    let (path, address) = folder.socket();
    drop(UnixListener::bind(&path).unwrap());
    let first = bind(&runtime, &address).unwrap();
    assert_eq!(bind(&runtime, &address).unwrap_err().kind(), ErrorKind::AddrInUse);

    // What another program has put there in the meantime is its own.
    fs::remove_file(&path).unwrap();
    let second = bind(&runtime, &address).unwrap();
    drop(first);
    assert!(path.exists());
    drop(second);
    assert!(!path.exists());

    fs::write(&path, "text").unwrap();
    let error = bind(&runtime, &address).unwrap_err();
    assert!(error.kind() == ErrorKind::AlreadyExists && error.to_string().contains("no socket"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "text");
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1);
}

#[test]
fn a_folder_that_is_not_there() {
    let runtime = runtime();
    assert_eq!(bind(&runtime, "unix:/no/such/folder/a").unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn several_listeners_at_once() {
    let (runtime, folder) = (runtime(), Folder::new("several"));
    let (path, address) = folder.socket();
    let tcp = bind(&runtime, "127.0.0.1:0").unwrap();
    let other = bind(&runtime, "localhost:0").unwrap();
    let (first, second) = (tcp.local_addr().unwrap(), other.local_addr().unwrap());
    let server = Server::new(tcp, App::new(Site)).and_listener(other);
    let (stop, serving) = run(&runtime, server.and_listener(bind(&runtime, &address).unwrap()));
    for _ in 0..3 {
        assert!(ask(TcpStream::connect(first).unwrap()).ends_with("127.0.0.1"));
        assert!(ask(TcpStream::connect(second).unwrap()).starts_with("HTTP/1.1 200"));
        assert!(ask_socket(&path).ends_with("nobody"));
    }
    stop.send(()).unwrap();
    runtime.block_on(serving).unwrap();
    assert!(TcpStream::connect(first).is_err() && TcpStream::connect(second).is_err());
}

#[test]
fn both_versions_of_ip_unless_told_otherwise() {
    let runtime = runtime();
    let Ok(listener) = bind(&runtime, "[::]:0") else {
        println!("skipped: no IPv6");
        return;
    };
    let port = listener.local_addr().unwrap().port();
    assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok());
    assert!(TcpStream::connect((Ipv6Addr::LOCALHOST, port)).is_ok());

    let only = runtime.block_on(Binding::new(Address::tcp("::", 0)).only_v6(true).listen()).unwrap();
    let port = only.local_addr().unwrap().port();
    assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err());
    assert!(TcpStream::connect((Ipv6Addr::LOCALHOST, port)).is_ok());
}

#[test]
fn a_port_in_use_and_one_that_is_shared() {
    let runtime = runtime();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    assert_eq!(bind(&runtime, &address).unwrap_err().kind(), ErrorKind::AddrInUse);

    let shared = || Binding::new("127.0.0.1:0".parse().unwrap()).reuse_port(true);
    let first = runtime.block_on(shared().listen()).unwrap();
    let again: Address = first.local_addr().unwrap().to_string().parse().unwrap();
    assert!(runtime.block_on(Binding::new(again.clone()).reuse_port(true).listen()).is_ok());
    assert!(runtime.block_on(Binding::new(again).listen()).is_err());
}

fn eventually(mut done: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < deadline);
        thread::sleep(Duration::from_millis(5));
    }
}

/// A server with room for two connections, and what it has logged.
fn small(wait: Duration) -> (Runtime, std::net::SocketAddr, Arc<Mutex<Vec<String>>>) {
    let runtime = runtime();
    let listener = bind(&runtime, "127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let lines = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&lines);
    let server = Server::new(listener, App::new(Site))
        .max_connections(2)
        .overflow_wait(wait)
        .access_log(AccessLog::to(move |entry| log.lock().unwrap().push(entry.to_string())));
    runtime.spawn(server.run_until(std::future::pending::<()>()));
    (runtime, addr, lines)
}

/// A connection that is kept.
fn kept(addr: std::net::SocketAddr) -> Client {
    let mut client = Client::connect(addr);
    client.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    assert!(client.until("127.0.0.1").starts_with("HTTP/1.1 200"));
    client
}

#[test]
fn one_connection_too_many_is_told_so() {
    let (_runtime, addr, lines) = small(Duration::from_millis(20));
    let (first, _second) = (kept(addr), kept(addr));
    let mut third = Client::connect(addr);
    third.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    let answer = String::from_utf8(third.rest()).unwrap();
    assert!(answer.starts_with("HTTP/1.1 503 Service Unavailable\r\n"), "{answer}");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(
        head.contains(&format!("content-length: {}", body.len())) && head.contains("retry-after: 1"),
        "{answer}"
    );
    drop(third);
    eventually(|| {
        lines.lock().unwrap().iter().any(|line| line.contains(" 503 ") && line.contains("max_connections"))
    });

    // There is room again.
    drop(first);
    eventually(|| {
        let mut client = Client::connect(addr);
        client.send("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        client.rest().starts_with(b"HTTP/1.1 200")
    });
}

#[test]
fn one_connection_too_many_waits_for_room() {
    let (_runtime, addr, _) = small(Duration::from_secs(60));
    let (first, _second) = (kept(addr), kept(addr));
    let mut third = Client::connect(addr);
    third.send("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    drop(first);
    assert!(third.rest().starts_with(b"HTTP/1.1 200"));
}

#[test]
fn a_server_that_stops_lets_nobody_wait_for_room() {
    let runtime = runtime();
    let listener = bind(&runtime, "127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let server =
        Server::new(listener, App::new(Site)).max_connections(1).overflow_wait(Duration::from_secs(600));
    let (stop, serving) = run(&runtime, server);
    let _first = kept(addr);
    let mut waiting = Client::connect(addr);
    eventually(|| runtime.metrics().num_alive_tasks() == 3);
    stop.send(()).unwrap();
    waiting.end();
    assert!(waiting.rest().starts_with(b"HTTP/1.1 503"));
    runtime.block_on(serving).unwrap();
}

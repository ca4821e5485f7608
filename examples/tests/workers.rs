//! Several processes behind one port, and sockets from outside.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpListener};
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use wz_tests::{Client, Program, ask};

const HELLO: &str = env!("CARGO_BIN_EXE_hello");

fn start(count: &str) -> Program {
    Program::start_command(Command::new(HELLO).args(["--port", "0", "--workers", count]))
}

/// The processes that this one has started.
fn children(program: &Program) -> BTreeSet<u32> {
    let threads = std::fs::read_dir(format!("/proc/{}/task", program.id())).unwrap();
    let lists =
        threads.map(|thread| std::fs::read_to_string(thread.unwrap().path().join("children")).unwrap());
    lists.flat_map(|list| list.split_whitespace().map(|id| id.parse().unwrap()).collect::<Vec<_>>()).collect()
}

fn signal(name: &str, process: u32) {
    assert!(Command::new("kill").args(["-s", name, &process.to_string()]).status().unwrap().success());
}

fn eventually(what: &str, mut done: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !done() {
        assert!(Instant::now() < deadline, "{what}");
        thread::sleep(Duration::from_millis(10));
    }
}

const REQUEST: &str = "GET /user/1 HTTP/1.1\r\nhost: a\r\n\r\n";

/// Sends one request after the other over connections that are kept. Each must be answered.
fn load(addr: SocketAddr, until: &AtomicBool, answered: &AtomicUsize) {
    let mut client = Client::connect(addr);
    while !until.load(Ordering::Relaxed) {
        assert!(client.send(REQUEST));
        let head = client.until("\r\n\r\n");
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        client.bytes(length.parse().unwrap());
        answered.fetch_add(1, Ordering::Relaxed);
        if head.contains("connection: close") {
            client = Client::connect(addr);
        }
    }
}

#[test]
fn a_worker_that_is_killed_is_replaced() {
    let mut program = start("2");
    let before = children(&program);
    assert_eq!(before.len(), 2);
    assert_eq!(ask(program.addr(), "GET /user/1", "").status, 200);

    let killed = *before.first().unwrap();
    signal("KILL", killed);
    let line = loop {
        let line = program.line();
        if line.contains("has ended") {
            break line;
        }
    };
    assert!(line.contains(&format!("Worker {killed} has ended (signal: 9")), "{line}");
    eventually("there are two again", || children(&program).len() == 2);
    let after = children(&program);
    assert!(!after.contains(&killed) && after.intersection(&before).count() == 1);
    for _ in 0..4 {
        assert_eq!(ask(program.addr(), "GET /user/1", "").status, 200);
    }
}

#[test]
fn no_request_fails_while_the_workers_are_replaced() {
    let program = start("2");
    let (addr, before) = (program.addr(), children(&program));
    let (over, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let clients: Vec<_> = (0..4)
        .map(|_| {
            let (over, answered) = (Arc::clone(&over), Arc::clone(&answered));
            thread::spawn(move || load(addr, &over, &answered))
        })
        .collect();
    let some_more = |before: usize| eventually("answers", || answered.load(Ordering::Relaxed) > before + 50);
    some_more(0);
    signal("HUP", program.id());
    eventually("all are new", || {
        let now = children(&program);
        now.len() == 2 && now.is_disjoint(&before)
    });
    some_more(answered.load(Ordering::Relaxed));
    over.store(true, Ordering::Relaxed);
    for client in clients {
        client.join().unwrap();
    }
}

#[test]
fn all_workers_stop_with_the_program() {
    let mut program = start("3");
    let workers = children(&program);
    signal("TERM", program.id());
    assert_eq!(program.wait(), Some(0));
    eventually("none is left", || workers.iter().all(|id| !is_alive(*id)));
}

#[test]
fn a_worker_that_hangs_does_not_keep_the_program() {
    let mut program = start("2");
    let workers = children(&program);
    signal("STOP", *workers.first().unwrap());
    signal("TERM", program.id());
    assert_eq!(program.wait(), Some(0));
    eventually("none is left", || workers.iter().all(|id| !is_alive(*id)));
}

#[test]
fn a_worker_that_hangs_is_replaced() {
    let program = start("2");
    let before = children(&program);
    signal("STOP", *before.first().unwrap());
    signal("HUP", program.id());
    eventually("all are new", || {
        let now = children(&program);
        now.len() == 2 && now.is_disjoint(&before)
    });
}

#[test]
fn no_worker_outlives_a_program_that_is_killed() {
    let mut program = start("2");
    let workers = children(&program);
    signal("KILL", program.id());
    assert_eq!(program.wait(), None);
    eventually("none is left", || workers.iter().all(|id| !is_alive(*id)));
}

/// A process that has ended and that nobody has waited for is not.
fn is_alive(process: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/stat"));
    status.is_ok_and(|status| !status.rsplit(')').next().unwrap().trim_start().starts_with('Z'))
}

#[test]
fn sockets_from_outside() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    // What systemd does, by a shell: the socket is descriptor 3, and the variables name it and the process.
    let script = "export LISTEN_PID=$$ LISTEN_FDS=1; exec \"$0\" 3<&0";
    let mut command = Command::new("sh");
    let program = Program::start_command(
        command.args(["-c", script, HELLO]).stdin(Stdio::from(OwnedFd::from(listener))),
    );
    assert_eq!(program.addr(), addr);
    assert_eq!(ask(addr, "GET /user/1", "").status, 200);
}

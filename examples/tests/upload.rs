//! The program `upload`: files on disk, and nothing of those that break off.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use wz_tests::{Answer, Program, ask};

fn start() -> Program {
    Program::start(env!("CARGO_BIN_EXE_upload"))
}

fn folder() -> PathBuf {
    std::env::temp_dir().join("wz-upload")
}

/// A name that no other run has.
fn name(word: &str) -> String {
    format!("{word}-{}.txt", std::process::id())
}

fn part(name: &str, content: &str) -> String {
    format!("--B\r\nContent-Disposition: form-data; name=files; filename=\"{name}\"\r\n\r\n{content}\r\n")
}

fn post(program: &Program, body: &str) -> Answer {
    let length = body.len();
    let rest =
        format!("content-type: multipart/form-data; boundary=B\r\ncontent-length: {length}\r\n\r\n{body}");
    ask(program.addr(), "POST /", &rest)
}

/// How many unfinished files there are of this name.
fn unfinished(name: &str) -> usize {
    let entries = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name());
    entries.filter(|entry| entry.to_string_lossy().starts_with(&format!("{name}."))).count()
}

#[test]
fn files_are_written() {
    let (program, name) = (start(), name("kept"));
    let content = "0123456789\r\n--\r\n".repeat(20_000);
    let sent = post(&program, &format!("{}{}--B--\r\n", part(&format!("../{name}"), &content), part("", "")));
    assert_eq!((sent.status, sent.text()), (200, format!("{name}: {} bytes\n", content.len())));
    let path = folder().join(&name);
    assert!(std::fs::read_to_string(&path).unwrap() == content);
    std::fs::remove_file(path).unwrap();
    assert_eq!(unfinished(&name), 0);
}

#[test]
fn what_breaks_off_leaves_nothing() {
    let (program, name) = (start(), name("broken"));
    let body = part(&name, &"x".repeat(100_000));
    assert_eq!(post(&program, &body).status, 400);
    assert_eq!(post(&program, "--B--\r\n").status, 400);

    let mut stream = TcpStream::connect(program.addr()).unwrap();
    let head = "POST / HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=B\r\ncontent-length: 9999999";
    write!(stream, "{head}\r\n\r\n{body}").unwrap();
    let deadline = Instant::now() + Duration::from_secs(10);
    while unfinished(&name) == 0 && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(unfinished(&name), 1, "it is being written");
    drop(stream);
    while unfinished(&name) > 0 && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(unfinished(&name), 0);
    assert!(!folder().join(&name).exists());
}

//! Files that change, and clients that leave, while a file is on its way.

use std::fs::{self, File};
use std::path::PathBuf;

use wz::files::StaticFolder;
use wz::prelude::*;
use wz_tests::{Client, ask};

use crate::server::Running;

/// More than the buffers of a connection hold.
const LENGTH: u64 = 64 << 20;

/// A name that no other run has, below the folder of the handler.
fn name(word: &str) -> String {
    format!("wz-it-{}-{word}", std::process::id())
}

#[get("/<path:name>")]
async fn from_folder(name: &str, request: &Request) -> Result<Response> {
    Ok(StaticFolder::new(std::env::temp_dir()).answer(request, name).await?)
}

routes! { pub(crate) Files = from_folder }

/// A file of zeros that is removed at the end.
struct Zeros(PathBuf);

impl Zeros {
    fn create(word: &str) -> (Zeros, File) {
        let path = std::env::temp_dir().join(name(word));
        let file = File::create(&path).unwrap();
        file.set_len(LENGTH).unwrap();
        (Zeros(path), file)
    }
}

impl Drop for Zeros {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// A request, with more header lines.
fn request(method: &str, word: &str, more: &str) -> String {
    format!("{method} /files/{} HTTP/1.1\r\nhost: x\r\n{more}\r\n", name(word))
}

#[test]
fn a_whole_file_keeps_the_connection() {
    let (server, _file) = (Running::start(), Zeros::create("whole.bin"));
    let mut client = Client::connect(server.addr);
    for _ in 0..2 {
        client.send(request("HEAD", "whole.bin", ""));
        client.send(request("GET", "whole.bin", "range: bytes=1-300000\r\n"));
        client.send(request("GET", "whole.bin", "range: bytes=99999999-\r\n"));
        assert_eq!(client.head().header("content-length"), Some("67108864"));
        let part = client.answer();
        assert_eq!((part.status, part.body.len()), (206, 300_000));
        assert_eq!(client.answer().status, 416);
    }
    assert_eq!(server.failures(), [""; 0]);
    server.stop();
}

#[test]
fn a_file_that_shrinks_ends_the_connection() {
    let (server, (_path, file)) = (Running::start(), Zeros::create("shrinks.bin"));
    let mut client = Client::connect(server.addr);
    client.send(request("GET", "shrinks.bin", ""));
    assert_eq!(client.head().status, 200);
    file.set_len(10).unwrap();
    assert!((client.rest().len() as u64) < LENGTH);
    let failures = server.failures();
    assert!(failures.len() == 1 && failures[0].contains("became shorter while it was sent"), "{failures:?}");
    server.stop();
}

#[test]
fn a_file_that_is_replaced_is_sent_to_its_end() {
    let (server, (path, _file)) = (Running::start(), Zeros::create("replaced.bin"));
    let mut client = Client::connect(server.addr);
    client.send(request("GET", "replaced.bin", "connection: close\r\n"));
    assert_eq!(client.head().status, 200);
    let other = path.0.with_extension("other");
    fs::write(&other, "other").unwrap();
    // Other systems do not let go of what is open.
    if cfg!(unix) {
        fs::rename(&other, &path.0).unwrap();
    }
    assert_eq!(client.rest().len() as u64, LENGTH);
    let next = ask(server.addr, &format!("GET /files/{}", name("replaced.bin")), "");
    assert!(next.text() == "other" || cfg!(not(unix)));
    server.stop();
}

/// The handles of this process to a file.
#[cfg(target_os = "linux")]
fn handles(word: &str) -> usize {
    let open =
        fs::read_dir("/proc/self/fd").unwrap().filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
    open.filter(|path| path.ends_with(name(word))).count()
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_left_of_a_client_that_leaves() {
    let (server, (_path, file)) = (Running::start(), Zeros::create("left.bin"));
    drop(file);
    for _ in 0..20 {
        let mut client = Client::connect(server.addr);
        client.send(request("GET", "left.bin", ""));
        client.head();
        assert!(handles("left.bin") > 0);
        drop(client);
    }
    server.assert_all_closed();
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while handles("left.bin") > 0 {
        assert!(std::time::Instant::now() < deadline, "{} handles", handles("left.bin"));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    assert_eq!(server.failures(), [""; 0]);
    server.stop();
}

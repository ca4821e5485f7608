//! The program `upload`: files on disk, with their hashes, and nothing of those that break off.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use wz_tests::{Answer, Client, Program, ask};

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
    post_accepting(program, "*/*", body)
}

fn post_accepting(program: &Program, accept: &str, body: &str) -> Answer {
    let length = body.len();
    let rest = format!(
        "accept: {accept}\r\ncontent-type: multipart/form-data; boundary=B\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    ask(program.addr(), "POST /", &rest)
}

fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How many unfinished files there are of this name.
fn unfinished(name: &str) -> usize {
    let entries = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name());
    entries.filter(|entry| entry.to_string_lossy().starts_with(&format!(".{name}."))).count()
}

#[test]
fn files_are_written() {
    let (program, name) = (start(), name("kept"));
    let content = "0123456789\r\n--\r\n".repeat(20_000);
    let sent = post(&program, &format!("{}{}--B--\r\n", part(&format!("../{name}"), &content), part("", "")));
    assert_eq!((sent.status, sent.text()), (200, format!("{}  {name}\n", sha256(content.as_bytes()))));
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

/// Not a failure of the server.
#[test]
fn a_name_that_no_disk_takes_is_refused() {
    let program = start();
    for name in ["a".repeat(221), "\u{3042}".repeat(100)] {
        let sent = post(&program, &format!("{}--B--\r\n", part(&name, "x")));
        assert_eq!((sent.status, sent.text().trim()), (400, "The name of a file has more than 220 bytes."));
    }
    let name = "b".repeat(220);
    assert_eq!(post(&program, &format!("{}--B--\r\n", part(&name, "x"))).status, 200);
    std::fs::remove_file(folder().join(name)).unwrap();
}

#[test]
fn the_answer_is_what_is_asked_for() {
    let (program, name) = (start(), name("<i>&"));
    let safe = name.replace(['<', '>', '&'], "");
    let hash = sha256(b"abc");
    let body = format!("{}--B--\r\n", part(&name, "abc"));
    let json = post_accepting(&program, "application/json", &body);
    assert_eq!(json.header("content-type"), Some("application/json"));
    let expected = serde_json::json!({ "files": [{ "name": safe, "length": 3, "sha256": hash }] });
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&json.body).unwrap(), expected);
    let html = post_accepting(&program, "text/html, */*;q=0.1", &body);
    assert_eq!(html.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(html.text().contains(&hash) && html.text().contains(&safe) && !html.text().contains("<i>"));

    let none = "--B--\r\n";
    assert_eq!(post(&program, none).text(), "No file was sent.\n");
    let json = post_accepting(&program, "application/json", none);
    assert_eq!((json.status, json.text()), (400, r#"{"error":"No file was sent."}"#.to_owned()));
    assert!(post_accepting(&program, "text/html", none).text().contains("<p>No file was sent.</p>"));
    std::fs::remove_file(folder().join(&safe)).unwrap();
}

#[test]
fn a_file_that_is_too_long_names_the_limit() {
    let program = Program::start_with(env!("CARGO_BIN_EXE_upload"), &[("UPLOAD_LARGEST", "1000")]);
    let (kept, refused) = (name("short"), name("long"));
    let body = format!("{}{}--B--\r\n", part(&kept, "abc"), part(&refused, &"x".repeat(1001)));
    let answer = post(&program, &body);
    assert_eq!(answer.status, 413);
    assert!(
        answer.text().contains("1000 bytes") && answer.text().contains("file_bytes"),
        "{}",
        answer.text()
    );
    assert!(folder().join(&kept).exists() && !folder().join(&refused).exists());
    assert_eq!(unfinished(&refused), 0);
    std::fs::remove_file(folder().join(&kept)).unwrap();
    assert!(ask(program.addr(), "GET /", "").text().contains("up to 1000 bytes each"));
}

#[test]
fn curl_sends_several() {
    if Command::new("curl").arg("--version").output().is_err() {
        return println!("skipped: no curl");
    }
    let program = start();
    let names = [name("one"), name("two")];
    let own = std::env::temp_dir().join(format!("wz-upload-curl-{}", std::process::id()));
    std::fs::create_dir_all(&own).unwrap();
    let mut curl = Command::new("curl");
    let mut expected = String::new();
    for (name, size) in names.iter().zip([0, 3_000_000]) {
        let content: Vec<u8> =
            (0..size).map(|at: u32| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        std::fs::write(own.join(name), &content).unwrap();
        curl.arg("-F").arg(format!("files=@{}", own.join(name).display()));
        expected += &format!("{}  {name}\n", sha256(&content));
    }
    let output = curl.args(["-sS", &format!("http://{}/", program.addr())]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
    for name in &names {
        assert!(std::fs::read(own.join(name)).unwrap() == std::fs::read(folder().join(name)).unwrap());
        std::fs::remove_file(folder().join(name)).unwrap();
    }
    std::fs::remove_dir_all(own).unwrap();
}

/// The most memory that the process has ever had, in KiB.
#[cfg(target_os = "linux")]
fn peak_memory(program: &Program) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_file_takes_no_memory() {
    const MIB: usize = 64;

    let (program, name) = (start(), name("large"));
    let send = |mib: usize| {
        let (head, end) = (part(&name, ""), "\r\n--B--\r\n");
        let head = head.trim_end_matches("\r\n").to_owned() + "\r\n\r\n";
        let length = head.len() + (mib << 20) + end.len();
        let mut client = Client::connect(program.addr());
        client.send(format!(
            "POST / HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=B\r\ncontent-length: \
             {length}\r\n\r\n{head}"
        ));
        let block = vec![b'\n'; 1 << 20];
        (0..mib).for_each(|_| assert!(client.send(&block)));
        client.send(end);
        assert_eq!(client.answer().status, 200);
        assert_eq!(std::fs::metadata(folder().join(&name)).unwrap().len(), (mib as u64) << 20);
    };
    send(1);
    let before = peak_memory(&program);
    send(MIB);
    let grown = peak_memory(&program) - before;
    std::fs::remove_file(folder().join(&name)).unwrap();
    assert!(grown < 8 * 1024, "{grown} KiB more for {MIB} MiB");
}

//! Bodies that are too long, too slow or cut off: the client learns why, and nothing of it is left.

use std::process::Command;
use std::time::{Duration, Instant};

use wz_tests::{Answer, Client, exchange};

use super::{SHORT, assert_fine, impatient};
use crate::server::Running;

const FORM: &str = "host: a\r\ncontent-type: multipart/form-data; boundary=B\r\n";
const FILE: &str = "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n";
const FIELD: &str = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";

fn with_length(path: &str, length: usize) -> String {
    format!("POST /uploads/{path} HTTP/1.1\r\n{FORM}content-length: {length}\r\n\r\n")
}

fn chunked(path: &str) -> String {
    format!("POST /uploads/{path} HTTP/1.1\r\n{FORM}transfer-encoding: chunked\r\n\r\n")
}

fn chunk(content: &str) -> String {
    format!("{:x}\r\n{content}\r\n", content.len())
}

/// The whole page, which says what the limit is and where it is set.
#[track_caller]
fn assert_refused(got: &[u8], status: u16, words: &[&str]) {
    let answer = Answer::parse(got).unwrap_or_else(|| panic!("{:?}", String::from_utf8_lossy(got)));
    assert_page(&answer, status, words);
}

#[track_caller]
fn assert_page(answer: &Answer, status: u16, words: &[&str]) {
    let text = answer.text();
    assert_eq!((answer.status, answer.header("content-length")), (status, Some(&*text.len().to_string())));
    for word in words.iter().chain(&["`App::limits(Limits::new()", "`limits("]) {
        assert!(text.contains(&word.replace('"', "&#34;")), "{word}: {text}");
    }
}

#[test]
fn a_client_that_reads_only_at_the_end() {
    let server = Running::start();
    let megabyte = "x".repeat(1_000_000);
    let mut announced = Client::connect(server.addr);
    assert!(announced.send(with_length("raw", 20_000_000)));
    for _ in 0..20 {
        assert!(announced.send(&megabyte));
    }
    let got = announced.rest();
    assert_refused(&got, 413, &["100000 bytes", "`body`"]);
    assert!(String::from_utf8_lossy(&got).contains("connection: close"));

    let mut streamed = Client::connect(server.addr);
    assert!(streamed.send(chunked("raw")));
    for _ in 0..20 {
        assert!(streamed.send(chunk(&megabyte)));
    }
    assert!(streamed.send("0\r\n\r\n"));
    assert_refused(&streamed.rest(), 413, &["100000 bytes", "`body`"]);
    assert_fine(server);
}

#[test]
fn a_client_that_asks_before_it_sends() {
    let server = Running::start();
    let ask = |path, length: usize| {
        let mut client = Client::connect(server.addr);
        client.send(format!(
            "POST /uploads/{path} HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: {length}\r\n\r\n"
        ));
        client
    };
    // Not a byte of the body, and no `100 Continue`.
    let mut refused = ask("raw", 20_000_000);
    assert_eq!(refused.answer().status, 413);
    assert_eq!(refused.rest(), b"");
    let mut welcome = ask("raw", 4);
    assert_eq!(welcome.answer().status, 100);
    welcome.send("body");
    assert_eq!(welcome.answer().text(), "4 bytes");
    drop((refused, welcome));
    assert_fine(server);
}

#[test]
fn a_small_rest_does_not_cost_the_connection() {
    let server = Running::start();
    let mut client = Client::connect(server.addr);
    for _ in 0..3 {
        client.send(format!("{}0123456789", with_length("tiny", 10)));
        let answer = client.answer();
        assert_eq!((answer.status, answer.header("connection")), (413, None));
        client.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
        assert_eq!(client.answer().status, 200);
    }
    drop(client);
    assert_fine(server);
}

/// How long the server took what it had refused, and how many bytes.
fn send_for_ever(server: &Running, pause: Option<Duration>) -> (Duration, usize) {
    let mut client = Client::connect(server.addr);
    client.send(with_length("raw", usize::MAX >> 1));
    let start = Instant::now();
    let (piece, mut sent) = (vec![b'x'; if pause.is_some() { 10 } else { 10_000 }], 0);
    while client.send(&piece) {
        sent += piece.len();
        pause.into_iter().for_each(std::thread::sleep);
        assert!(start.elapsed() < Duration::from_secs(20), "still taken after {sent} bytes");
    }
    (start.elapsed(), sent)
}

#[test]
fn a_client_that_never_stops_sending_is_cut() {
    let long = Duration::from_secs(60);
    let server =
        Running::with(|server| server.linger_bytes(1_000_000).linger_time(long).linger_timeout(long));
    let (_, sent) = send_for_ever(&server, None);
    // The buffers of both ends are on top of it.
    assert!((1_000_000..40_000_000).contains(&sent), "{sent} bytes");
    assert_fine(server);

    let server =
        Running::with(|server| server.linger_bytes(u64::MAX).linger_time(SHORT).linger_timeout(long));
    let (time, _) = send_for_ever(&server, Some(SHORT / 20));
    assert!(time >= SHORT && time < SHORT * 20, "{time:?}");
    assert_fine(server);

    // What comes in time renews the patience; silence ends it.
    let server = Running::with(|server| server.linger_time(SHORT * 4).linger_timeout(SHORT));
    let (time, _) = send_for_ever(&server, Some(SHORT / 4));
    assert!(time >= SHORT * 3, "{time:?}");
    let mut silent = Client::connect(server.addr);
    silent.send(with_length("raw", 20_000_000));
    let start = Instant::now();
    assert_refused(&silent.rest(), 413, &["`body`"]);
    server.assert_all_closed();
    assert!(start.elapsed() < SHORT * 4, "{:?}", start.elapsed());
    assert_fine(server);
}

#[test]
fn parts_beyond_their_limits() {
    let server = Running::start();
    let close = |head: String| head.replacen("host: a", "host: a\r\nconnection: close", 1);
    let header = format!("--B\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n", "n".repeat(1_000_000));
    let fields = format!("{FIELD}x\r\n").repeat(10_000);
    for (path, body, words) in [
        ("form", header.clone(), ["16384 bytes", "header_bytes(bytes)", "header = \"...\""]),
        ("form", fields.clone(), ["1000 parts", "parts(number)", "parts = ..."]),
        (
            "form",
            format!("{FIELD}{}", "x".repeat(600_000)),
            ["500000 bytes", "field_bytes(", "field = \"...\""],
        ),
        (
            "file",
            format!("{FILE}{}", "x".repeat(2000)),
            ["1000 bytes", "file_bytes(bytes)", "file = \"...\""],
        ),
    ] {
        let whole = format!("{}{body}\r\n--B--\r\n", close(with_length(path, body.len() + 9)));
        assert_refused(&exchange(server.addr, whole), 413, &words);
        let streamed = format!("{}{}", chunked(path), chunk(&body));
        assert_refused(&exchange(server.addr, streamed), 413, &words);
    }
    let many = format!("{}{fields}--B--\r\n", close(with_length("parts", fields.len() + 7)));
    let answer = Answer::parse(&exchange(server.addr, many)).unwrap();
    assert_eq!((answer.status, answer.text().as_str()), (200, "10000 parts, 10000 bytes"));
    assert_fine(server);
}

#[test]
fn a_part_without_end() {
    let server = Running::with(|server| server.linger_bytes(1_000_000));
    for (head, words) in [(FILE, ["2000000 bytes", "`body`"]), (FIELD, ["500000 bytes", "field_bytes"])] {
        let mut client = Client::connect(server.addr);
        client.send(format!("{}{}", chunked("form"), chunk(head)));
        // Far more than the limit lets through; the boundary never comes.
        let piece = chunk(&"\r\n--".repeat(4000));
        let mut sent = 0;
        while sent < 100_000_000 && client.send(&piece) {
            sent += piece.len();
        }
        assert!(sent < 60_000_000, "{sent} bytes");
        // The answer may have been lost to the reset that a client gets which does not stop.
        let got = client.rest();
        if !got.is_empty() {
            assert_refused(&got, 413, &words);
        }
    }
    assert_fine(server);
}

#[test]
fn parts_that_are_cut_off() {
    let server = impatient();
    for part in
        ["", "--", "--B\r\nContent-Dis", FIELD, FILE, &format!("{FILE}half"), &format!("{FILE}x\r\n--B")]
    {
        for head in [with_length("form", 1000), chunked("form")] {
            let body =
                if head.contains("chunked") && !part.is_empty() { chunk(part) } else { part.to_owned() };
            // Some leave at once, some close their half and wait for an answer, some say nothing more.
            for _ in 0..5 {
                Client::connect(server.addr).send(format!("{head}{body}"));
            }
            let mut half_closed = Client::connect(server.addr);
            half_closed.send(format!("{head}{body}"));
            half_closed.end();
            let got = half_closed.rest();
            assert!(Answer::parse(&got).is_none_or(|answer| answer.status == 400), "{part:?}");
            let mut silent = Client::connect(server.addr);
            silent.send(format!("{head}{body}"));
            let word = if body.is_empty() { "`first_byte`" } else { "`between_bytes`" };
            assert_refused(&silent.rest(), 408, &[word, "200ms"]);
        }
    }
    assert!(server.failures().is_empty(), "{:?}", server.failures());
    assert_fine(server);
}

#[test]
fn a_body_that_drips() {
    let server = Running::start();
    let mut client = Client::connect(server.addr);
    client.send(with_length("drip", 1_000_000));
    let start = Instant::now();
    let mut sender = client.twin();
    let dripping = std::thread::spawn(move || {
        // Never silent for long, and yet far below its rate.
        while start.elapsed() < Duration::from_secs(10) && sender.send("xx") {
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    let answer = client.answer();
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    assert_page(&answer, 408, &["1000 bytes a second", "`body_rate`", "rate = \"...\""]);
    client.end();
    dripping.join().unwrap();
    assert_fine(server);
}

/// What people see who upload from a shell.
#[test]
fn curl_prints_the_page() {
    let server = Running::start();
    let file = std::env::temp_dir().join(format!("wz-it-{}", std::process::id()));
    std::fs::write(&file, vec![b'x'; 20_000_000]).unwrap();
    let curl = |arguments: &[&str], path: &str| {
        let (url, form) =
            (format!("http://{}/uploads/{path}", server.addr), format!("f=@{}", file.display()));
        Command::new("curl").args(["-s", "-F", &form]).args(arguments).arg(url).output()
    };
    let Ok(first) = curl(&[], "file") else {
        eprintln!("skipped: no curl");
        return;
    };
    let pages = [first.stdout, curl(&["-H", "expect:"], "file").unwrap().stdout];
    for page in pages.map(|page| String::from_utf8(page).unwrap()) {
        assert!(page.contains("<h1>Payload Too Large</h1>") && page.contains("1000 bytes"), "{page}");
    }
    let page =
        String::from_utf8(curl(&["-H", "transfer-encoding: chunked"], "form").unwrap().stdout).unwrap();
    assert!(page.contains("2000000 bytes, the limit `body`"), "{page}");
    let status = curl(&["-o", "/dev/null", "-w", "%{http_code}"], "parts").unwrap().stdout;
    std::fs::remove_file(&file).unwrap();
    assert_eq!(String::from_utf8_lossy(&status), "200");
    assert_fine(server);
}

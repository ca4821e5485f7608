//! The program `files`: lists, whole files and parts, and files that are larger than memory.
#![allow(clippy::unwrap_used)]

use std::io::{Read, Seek, SeekFrom, Write};
use std::net::TcpStream;
use std::path::PathBuf;

use wz_tests::{Answer, Browser, Program, ask};

/// A file in the folder of the program; it is removed at the end.
struct Shared(String);

impl Shared {
    fn path(&self) -> PathBuf {
        std::env::temp_dir().join("wz-files").join(&self.0)
    }

    /// With a name that no other run has.
    fn create(name: &str) -> (Shared, std::fs::File) {
        let shared = Shared(format!("{}-{name}", std::process::id()));
        std::fs::create_dir_all(shared.path().parent().unwrap()).unwrap();
        let file = std::fs::File::create(shared.path()).unwrap();
        (shared, file)
    }

    fn get(&self, program: &Program, more: &str) -> Answer {
        ask(program.addr(), &format!("GET /files/{}", self.0), &format!("{more}\r\n"))
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = std::fs::remove_file(self.path());
    }
}

fn start() -> Program {
    Program::start(env!("CARGO_BIN_EXE_files"))
}

#[test]
fn files_are_listed_and_sent() {
    let program = start();
    let (shared, mut file) = Shared::create("a&b.txt");
    file.write_all(b"0123456789").unwrap();
    let page = ask(program.addr(), "GET /", "").text();
    let row = page.lines().find(|line| line.contains(&shared.0.replace('&', "&amp;"))).unwrap();
    assert!(row.contains("<td>10 B<td>"), "{row}");
    let links: Vec<_> = row.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(links.len(), 2);
    for link in links {
        let answer = ask(program.addr(), &format!("GET {link}"), "");
        assert_eq!((answer.status, answer.text().as_str()), (200, "0123456789"), "{link}");
        let saved =
            answer.header("content-disposition").is_some_and(|value| value.starts_with("attachment; "));
        assert_eq!(saved, link.starts_with("/save/"));
    }
    assert_eq!(ask(program.addr(), "GET /files/../Cargo.toml", "").status, 404);
    assert_eq!(ask(program.addr(), "GET /save/..%2fCargo.toml", "").status, 404);
    assert_eq!(ask(program.addr(), "POST /files/x", "content-length: 0\r\n\r\n").status, 405);
}

#[test]
fn a_download_goes_on_where_it_broke_off() {
    let (program, (shared, mut file)) = (start(), Shared::create("part.bin"));
    let content: Vec<u8> = (0..1_000_000u32).flat_map(|number| number.to_le_bytes()).collect();
    file.write_all(&content).unwrap();
    let whole = shared.get(&program, "");
    assert!(whole.status == 200 && whole.body == content);
    let tag = whole.header("etag").unwrap();
    let rest = shared.get(&program, &format!("range: bytes=1234567-\r\nif-range: {tag}\r\n"));
    assert!(rest.status == 206 && rest.body == content[1_234_567..]);
    assert_eq!(rest.header("content-range"), Some("bytes 1234567-3999999/4000000"));
    let two = shared.get(&program, "range: bytes=0-9,-10\r\n");
    let length = two.header("content-length").unwrap();
    assert_eq!((two.status, length), (206, two.body.len().to_string().as_str()));
    assert_eq!(shared.get(&program, &format!("if-none-match: {tag}\r\n")).status, 304);
    // Another file in its place.
    file.seek(SeekFrom::Start(0)).unwrap();
    file.write_all(b"other").unwrap();
    file.set_len(5).unwrap();
    let changed = shared.get(&program, &format!("range: bytes=2-\r\nif-range: {tag}\r\n"));
    assert_eq!((changed.status, changed.text().as_str()), (200, "other"));
}

/// One red dot.
const PICTURE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

#[test]
fn a_browser_shows_pictures_and_asks_for_parts() {
    let Some(mut browser) = Browser::start() else { return };
    let (program, (picture, mut file)) = (start(), Shared::create("a \"dot\" & more.gif"));
    file.write_all(PICTURE).unwrap();
    let (not_one, mut other) = Shared::create("no picture.svg");
    other.write_all(b"<svg xmlns='http://www.w3.org/2000/svg'/>").unwrap();
    browser.open(&format!("http://{}/", program.addr()));
    let find = |name: &str| {
        format!("[...document.images].find((image) => image.alt === {})", serde_json::json!(name))
    };
    browser.wait(&format!("{}?.naturalWidth === 1", find(&picture.0)));
    assert_eq!(browser.evaluate(&format!("{} === undefined", find(&not_one.0))), true);
    browser.evaluate(&format!(
        "void fetch({}.src, {{ headers: {{ range: 'bytes=0-5' }} }})\
         .then(async (answer) => {{ document.title = answer.status + ' ' + await answer.text(); }})",
        find(&picture.0)
    ));
    browser.wait("document.title === '206 GIF89a'");
}

/// How much memory the program has had at most, in KiB, and how many files are open.
#[cfg(target_os = "linux")]
fn used(program: &Program) -> (u64, usize) {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak = line.trim().trim_end_matches(" kB").parse().unwrap();
    (peak, std::fs::read_dir(format!("/proc/{}/fd", program.id())).unwrap().count())
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_larger_than_memory_takes_little_of_it() {
    const LENGTH: u64 = 5 << 30;

    let (program, (shared, mut file)) = (start(), Shared::create("large.bin"));
    file.set_len(LENGTH).unwrap();
    file.seek(SeekFrom::Start(LENGTH - 3)).unwrap();
    file.write_all(b"end").unwrap();
    let head = ask(program.addr(), &format!("HEAD /files/{}", shared.0), "");
    assert_eq!((head.status, head.header("content-length")), (200, Some("5368709120")));
    let (before, open) = used(&program);

    let last = shared.get(&program, "range: bytes=-1\r\n");
    assert_eq!((last.status, last.text().as_str()), (206, "d"));
    assert_eq!(last.header("content-range"), Some("bytes 5368709119-5368709119/5368709120"));
    let both = shared.get(&program, "range: bytes=0-0,5368709117-\r\n").text();
    assert!(both.contains("bytes 5368709117-5368709119/5368709120\r\n\r\nend\r\n--"), "{both}");

    // Clients that leave: one in the middle, some without having read anything.
    let request = format!("GET /files/{} HTTP/1.1\r\nhost: x\r\n\r\n", shared.0);
    let connect = || {
        let mut stream = TcpStream::connect(program.addr()).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    };
    let silent: Vec<_> = (0..20).map(|_| connect()).collect();
    let mut reading = connect();
    let (mut buffer, mut seen) = (vec![0; 1 << 20], 0);
    while seen < 512 << 20 {
        seen += reading.read(&mut buffer).unwrap();
    }
    drop((silent, reading));
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while used(&program).1 > open {
        assert!(std::time::Instant::now() < deadline, "{} files are open", used(&program).1);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let grown = used(&program).0 - before;
    assert!(grown < 64 * 1024, "{grown} KiB more for 22 clients");
}

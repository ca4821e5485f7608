//! The program `ground`: files, negotiation and cookies without the rest.
#![allow(clippy::unwrap_used)]

use wz_tests::{Answer, Program, ask};

const SOURCE: &str = include_str!("../ground.rs");

fn start() -> Program {
    Program::start(env!("CARGO_BIN_EXE_ground"))
}

fn get(program: &Program, path: &str, lines: &str) -> Answer {
    ask(program.addr(), &format!("GET {path}"), &format!("{lines}\r\n"))
}

#[test]
fn a_file_and_its_parts() {
    let program = start();
    let file = |lines: &str| get(&program, "/files/ground.rs", lines);
    let whole = file("");
    assert_eq!((whole.status, whole.text().as_str()), (200, SOURCE));
    assert_eq!(whole.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
    let (tag, date) = (whole.header("etag").unwrap(), whole.header("last-modified").unwrap());

    let part = file("range: bytes=4-9\r\n");
    assert_eq!((part.status, part.text().as_str()), (206, &SOURCE[4..10]));
    assert_eq!(part.header("content-range").unwrap(), format!("bytes 4-9/{}", SOURCE.len()));
    let parts = file("range: bytes=0-3,-1\r\n");
    assert_eq!(parts.header("content-length").unwrap(), parts.body.len().to_string());
    assert!(parts.header("content-type").unwrap().starts_with("multipart/byteranges; boundary="));
    assert!(parts.text().contains("\r\n\r\n//! \r\n--"), "{}", parts.text());
    assert_eq!(file(&format!("range: bytes=0-3\r\nif-range: {tag}\r\n")).status, 206);
    assert_eq!(file("range: bytes=0-3\r\nif-range: \"other\"\r\n").status, 200);
    let beyond = file("range: bytes=9999999-\r\n");
    assert_eq!(
        (beyond.status, beyond.header("content-range").unwrap()),
        (416, &*format!("bytes */{}", SOURCE.len()))
    );

    for unchanged in [format!("if-none-match: \"x\", W/{tag}\r\n"), format!("if-modified-since: {date}\r\n")]
    {
        let answer = file(&unchanged);
        assert_eq!(
            (answer.status, answer.body.len(), answer.header("etag")),
            (304, 0, Some(tag)),
            "{unchanged}"
        );
    }
    assert_eq!(file("if-match: \"other\"\r\n").status, 412);
    assert_eq!(file("if-unmodified-since: Thu, 01 Jan 1970 00:00:00 GMT\r\n").status, 412);
    for ignored in
        ["range: pages=1\r\n", "range: bytes=9-1\r\n", "if-modified-since: soon\r\n", "if-none-match: \r\n"]
    {
        assert_eq!(file(ignored).status, 200, "{ignored}");
    }

    let head = ask(program.addr(), "HEAD /files/ground.rs", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length").unwrap(), SOURCE.len().to_string());
}

#[test]
fn what_leads_out_of_the_folder_is_not_there() {
    let program = start();
    for path in ["../Cargo.toml", "%2e%2e/Cargo.toml", "%2Fetc/passwd", "a%00b", "%ff", "", "nothing"] {
        assert_eq!(get(&program, &format!("/files/{path}"), "").status, 404, "{path}");
    }
}

#[test]
fn formats_and_languages() {
    let program = start();
    let index = |lines: &str| get(&program, "/", lines);
    assert!(index("").text().starts_with("<p>1 visits"));
    let json = index("accept: text/html;q=0.5, application/json\r\ncookie: a=b; visits=41\r\n");
    assert_eq!(
        (json.header("content-type"), json.text().as_str()),
        (Some("application/json"), "{\"visits\":42}\n")
    );
    assert_eq!(json.header("set-cookie"), Some("visits=42; Max-Age=86400; Path=/; SameSite=Lax"));
    assert_eq!(json.header("vary"), Some("accept, accept-language, cookie"));
    let german = index("accept: text/plain\r\naccept-language: de-CH, en;q=0.5\r\ncookie: visits=many\r\n");
    assert_eq!((german.header("content-language"), german.text().as_str()), (Some("de"), "1 Besuche\n"));
    assert_eq!(index("accept: image/png\r\n").status, 406);
}

#[test]
fn refusals() {
    let program = start();
    let posted = ask(program.addr(), "POST /", "content-length: 0\r\n\r\n");
    assert_eq!((posted.status, posted.header("allow")), (405, Some("GET, HEAD")));
    // `ask` has sent one already.
    assert_eq!(get(&program, "/", "host: other\r\n").status, 400);
    assert_eq!(get(&program, "/nowhere", "").status, 404);
}

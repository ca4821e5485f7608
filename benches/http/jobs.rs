//! What is asked.

use std::fs;
use std::path::{Path, PathBuf};

use crate::client::{Answer, Client, header};

pub(crate) struct Job {
    pub(crate) name: &'static str,
    target: &'static str,
    expected: &'static str,
    kind: Kind,
    /// How many requests are counted under callgrind.
    pub(crate) counted: usize,
    /// How many requests are one sample of the clock, and on how many connections.
    pub(crate) timed: (usize, usize),
}

#[derive(PartialEq)]
enum Kind {
    Get,
    Post,
    /// Of so many bytes.
    File(usize),
    /// A file that the client has.
    Known,
}

const FORM: &str = "name=a+small+lamp&quantity=3&note=to+the+back+door%2C+please";

pub(crate) const JOBS: [Job; 8] = [
    Job {
        name: "hello",
        target: "/",
        expected: "Hello, World!",
        kind: Kind::Get,
        counted: 1000,
        timed: (1600, 16),
    },
    Job {
        name: "user",
        target: "/user/42",
        expected: "user 42",
        kind: Kind::Get,
        counted: 1000,
        timed: (1600, 16),
    },
    Job {
        name: "deep",
        target: "/section49/42/comments/7",
        expected: "comment 7 of 42",
        kind: Kind::Get,
        counted: 500,
        timed: (800, 16),
    },
    Job {
        name: "json",
        target: "/json",
        expected: r#"{"id":42,"name":"a lamp","tags":["light","desk"],"price":19.5,"active":true}"#,
        kind: Kind::Get,
        counted: 1000,
        timed: (1600, 16),
    },
    Job {
        name: "form",
        target: "/form",
        expected: "3 x a small lamp: to the back door, please",
        kind: Kind::Post,
        counted: 1000,
        timed: (1600, 16),
    },
    Job { name: "304", target: SMALL.0, expected: "", kind: Kind::Known, counted: 400, timed: (640, 16) },
    Job {
        name: "100 KB",
        target: SMALL.0,
        expected: "",
        kind: Kind::File(SMALL.1),
        counted: 100,
        timed: (80, 8),
    },
    Job { name: "10 MB", target: BIG.0, expected: "", kind: Kind::File(BIG.1), counted: 2, timed: (4, 2) },
];

const SMALL: (&str, usize) = ("/files/small.bin", 100 << 10);
const BIG: (&str, usize) = ("/files/big.bin", 10 << 20);

impl Job {
    /// The bytes of a request, as a browser sends them.
    pub(crate) fn request(&self, client: &mut Client) -> Vec<u8> {
        match self.kind {
            Kind::Get | Kind::File(_) => request("GET", self.target, "", ""),
            Kind::Post => {
                request("POST", self.target, "Content-Type: application/x-www-form-urlencoded\r\n", FORM)
            }
            Kind::Known => {
                let answer = client.ask(&request("GET", self.target, "", ""));
                let mut headers = String::new();
                for (name, asked) in [("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")] {
                    if let Some(value) = header(&answer.head, name) {
                        headers += &format!("{asked}: {value}\r\n");
                    }
                }
                request("GET", self.target, &headers, "")
            }
        }
    }

    /// The answer is right.
    pub(crate) fn check(&self, answer: &Answer) {
        let status = if self.kind == Kind::Known { "HTTP/1.1 304" } else { "HTTP/1.1 200" };
        assert!(answer.head.starts_with(status), "{}: {}", self.name, answer.head);
        match self.kind {
            Kind::File(length) => assert_eq!(answer.body.len(), length, "{}: {}", self.name, answer.head),
            _ => assert_eq!(String::from_utf8_lossy(&answer.body), self.expected),
        }
    }

    /// The headers of the answer must be the same from all servers; files may have more.
    pub(crate) fn is_uniform(&self) -> bool {
        matches!(self.kind, Kind::Get | Kind::Post)
    }
}

pub(crate) fn request(method: &str, target: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    format!(
        "{method} {target} HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n\
         Accept: */*\r\n{headers}{length}\r\n{body}"
    )
    .into_bytes()
}

/// A folder with the files, which goes when this is dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn create() -> Folder {
        let folder = std::env::temp_dir().join(format!("wz-bench-http-{}", std::process::id()));
        fs::create_dir_all(folder.join("files")).expect("a folder");
        let folder = Folder(folder);
        for (target, length) in [SMALL, BIG] {
            let bytes: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            fs::write(folder.0.join(&target[1..]), bytes).expect("a file");
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

//! The program `shortly`: its command line, and links that several processes share.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::process::{Command, Stdio};

use wz_tests::{Answer, Program, RedisServer, ask, run, run_with};

const SHORTLY: &str = env!("CARGO_BIN_EXE_shortly");

fn start(arguments: &[&str], variables: &[(&str, &str)]) -> Program {
    let mut command = Command::new(SHORTLY);
    command.args(["--port", "0"]).args(arguments).stdin(Stdio::null());
    // Sessions of one process are good for the others.
    command.env("WZ_SECRET_KEY", "an example; take 32 random bytes").envs(variables.iter().copied());
    Program::start_command(&mut command)
}

/// A file that goes away, with what SQLite puts beside it.
struct Database(PathBuf);

impl Database {
    fn new(word: &str) -> Database {
        Database(std::env::temp_dir().join(format!("wz-shortly-{word}-{}.db", std::process::id())))
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.path()));
        }
    }
}

/// Loads the form from one process, and sends it to another one.
fn shorten(from: &Program, to: &Program, url: &str) -> Answer {
    let form = ask(from.addr(), "GET /", "");
    let cookie = form.header("set-cookie").unwrap().split(';').next().unwrap();
    let page = form.text();
    let (_, rest) = page.split_once("name=\"csrf_token\" value=\"").unwrap();
    let body = format!("csrf_token={}&url={url}", rest.split_once('"').unwrap().0);
    let head = format!(
        "cookie: {cookie}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}",
        body.len()
    );
    ask(to.addr(), "POST /", &format!("{head}\r\n\r\n{body}"))
}

fn has_clicks(program: &Program, target: &str, words: &str) -> bool {
    ask(program.addr(), &format!("GET {target}"), "")
        .text()
        .contains(&format!("<dd class=\"count\">{words}</dd>"))
}

#[test]
fn processes_share_a_redis() {
    let Some(mut redis) = RedisServer::start() else { return };
    let url = redis.url();
    let (one, two) = (start(&["--redis", &url], &[]), start(&["run", &format!("--redis={url}")], &[]));
    let made = shorten(&one, &two, "https://example.com/a");
    assert_eq!((made.status, made.location()), (303, "/1+"), "{}", made.text());
    assert_eq!(shorten(&two, &one, "https://example.com/b").location(), "/2+");
    // The same address is the same link.
    assert_eq!(shorten(&two, &one, "https://example.com/a").location(), "/1+");
    for program in [&one, &two, &one] {
        let followed = ask(program.addr(), "GET /1", "");
        assert_eq!((followed.status, followed.location()), (307, "https://example.com/a"));
    }
    assert!(has_clicks(&one, "/1+", "3 times") && has_clicks(&two, "/1+", "3 times"));
    assert!(has_clicks(&two, "/2+", "0 times"));
    // What is not there is not made by asking for it.
    for target in ["/3", "/3+"] {
        assert_eq!(ask(one.addr(), &format!("GET {target}"), "").status, 404);
        assert_eq!(ask(one.addr(), &format!("HEAD {target}"), "").status, 404);
    }
    // They count together how many links somebody makes.
    let few = || start(&["--redis", &url], &[("WZ_LINKS_PER_MINUTE", "4")]);
    let (three, four) = (few(), few());
    let made = [&three, &four]
        .repeat(4)
        .into_iter()
        .filter(|to| shorten(to, to, "https://example.com/a").status == 303);
    assert!(made.count() < 8);

    redis.stop();
    assert_eq!(ask(one.addr(), "GET /1", "").status, 500);
    assert_eq!(ask(one.addr(), "GET /", "").status, 200);
    redis.resume();
    // At most a second passes before it is tried again.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(shorten(&one, &two, "https://example.com/e").location(), "/1+");
}

#[test]
fn processes_share_a_file() {
    let database = Database::new("shared");
    let (one, two) =
        (start(&["--links", database.path()], &[]), start(&[], &[("WZ_LINKS", database.path())]));
    assert_eq!(shorten(&one, &two, "https://example.com/a").location(), "/1+");
    assert_eq!(shorten(&two, &one, "https://example.com/b").location(), "/2+");
    assert_eq!(shorten(&one, &one, "https://example.com/a").location(), "/1+");
    std::thread::scope(|scope| {
        for program in [&one, &two] {
            scope.spawn(move || {
                (0..20).for_each(|_| assert_eq!(ask(program.addr(), "GET /1", "").status, 307))
            });
        }
    });
    assert!(has_clicks(&one, "/1+", "40 times") && has_clicks(&two, "/1+", "40 times"));
    drop((one, two));
    let again = start(&["--links", database.path()], &[]);
    assert!(has_clicks(&again, "/1+", "40 times"));
}

#[test]
fn a_flag_goes_over_a_variable() {
    let (said, meant) = (Database::new("said"), Database::new("meant"));
    let program = start(&["--links", meant.path()], &[("WZ_LINKS", said.path())]);
    assert_eq!(shorten(&program, &program, "https://example.com/").status, 303);
    assert!(meant.0.exists() && !said.0.exists());
}

#[test]
fn the_command_line() {
    let memory = [("WZ_LINKS", ":memory:")];
    let help = run_with(SHORTLY, &["--help"], &memory);
    for words in ["--redis URL", "Keep the links in this Redis", "--links FILE", "--port PORT"] {
        assert!(help.stdout.contains(words), "{}", help.stdout);
    }
    let checked = run_with(SHORTLY, &["check", "--links", ":memory:"], &[]);
    assert_eq!(checked.code, Some(0), "{checked:?}");
    let url = run_with(SHORTLY, &["url", "details", "id=zz"], &memory);
    assert_eq!((url.code, url.stdout.as_str()), (Some(0), "/zz+\n"), "{url:?}");
    for (arguments, code, words) in [
        (&["--redsi", "x"][..], 2, "there is no flag `--redsi`: did you mean `--redis`?"),
        (&["--redis"], 2, "`--redis` needs a value: `--redis URL`"),
        (&["--redis", "http://127.0.0.1/"], 1, "no URL of a Redis"),
        (&["--links", "/no/such/folder/links.db"], 1, "/no/such/folder/links.db"),
    ] {
        let wrong = run_with(SHORTLY, arguments, &memory);
        assert!(wrong.code == Some(code) && wrong.stderr.contains(words), "{arguments:?}: {wrong:?}");
    }
    let routes = run(SHORTLY, &["routes", "--links", ":memory:"]);
    assert!(routes.stdout.contains("/<Id:id>+"), "{routes:?}");
}

//! The program `hello`: its pages, its command line, and how it ends.
#![allow(clippy::unwrap_used)]

use std::net::TcpListener;
use std::process::Command;

use wz_tests::{Program, ask, run, run_with};

const HELLO: &str = env!("CARGO_BIN_EXE_hello");

#[test]
fn pages() {
    let hello = Program::start(HELLO);
    let page = ask(hello.addr(), "GET /", "");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(page.text(), r#"<h1>Hello, World!</h1><a href="/user/42">the answer</a>"#);
    assert_eq!(ask(hello.addr(), "GET /user/42", "").text(), "user 42");
    assert_eq!(ask(hello.addr(), "GET /user/4294967296", "").status, 404);
}

#[test]
fn logs_its_requests() {
    let mut hello = Program::start(HELLO);
    ask(hello.addr(), "GET /user/x?y", "");
    let line = hello.line();
    assert!(line.starts_with("GET /user/x?y 404 "), "{line}");
}

#[test]
fn routes() {
    let table = run(HELLO, &["routes"]);
    let lines: Vec<_> =
        table.stdout.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines.len(), 3, "{table:?}");
    assert_eq!(lines[0], "METHODS RULE ENDPOINT HANDLER");
    assert!(lines[1].starts_with("GET, HEAD / index examples/hello.rs:"), "{table:?}");
    assert!(lines[2].starts_with("GET, HEAD /user/<int:id> user examples/hello.rs:"), "{table:?}");

    let json = run(HELLO, &["routes", "--json"]).stdout;
    let routes: serde_json::Value = serde_json::from_str(&json).unwrap();
    let around = &routes["around"];
    let routes = routes["routes"].as_array().unwrap();
    assert_eq!(routes[1]["rule"], "/user/<int:id>");
    assert_eq!(routes[1]["methods"], serde_json::json!(["GET", "HEAD"]));
    assert_eq!((routes.len(), around.as_array().unwrap().len()), (2, 0));
}

#[test]
fn check() {
    let checked = run(HELLO, &["check"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (Some(0), "checked 2 routes: nothing is wrong\n"));
    let variables = [("WZ_PORT", "8000"), ("WZ_LIMITS__BODY", "1MB")];
    let checked = run_with(HELLO, &["check"], &variables);
    assert_eq!(checked.stdout, "checked 2 routes, the configuration (2 variables): nothing is wrong\n");

    // All that is wrong, and not the first of it.
    let variables =
        [("WZ_PORT", "many"), ("WZ_HOST", "http://a/"), ("WZ_PROT", "1"), ("WZ_LIMITS__BODY", "1mb")];
    let wrong = run_with(HELLO, &["check"], &variables);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (Some(1), ""));
    for words in [
        "WZ_PORT: `port` is \"many\", expected a whole number from 0 to 65535\n",
        "`host` in the configuration must be an address or a name, not `http://a/`",
        "WZ_PROT: `prot` is asked for by nobody: did you mean `port`?\n",
        "WZ_LIMITS__BODY: `limits.body` is \"1mb\", expected a number of bytes",
    ] {
        assert!(wrong.stderr.contains(words), "{words}: {wrong:?}");
    }
    let refused = run_with(HELLO, &["run"], &variables);
    assert_eq!(refused.code, Some(1), "{refused:?}");
}

#[test]
fn the_environment_says_where_to_listen() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let refused = run_with(HELLO, &[], &[("WZ_PORT", &port)]);
    assert!(refused.stderr.contains(&format!("127.0.0.1:{port} is in use")), "{refused:?}");
    // `--port 0` of the test goes before it.
    let hello = Program::start_with(HELLO, &[("WZ_PORT", &port), ("WZ_HOSTS", "example.com")]);
    assert_ne!(hello.addr().port().to_string(), port);
    assert_eq!(ask(hello.addr(), "GET /", "").status, 421);
    let profile = run_with(HELLO, &["routes"], &[("WZ_CONFIG", "a.toml"), ("WZ_PROFILE", "prod")]);
    assert_eq!(profile.code, Some(0));
}

#[test]
fn explanations() {
    let text = run(HELLO, &["routes", "--explain", "/user/4294967296"]).stdout;
    assert!(text.contains("GET; 4294967296 does not fit the type of `id`: 0 to 4294967295\n"), "{text}");
}

#[test]
fn url() {
    let url = run(HELLO, &["url", "user", "id=5"]);
    assert_eq!((url.code, url.stdout.as_str()), (Some(0), "/user/5\n"));
    assert_eq!(run(HELLO, &["url", "user", "id=5", "a=b c"]).stdout, "/user/5?a=b+c\n");

    let whole = ["url", "user", "id=5", "_scheme=https", "_host=a.example", "_anchor=b"];
    assert_eq!(run(HELLO, &whole).stdout, "https://a.example/user/5#b\n");

    for (arguments, word) in [
        (&["url", "usr"][..], "`user`"),
        (&["url", "user"], "id"),
        (&["url", "user", "id=five"], "five"),
        (&["url", "user", "id=-1"], "-1"),
    ] {
        let refused = run(HELLO, arguments);
        assert_eq!((refused.code, refused.stdout.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(refused.stderr.contains(word), "{arguments:?}: {refused:?}");
    }
}

#[test]
fn help_and_mistakes() {
    let help = run(HELLO, &["--help"]);
    assert_eq!(help.code, Some(0));
    assert_eq!(run(HELLO, &["help"]).stdout, help.stdout);
    for word in ["Usage: hello", "run", "check", "routes", "url", "--host", "--port", "--json"] {
        assert!(help.stdout.contains(word), "{word}: {help:?}");
    }
    for (arguments, words) in [
        (&["--prot", "1"][..], "did you mean `--port`?"),
        (&["route"], "did you mean `routes`?"),
        (&["--port", "many"], "a number from 0 to 65535"),
        (&["routes", "--port", "1"], "`--port` belongs to `run`"),
        (&["--host", "300.1.1.1"], "at most 255"),
        (&["url", "user", "id=1", "id=2"], "`id` is given twice"),
        (&["url", "user", "id=1", "_host=a"], "`_scheme=https`"),
    ] {
        let refused = run(HELLO, arguments);
        assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(refused.stderr.contains(words), "{arguments:?}: {refused:?}");
        assert!(refused.stderr.contains("hello --help"), "{arguments:?}: {refused:?}");
    }
}

#[test]
fn a_port_in_use() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let refused = run(HELLO, &["run", "--port", &port]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains(&format!("127.0.0.1:{port} is in use")), "{refused:?}");
    assert!(refused.stderr.contains("--port"), "{refused:?}");
}

#[cfg(unix)]
#[test]
fn ends_on_signals() {
    for signal in ["-TERM", "-INT"] {
        let mut hello = Program::start(HELLO);
        let killed = Command::new("kill").args([signal, &hello.id().to_string()]).status().unwrap();
        assert!(killed.success());
        assert_eq!(hello.wait(), Some(0), "{signal}");
        assert!(hello.line().contains("Stopping"), "{signal}");
    }
}

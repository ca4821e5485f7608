//! Handlers that panic, and applications that are not complete.

use wz::prelude::*;
use wz_tests::{Client, ask};

use crate::server::Running;

#[test]
fn a_panic_is_a_500_and_the_connection_goes_on() {
    let server = Running::start();
    let mut client = Client::connect(server.addr);
    for path in ["/panic", "/panic-later"] {
        assert!(client.send(format!("GET {path} HTTP/1.1\r\nhost: a\r\n\r\n")));
        let answer = client.answer();
        assert_eq!(answer.status, 500, "{path}");
        assert!(!answer.text().contains("purpose"), "{}", answer.text());
        assert!(client.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n"));
        assert_eq!(client.answer().text(), "Hello, World!");
    }
    assert_eq!(ask(server.addr, "HEAD /panic", "").status, 500);
    let failures = server.failures();
    assert_eq!(failures.len(), 3, "{failures:?}");
    assert!(failures[0].starts_with("GET /panic panicked: on purpose\n  at "), "{failures:?}");
    assert!(failures[0].contains("app.rs:"), "{failures:?}");
    assert!(failures[1].starts_with("GET /panic-later panicked: later, on purpose"), "{failures:?}");
    drop(client);
    server.assert_all_closed();
    server.stop();
}

#[test]
fn words_of_a_client_forge_no_line() {
    let server = Running::start();
    let forged = "x%0AGET%20%2Fadmin%20200%0D%0A%1B%5B2J%C2%9B1m%E2%80%A8%E2%80%AE";
    for path in ["panic", "error"] {
        assert_eq!(ask(server.addr, &format!("GET /{path}/{forged}"), "").status, 500);
    }
    let failures = server.failures();
    assert_eq!(failures.len(), 2, "{failures:?}");
    for failure in failures {
        let mut lines = failure.split('\n');
        assert!(lines.next().is_some_and(|line| line.ends_with("no such thing: x")), "{failure}");
        assert_eq!(lines.next(), Some("    GET /admin 200"));
        assert_eq!(lines.next(), Some(r"    \u{1b}[2J\u{9b}1m\u{2028}\u{202e}"));
        assert!(lines.next().is_some_and(|line| line.starts_with("  at tests/it/app.rs:")), "{failure}");
    }
    server.stop();
}

#[test]
fn a_payload_that_panics_is_a_500_too() {
    let server = Running::start();
    let mut client = Client::connect(server.addr);
    for (path, status) in [("/bomb", 500), ("/", 200)] {
        assert!(client.send(format!("GET {path} HTTP/1.1\r\nhost: a\r\n\r\n")));
        assert_eq!(client.answer().status, status, "{path}");
    }
    assert!(server.failures()[0].starts_with("GET /bomb panicked: a value that is not text\n  at "));
    drop(client);
    server.stop();
}

struct Pool;

#[get("/pooled/<int:id>")]
#[allow(clippy::needless_pass_by_value)]
fn pooled(id: u8, pool: State<Pool>, words: State<Vec<String>>) -> String {
    let Pool = *pool;
    format!("{id} {}", words.len())
}

routes! { Stateful = pooled }

#[test]
fn a_missing_state_is_named_by_the_check_at_the_start() {
    let message = App::new(Stateful).state(Pool).check().unwrap_err().to_string();
    for words in
        ["/pooled/<int:id>", "failures.pooled", "failures.rs:", "Vec<alloc::string::String>", "App::state"]
    {
        assert!(message.contains(words), "{words}: {message}");
    }
    assert!(!message.contains("Pool>"), "{message}");
    assert!(App::new(Stateful).state(Pool).state(Vec::<String>::new()).check().is_ok());
}

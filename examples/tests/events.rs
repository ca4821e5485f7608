//! The program `events`: what it sends, and its page in a real browser.
#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use wz_tests::{Browser, Client, Program, ask};

fn start() -> Program {
    Program::start(env!("CARGO_BIN_EXE_events"))
}

fn listen(program: &Program, start: &str) -> Client {
    let mut client = Client::connect(program.addr());
    client.send(format!("{start} HTTP/1.1\r\nhost: a\r\n\r\n"));
    client
}

/// How many there are at the next tick.
fn watching(client: &mut Client) -> u32 {
    client.until("event: tick\ndata: {\"seconds\":");
    let text = client.until("}\n\n");
    text.split_once("\"watching\":").unwrap().1.trim_end_matches("}\n\n").parse().unwrap()
}

/// A tick finds out who has left.
fn wait_until_alone(client: &mut Client) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while watching(client) != 1 {
        assert!(Instant::now() < deadline);
    }
}

#[test]
fn who_leaves_is_not_counted() {
    let program = start();
    let mut client = listen(&program, "GET /clock");
    assert_eq!(watching(&mut client), 1);
    let mut others = [listen(&program, "GET /clock"), listen(&program, "GET /clock")];
    assert!(others.iter_mut().map(watching).max() == Some(3));
    drop(others);
    wait_until_alone(&mut client);
}

#[test]
fn a_job_goes_on_where_it_was() {
    let program = start();
    let rest = ask(program.addr(), "GET /job", "last-event-id: 98\r\n\r\n");
    assert_eq!(rest.header("content-type"), Some("text/event-stream"));
    let text = rest.text();
    assert!(text.contains("event: step\nid: 99\ndata: 99\n\n") && text.contains("event: done\n"), "{text}");
    assert!(text.contains("retry: 300\n\n") && !text.contains("id: 98\n"), "{text}");
    for last in ["4294967295", "no number"] {
        assert_eq!(ask(program.addr(), "HEAD /job", &format!("last-event-id: {last}\r\n\r\n")).status, 200);
    }
}

#[test]
fn the_page_follows() {
    let Some(mut browser) = Browser::start() else { return };
    let program = start();
    browser.open(&format!("http://{}/", program.addr()));
    browser.wait("by('watching').textContent === 'you alone' && by('seconds').textContent !== '…'");
    // Each step that the page is told of, across a connection that is lost.
    browser.evaluate(
        "window.steps = []; \
         const real = EventSource.prototype.addEventListener; \
         EventSource.prototype.addEventListener = function (name, listener) { \
           real.call(this, name, (event) => { steps.push(event.lastEventId || name); listener(event); }); \
         }; undefined",
    );
    browser.evaluate("by('start').click()");
    browser.wait("by('bar').value >= 10");
    browser.evaluate("by('lose').click()");
    browser.wait("by('state').textContent.startsWith('The connection was lost')");
    browser.wait("by('state').textContent === 'Done'");
    let steps = browser.evaluate("steps.filter((step) => step !== 'error')");
    let mut expected: Vec<_> = (1..=100).map(|step| step.to_string()).collect();
    // The last event has no id of its own.
    expected.push("100".to_owned());
    assert_eq!(steps, serde_json::json!(expected));
    assert_eq!(browser.evaluate("by('bar').value"), 100);
    drop(browser);
    wait_until_alone(&mut listen(&program, "GET /clock"));
}

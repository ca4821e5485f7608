//! The program `chat`: its sockets and its events, and its page in real browsers.
#![allow(clippy::unwrap_used)]

use serde_json::json;
use wz_tests::{Browser, Client, Frames, Program, ask};

fn start() -> Program {
    Program::start(env!("CARGO_BIN_EXE_chat"))
}

/// The next news that are a line: name and text.
fn line(socket: &mut Frames) -> (String, String) {
    loop {
        let (first, payload) = socket.receive();
        assert_eq!(first, 0x81);
        let news: serde_json::Value = serde_json::from_slice(&payload).unwrap();
        if news.get("id").is_some() {
            return (news["name"].as_str().unwrap().to_owned(), news["text"].as_str().unwrap().to_owned());
        }
    }
}

fn say(socket: &mut Frames, name: &str, text: &str) {
    socket.send(0x81, json!({ "name": name, "text": text }).to_string());
}

fn post(program: &Program, room: &str, name: &str, text: &str) -> u16 {
    let body = json!({ "name": name, "text": text }).to_string();
    let rest = format!("content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    ask(program.addr(), &format!("POST /{room}/lines"), &rest).status
}

#[test]
fn sockets_and_events_hear_each_other() {
    let program = start();
    let mut ada = Frames::connect(program.addr(), "/rust/socket");
    let mut bob = Frames::connect(program.addr(), "/rust/socket?after=0");
    let mut events = Client::connect(program.addr());
    events.send("GET /rust/events HTTP/1.1\r\nhost: a\r\n\r\n");
    events.until("data: {\"here\":3}\n\n");
    let mut elsewhere = Frames::connect(program.addr(), "/other/socket");

    say(&mut ada, "Ada", " hello \n");
    let expected = ("Ada".to_owned(), "hello".to_owned());
    assert_eq!((line(&mut ada), line(&mut bob)), (expected.clone(), expected));
    events.until("\"name\":\"Ada\",\"text\":\"hello\"}\n\n");
    assert_eq!(post(&program, "rust", "Cy", "hi"), 204);
    assert_eq!(line(&mut bob), ("Cy".to_owned(), "hi".to_owned()));

    // Who comes later sees what was said, and who comes back only what was missed.
    let mut late = Frames::connect(program.addr(), "/rust/socket");
    assert_eq!((line(&mut late).1, line(&mut late).1), ("hello".to_owned(), "hi".to_owned()));
    events.until("id: ");
    let seen = events.until("\n").trim_end().to_owned();
    let mut back = Client::connect(program.addr());
    back.send(format!("GET /rust/events HTTP/1.1\r\nhost: a\r\nlast-event-id: {seen}\r\n\r\n"));
    let text = back.until("data: {\"here\":5}\n\n");
    assert!(!text.contains("hello") && !text.contains("\"hi\""), "{text}");

    say(&mut elsewhere, "Eve", "not for them");
    assert_eq!(line(&mut elsewhere).0, "Eve");
    say(&mut bob, "Bob", "bye");
    assert_eq!(line(&mut late).0, "Bob");
}

#[test]
fn what_is_no_line_is_refused() {
    let program = start();
    let mut listener = Frames::connect(program.addr(), "/rust/socket");
    for (name, text) in [("", "x"), (" ", "x"), ("x", ""), ("x", &"x".repeat(1001)), (&"n".repeat(31), "x")] {
        assert_eq!(post(&program, "rust", name, text), 400);
        let mut socket = Frames::connect(program.addr(), "/rust/socket");
        say(&mut socket, name, text);
        while socket.receive().0 == 0x81 {}
    }
    assert_eq!(post(&program, "empty", "x", "x"), 404);
    assert_eq!(ask(program.addr(), "GET /rust/socket?after=x", "").status, 426);
    assert_eq!(ask(program.addr(), &format!("GET /{}", "r".repeat(31)), "").status, 404);
    say(&mut listener, "Ada", "still here");
    assert_eq!(line(&mut listener).1, "still here");
}

/// Opens a room under a name, and waits for the connection.
fn enter(browser: &mut Browser, program: &Program, query: &str, name: &str, how: &str) {
    browser.open(&format!("http://{}/lobby{query}", program.addr()));
    browser.evaluate(&format!("by('name').value = {}", json!(name)));
    browser.wait(&format!("by('state').textContent === {}", json!(how)));
}

fn write(browser: &mut Browser, text: &str) {
    browser.evaluate(&format!("by('text').value = {}; by('form').requestSubmit()", json!(text)));
    browser.wait("by('text').value === ''");
}

/// Waits until the page shows these lines.
fn shows(browser: &mut Browser, lines: &[(&str, &str)]) {
    let lines: Vec<_> = lines.iter().map(|(name, text)| format!("{name}|{text}")).collect();
    browser.wait(&format!(
        "JSON.stringify([...document.querySelectorAll('li:not(.empty)')]\
         .map((line) => line.firstChild.textContent + '|' + line.lastChild.textContent)) \
         === JSON.stringify({})",
        json!(lines)
    ));
}

#[test]
fn two_pages_talk() {
    let Some(mut ada) = Browser::start() else { return };
    let mut bob = Browser::start().unwrap();
    let program = start();
    enter(&mut ada, &program, "", "Ada", "WebSocket");
    enter(&mut bob, &program, "?events", "Bob", "Events");
    ada.wait("by('here').textContent === '2 here'");
    write(&mut ada, "hello");
    write(&mut bob, "<img src=x onerror=alert(1)>");
    write(&mut ada, "😀 κόσμε");
    let lines = [("Ada", "hello"), ("Bob", "<img src=x onerror=alert(1)>"), ("Ada", "😀 κόσμε")];
    shows(&mut ada, &lines);
    shows(&mut bob, &lines);
    assert_eq!(ada.evaluate("document.querySelectorAll('.own').length + document.images.length"), 2);

    drop(bob);
    ada.wait("by('here').textContent === 'you alone'");
    drop(program);
    ada.wait("by('state').textContent === 'Connecting again'");
}

#[test]
fn a_page_that_gets_no_socket_takes_events() {
    let Some(mut browser) = Browser::start() else { return };
    let program = start();
    // As behind a proxy that lets none through.
    browser.open(&format!("http://{}/lobby", program.addr()));
    browser.evaluate(
        "window.WebSocket = class { constructor() { setTimeout(() => this.onclose(), 1) } }; \
         failures = 2; socket()",
    );
    browser.wait("by('state').textContent === 'Events'");
}

//! The pages of the program `shortly` in a real browser.
#![allow(clippy::unwrap_used)]

use wz_tests::{Browser, Program};

/// The program, and the browser with its first page open.
struct Desk {
    program: Program,
    browser: Browser,
}

impl Desk {
    fn open() -> Option<Desk> {
        let mut browser = Browser::start()?;
        let program = Program::start_with(
            env!("CARGO_BIN_EXE_shortly"),
            &[("WZ_LINKS", ":memory:"), ("WZ_SECRET_KEY", "an example; take 32 random bytes")],
        );
        browser.open(&format!("http://{}/", program.addr()));
        Some(Desk { program, browser })
    }

    fn send(&mut self, url: &str) {
        let fill = format!("document.querySelector('#url').value = {}", serde_json::json!(url));
        self.browser.evaluate(&fill);
        self.browser.evaluate("document.querySelector('form button').click()");
    }

    fn text(&mut self, selector: &str) -> String {
        let find = format!("document.querySelector('{selector}')?.textContent");
        self.browser.evaluate(&find).as_str().unwrap_or_default().to_owned()
    }
}

#[test]
fn a_link_is_made_and_found_again() {
    let Some(mut desk) = Desk::open() else { return };
    let there = format!("http://localhost:{}/-/icon.svg?x=1&y=<b>", desk.program.addr().port());
    desk.send(&there);
    desk.browser.wait("document.querySelector('.flash')?.textContent === 'Your link is ready.'");
    let short = format!("http://{}/1", desk.program.addr());
    assert_eq!(desk.text("#short"), short);
    // The script of the page runs: its nonce is that of the policy.
    desk.browser.wait("!document.querySelector('#copy').hidden");
    // A script that somebody puts there does not.
    desk.browser.evaluate(
        "const other = document.createElement('script'); other.textContent = 'document.title = 1'; document.body.append(other)",
    );
    assert_ne!(desk.browser.evaluate("document.title"), "1");

    desk.browser.evaluate("document.querySelector('#short').click()");
    desk.browser.wait("location.pathname === '/-/icon.svg' && location.search === '?x=1&y=%3Cb%3E'");
    desk.browser.open(&format!("{short}+"));
    assert_eq!(desk.text(".count"), "1 time");
    assert_eq!(desk.text(".flash"), "");

    desk.browser.open(&format!("http://{}/", desk.program.addr()));
    assert_eq!(desk.text(".links .short"), short);
    assert_eq!(desk.text(".links .clicks"), "1 click");
}

#[test]
fn a_mistake_stands_at_the_field() {
    let Some(mut desk) = Desk::open() else { return };
    let typed = "javascript:alert('\"<b>')";
    desk.send(typed);
    desk.browser.wait("document.querySelector('.mistake') !== null");
    assert_eq!(desk.text(".mistake"), "The address has to begin with http:// or https://.");
    assert_eq!(desk.browser.evaluate("document.querySelector('#url').value"), typed);
    assert_eq!(desk.browser.evaluate("document.activeElement.id"), "url");
    assert_eq!(desk.browser.evaluate("document.querySelector('main b')"), serde_json::Value::Null);
    // The form that came back is one that can be sent.
    desk.send("https://example.com/");
    desk.browser.wait("document.querySelector('#short') !== null");
}

#[test]
fn the_style_counts() {
    let Some(mut desk) = Desk::open() else { return };
    let round = "getComputedStyle(document.querySelector('.card')).borderTopLeftRadius";
    assert_eq!(desk.browser.evaluate(round), "14.4px");
    let address = format!("http://{}/nowhere+", desk.program.addr());
    desk.browser.open(&address);
    assert_eq!(desk.text(".status"), "404");
    assert_eq!(desk.browser.evaluate(round), "14.4px");
    assert_eq!(desk.browser.evaluate("document.images[0].naturalWidth > 0"), true);
}

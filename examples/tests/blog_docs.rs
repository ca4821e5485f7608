//! The page of the blog's interface in a real browser, and its document on the command line.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};
use wz_tests::{Browser, Program, ask, run};

/// The page with one operation open.
fn open(blog: &Program, operation: &str) -> Option<Browser> {
    let mut browser = Browser::start()?;
    browser.open(&format!("http://{}/api/docs/#{operation}", blog.addr()));
    browser.wait("document.documentElement.dataset.ready === ''");
    browser.wait(&format!("document.getElementById({})?.querySelector('form') != null", json!(operation)));
    Some(browser)
}

/// Sends the form of an operation, and gives status and content of the answer.
fn send(browser: &mut Browser, operation: &str) -> (String, String) {
    let here = format!("document.getElementById({})", json!(operation));
    browser.evaluate(&format!("{here}.querySelector('.answer').replaceChildren()"));
    browser.evaluate(&format!("{here}.querySelector('form').requestSubmit()"));
    browser.wait(&format!("{here}.querySelector('.answer .status') !== null"));
    let mut text = |class: &str| {
        let text = browser.evaluate(&format!("{here}.querySelector('.answer {class}')?.textContent ?? ''"));
        text.as_str().unwrap().to_owned()
    };
    (text(".status"), text(".content"))
}

#[test]
fn operations_are_listed_and_found() {
    let blog = Program::start(env!("CARGO_BIN_EXE_blog"));
    let Some(mut browser) = open(&blog, "api.show") else { return };
    let links =
        "[...document.querySelectorAll('nav a:not([hidden])')].map((link) => link.textContent).join()";
    assert_eq!(
        browser.evaluate(links),
        "GET/api/posts,POST/api/posts,GET/api/posts/{id},DELETE/api/posts/{id}"
    );
    browser.evaluate("filter.value = 'TAKES'; filter.dispatchEvent(new Event('input'))");
    assert_eq!(browser.evaluate("document.querySelectorAll('details.operation:not([hidden])').length"), 1);
    let text = browser.evaluate("document.getElementById('api.show').textContent");
    let text = text.as_str().unwrap();
    assert!(
        ["One post.", "integer (int64)", "Linked", "404"].iter().all(|word| text.contains(word)),
        "{text}"
    );
    assert!(!text.contains("[object"), "{text}");
    // What is referred to is shown when it is opened.
    browser.evaluate("document.querySelectorAll('#api\\\\.show details.schema').forEach((schema) => { schema.open = true; })");
    browser.wait("document.getElementById('api.show').textContent.includes('Where readers see it.')");
}

#[test]
fn a_request_is_tried() {
    let blog = Program::start(env!("CARGO_BIN_EXE_blog"));
    let Some(mut browser) = open(&blog, "api.create") else { return };
    let body = "document.getElementById('api.create').querySelector('textarea')";
    let example = browser.evaluate(&format!("{body}.value"));
    let example: Value = serde_json::from_str(example.as_str().unwrap()).unwrap();
    assert_eq!(example, json!({ "title": "text", "text": "text" }));
    browser.evaluate(&format!("{body}.value = '{{\"title\": \"<b>it\\'s</b>\", \"text\": \"x\"}}'"));
    assert_eq!(send(&mut browser, "api.create"), ("201 Created".to_owned(), "3".to_owned()));
    let curl = browser.evaluate("document.querySelector('.curl').textContent");
    let curl = curl.as_str().unwrap();
    assert!(curl.starts_with("curl -X POST 'http://") && curl.contains(r"<b>it'\''s</b>"), "{curl}");
    assert!(ask(blog.addr(), "GET /api/posts/3", "").text().contains("<b>it's</b>"));

    browser.evaluate(&format!("{body}.value = '{{}}'"));
    let (status, content) = send(&mut browser, "api.create");
    assert_eq!(status, "422 Unprocessable Entity");
    assert!(content.contains("`title`"), "{content}");

    browser.evaluate("location.hash = 'api.show'");
    browser.wait("document.getElementById('api.show').querySelector('form') !== null");
    browser.evaluate("document.getElementById('api.show').querySelector('input').value = '3'");
    let (status, content) = send(&mut browser, "api.show");
    assert_eq!(status, "200 OK");
    // What comes back is text, not HTML.
    assert!(content.contains("<b>it's</b>"), "{content}");
    assert_eq!(browser.evaluate("document.querySelectorAll('b').length"), 0);
}

#[test]
fn the_page_loads_only_what_is_its_own() {
    let blog = Program::start(env!("CARGO_BIN_EXE_blog"));
    let page = ask(blog.addr(), "GET /api/docs/", "");
    let policy = page.header("content-security-policy").unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{policy}");
    let text = page.text();
    assert!(!text.contains("http:") && !text.contains("https:") && !text.contains(" on"), "{text}");
    let Some(mut browser) = open(&blog, "api.list") else { return };
    let loaded = browser
        .evaluate("performance.getEntriesByType('resource').map((one) => one.name.split('/').pop()).join()");
    assert_eq!(loaded, "page.css,page.js,openapi.json");
}

#[test]
fn the_document_is_on_the_command_line() {
    let output = run(env!("CARGO_BIN_EXE_blog"), &["openapi"]);
    assert_eq!(output.code, Some(0));
    let document: Value = serde_json::from_str(&output.stdout).unwrap();
    let blog = Program::start(env!("CARGO_BIN_EXE_blog"));
    let served: Value =
        serde_json::from_str(&ask(blog.addr(), "GET /api/docs/openapi.json", "").text()).unwrap();
    assert_eq!(document, served);
    assert_eq!(document["paths"]["/api/posts"]["post"]["summary"], "Writes a post.");
}

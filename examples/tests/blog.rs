//! The program `blog`, as a browser and as a client of its JSON see it.
#![allow(clippy::unwrap_used)]

use wz_tests::{Answer, Program, ask};

fn start() -> Program {
    Program::start(env!("CARGO_BIN_EXE_blog"))
}

fn post(blog: &Program, target: &str, content_type: &str, body: &str) -> Answer {
    let rest = format!("content-type: {content_type}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    ask(blog.addr(), &format!("POST {target}"), &rest)
}

fn post_form(blog: &Program, body: &str) -> Answer {
    post(blog, "/posts/new", "application/x-www-form-urlencoded", body)
}

#[test]
fn links_lead_somewhere() {
    let blog = start();
    for page in ["/", "/posts/", "/posts/1", "/posts/new", "/about/"] {
        let text = ask(blog.addr(), &format!("GET {page}"), "").text();
        let links: Vec<_> = text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(links.len() >= 3, "{page}: {text}");
        for link in links {
            assert_eq!(ask(blog.addr(), &format!("GET {link}"), "").status, 200, "{page}: {link}");
        }
    }
}

#[test]
fn pages_have_a_style() {
    let blog = start();
    let page = ask(blog.addr(), "GET /", "").text();
    assert!(page.contains(r#"<link rel="stylesheet" href="/static/style.css">"#), "{page}");
    let style = ask(blog.addr(), "GET /static/style.css", "");
    assert_eq!(style.header("content-type"), Some("text/css; charset=utf-8"));
    // A debug build: what is changed is seen when the page is loaded again.
    assert_eq!(style.header("cache-control"), Some("no-cache"));
    let tag = style.header("etag").unwrap();
    let again = ask(blog.addr(), "GET /static/style.css", &format!("if-none-match: {tag}\r\n\r\n"));
    assert_eq!(again.status, 304);
    // What a style sheet names is beside it.
    assert_eq!(ask(blog.addr(), "GET /static/pen.svg", "").status, 200);
    assert_eq!(ask(blog.addr(), "POST /static/pen.svg", "").status, 405);
}

#[test]
fn a_form_is_answered_with_a_redirect() {
    let blog = start();
    let sent = post_form(&blog, "title=Caf%C3%A9+%3Cb%3E&text=one%0D%0Atwo");
    assert_eq!((sent.status, sent.location()), (303, "/posts/3"));
    let page = ask(blog.addr(), "GET /posts/3", "").text();
    assert!(page.contains("<h1>Café &lt;b&gt;</h1>\n<p>one</p>\n<p>two</p>"), "{page}");
}

#[test]
fn a_form_with_a_mistake_comes_back_filled_in() {
    let blog = start();
    let refused = post_form(&blog, "title=+&text=%22kept%22");
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("A post needs a title."));
    assert!(refused.text().contains(">&quot;kept&quot;</textarea>"), "{}", refused.text());

    let incomplete = post_form(&blog, "title=x");
    assert_eq!(incomplete.status, 400);
    assert!(incomplete.text().contains("`text`"), "{}", incomplete.text());
    assert_eq!(post_form(&blog, &"x".repeat(70_000)).status, 413);
}

#[test]
fn searching_and_turning_pages() {
    let blog = start();
    let search = |query: &str| ask(blog.addr(), &format!("GET /posts/?{query}"), "");
    assert!(search("q=FIRST").text().contains("Hello"));
    assert!(!search("q=FIRST").text().contains("Typed links"));
    assert!(search("q=%26+more").text().contains(r#"value="&amp; more""#));
    for i in 0..12 {
        post_form(&blog, &format!("title=many+{i}&text=x"));
    }
    let older = "/posts/?q=many&amp;page=1";
    assert!(search("q=many").text().contains(older));
    let second = search("q=many&page=1").text();
    assert!(
        second.contains("many 0") && !second.contains("many 11") && !second.contains("Older"),
        "{second}"
    );
    let wrong = search("page=-1");
    assert_eq!(wrong.status, 400);
    assert!(wrong.text().contains("`page`"), "{}", wrong.text());
}

#[test]
fn old_addresses_lead_to_new_ones() {
    let blog = start();
    for (from, to) in [("/p/2", "/posts/2"), ("/posts", "/posts/"), ("/about?a=b", "/about/?a=b")] {
        let moved = ask(blog.addr(), &format!("GET {from}"), "");
        assert_eq!((moved.status, moved.location()), (308, to), "{from}");
    }
    assert_eq!(ask(blog.addr(), "GET /posts/99", "").status, 404);
    assert_eq!(ask(blog.addr(), "GET /posts/0", "").status, 404);
}

#[test]
fn json() {
    let blog = start();
    let parse = |answer: &Answer| serde_json::from_slice::<serde_json::Value>(&answer.body).unwrap();
    let list = ask(blog.addr(), "GET /api/posts", "");
    assert_eq!(list.header("content-type"), Some("application/json"));
    assert_eq!(parse(&list)[1]["page"], "/posts/1");

    let made = post(&blog, "/api/posts", "application/json", r#"{"title":"J","text":"t"}"#);
    assert_eq!((made.status, made.location()), (201, "/api/posts/3"));
    assert_eq!(parse(&ask(blog.addr(), "GET /api/posts/3", ""))["title"], "J");

    assert_eq!(post(&blog, "/api/posts", "application/json", r#"{"title":"","text":""}"#).status, 422);
    assert_eq!(post(&blog, "/api/posts", "application/json", "{").status, 400);
    assert_eq!(post(&blog, "/api/posts", "text/plain", "{}").status, 415);

    let removed = ask(blog.addr(), "DELETE /api/posts/3", "");
    assert_eq!((removed.status, removed.header("content-length")), (204, None));
    assert_eq!(ask(blog.addr(), "DELETE /api/posts/3", "").status, 404);
    assert_eq!(ask(blog.addr(), "PUT /api/posts/3", "").allow(), ["DELETE", "GET", "HEAD", "OPTIONS"]);
}

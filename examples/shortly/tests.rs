//! The application, by the client for tests.
#![allow(clippy::unwrap_used)]

use wz::config::Config;
use wz::middleware::HttpLint;
use wz::testing::{Client, TestResponse};

use crate::setup::app;

fn client_with(variables: &[(&str, &str)]) -> Client {
    let config =
        Config::new().with_variables([("WZ_LINKS", ":memory:")]).with_variables(variables.iter().copied());
    // What is wrong with a response, as HTTP sees it, is a 500.
    Client::new(app(&config).unwrap().middleware(HttpLint::new().always().fail()))
}

fn client() -> Client {
    client_with(&[("WZ_LINKS_PER_MINUTE", "1000")])
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before:?} in {text}"));
    rest.split_once(after).unwrap_or_else(|| panic!("no {after:?} in {text}")).0
}

/// What is sent by somebody who has loaded the form.
fn shorten(client: &Client, url: &str) -> TestResponse {
    let form = client.get("/").send();
    let token = between(form.assert_status(200).text(), "name=\"csrf_token\" value=\"", "\"").to_owned();
    client.post("/").form([("csrf_token", token.as_str()), ("url", url)]).send()
}

fn location(response: &TestResponse) -> &str {
    response.header("location").unwrap()
}

#[test]
fn a_link_is_made_and_leads_on() {
    let client = client();
    let made = shorten(&client, "https://example.com/a b?c=d#e");
    assert_eq!((made.status().as_u16(), location(&made)), (303, "/1+"));
    let followed = client.get("/1").send();
    assert_eq!((followed.status().as_u16(), location(&followed)), (307, "https://example.com/a%20b?c=d#e"));
    followed.assert_header("cache-control", "private, no-store");
    let second = shorten(&client, "https://example.org");
    assert_eq!(location(&second), "/2+");
    assert_eq!(location(&client.get("/2").send()), "https://example.org");
}

#[test]
fn an_address_has_one_link() {
    let client = client();
    assert_eq!(location(&shorten(&client, "https://example.com/")), "/1+");
    let again = shorten(&client, " https://EXAMPLE.com/ ");
    assert_eq!(location(&again), "/1+");
    assert!(client.get("/1+").send().text().contains("had a link already"));
    assert_eq!(client.get("/").send().text().matches("<span class=\"url\">").count(), 1);
}

#[test]
fn clicks_are_counted() {
    let client = client();
    shorten(&client, "https://example.com/");
    let times = || between(client.get("/1+").send().text(), "<dd class=\"count\">", "</dd>").to_owned();
    assert_eq!(times(), "0 times");
    client.get("/1").send();
    assert_eq!(times(), "1 time");
    // Who asks where it leads, and does not go there.
    assert_eq!(location(&client.head("/1").send()), "https://example.com/");
    client.get("/1").send();
    assert_eq!(times(), "2 times");
}

#[test]
fn messages_are_shown_once() {
    let client = client();
    shorten(&client, "https://example.com/");
    assert!(
        client
            .get("/1+")
            .send()
            .text()
            .contains("<p class=\"flash\" role=\"status\">Your link is ready.</p>")
    );
    assert!(!client.get("/1+").send().text().contains("flash"));
}

#[test]
fn a_browser_finds_its_links_again() {
    let (client, links) = (client(), 7);
    for number in 1..=links {
        shorten(&client, &format!("https://example.com/{number}"));
    }
    let page = client.get("/").send();
    let shown: Vec<_> = page
        .text()
        .split("<span class=\"url\">")
        .skip(1)
        .map(|rest| rest.split_once('<').unwrap().0)
        .collect();
    let newest: Vec<_> =
        (3..=links).rev().map(|number| format!("https:&#x2f;&#x2f;example.com&#x2f;{number}")).collect();
    assert_eq!(shown, newest);
    assert!(page.text().contains("http://localhost/7</a>"), "{}", page.text());
    let somebody_else = client.clone().without_cookies().get("/").send();
    assert!(!somebody_else.text().contains("Your last links"));
}

#[test]
fn mistakes_stand_at_the_field_and_the_text_is_kept() {
    let client = client();
    for (url, mistake) in [
        ("", "Enter the address"),
        ("javascript:alert(1)", "begin with http"),
        ("\"><script>alert(1)</script>", "begin with http"),
        ("https://", "This is no address"),
        ("https://user@example.com/", "user name"),
        ("http://localhost/1", "this site already"),
        ("http://LOCALHOST:80/1", "this site already"),
        (&format!("https://example.com/{}", "x".repeat(2000)), "longer than 2000"),
    ] {
        let refused = shorten(&client, url);
        let page = refused.assert_status(422).text();
        assert!(between(page, "id=\"mistake\">", "</p>").contains(mistake), "{page}");
        assert!(page.contains("aria-invalid=\"true\" aria-describedby=\"mistake\""), "{page}");
        let kept = between(page, "spellcheck=\"false\"", "autofocus");
        let escaped =
            url.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;").replace('/', "&#x2f;");
        assert!(kept.contains(&format!("value=\"{escaped}\"")), "{kept}");
    }
    // A form without the field.
    let token = between(client.get("/").send().text(), "name=\"csrf_token\" value=\"", "\"").to_owned();
    client.post("/").form([("csrf_token", token)]).send().assert_status(422);
    client.get("/1").send().assert_status(404);
}

#[test]
fn what_there_is_not() {
    let client = client();
    shorten(&client, "https://example.com/");
    for path in [
        "/2",
        "/2+",
        "/01",
        "/A",
        "/zzzzzzzzzzzzzzzz",
        "/1++",
        "/1/",
        "/%2b",
        "/..%2f1",
        "/-/none.css",
        "/-/../main.rs",
    ] {
        let page = client.get(path).send();
        page.assert_status(404);
        assert!(page.text().contains("<p class=\"status\">404</p>"), "{path}: {}", page.text());
        assert!(page.text().contains("<a href=\"/\">"), "{path}: {}", page.text());
    }
    // Other clients get what they understand.
    let problem = client.get("/2").header("accept", "application/json").send();
    problem.assert_status(404).assert_header("content-type", "application/problem+json");
    client.post("/1").send().assert_status(403);
    client.delete("/").send().assert_status(403);
}

#[test]
fn forms_of_others_are_refused() {
    let client = client();
    let page = client.get("/").send();
    let token = between(page.text(), "name=\"csrf_token\" value=\"", "\"").to_owned();
    let fields = |token: &str| [("csrf_token", token.to_owned()), ("url", "https://example.com/".to_owned())];
    client.post("/").form([("url", "https://example.com/")]).send().assert_status(403);
    client.post("/").form(fields("x")).send().assert_status(403);
    client.post("/").header("sec-fetch-site", "same-origin").form(fields("x")).send().assert_status(403);
    client.post("/").header("sec-fetch-site", "cross-site").form(fields(&token)).send().assert_status(403);
    client.clone().without_cookies().post("/").form(fields(&token)).send().assert_status(403);
    assert!(client_with(&[]).post("/").form(fields(&token)).send().text().contains("403"));
    client.post("/").header("sec-fetch-site", "same-origin").form(fields(&token)).send().assert_status(303);
}

#[test]
fn who_makes_many_has_to_wait() {
    let client = client_with(&[("WZ_LINKS_PER_MINUTE", "2")]);
    for number in 1..=2 {
        shorten(&client, &format!("https://example.com/{number}")).assert_status(303);
    }
    let refused = shorten(&client, "https://example.com/3");
    assert!(refused.assert_status(429).header("retry-after").is_some());
    assert!(refused.text().contains("<p class=\"status\">429</p>"));
    // Somebody else need not, nor who follows links.
    client.get("/1").send().assert_status(307);
    shorten(&client.clone().with_peer(([192, 0, 2, 1], 1)), "https://example.com/3").assert_status(303);
}

#[test]
fn pages_say_what_they_may_run() {
    let client = client();
    shorten(&client, "https://example.com/");
    let nonce = || {
        let page = client.get("/1+").send();
        let nonce = between(page.text(), "<script nonce=\"", "\"").to_owned();
        let policy = page.header("content-security-policy").unwrap();
        assert!(
            policy.starts_with("default-src 'none'; ")
                && policy.ends_with(&format!("script-src 'nonce-{nonce}'")),
            "{policy}"
        );
        page.assert_header("x-content-type-options", "nosniff");
        // It is for one reader.
        page.assert_header("cache-control", "private, no-cache");
        nonce
    };
    assert_ne!(nonce(), nonce());
    let missing = client.get("/2").send();
    assert!(missing.header("content-security-policy").is_some() && !missing.text().contains("<script"));
}

#[test]
fn what_is_typed_is_text() {
    let client = client();
    shorten(&client, "https://example.com/?<script>alert('1')</script>&\"{{ nonce }}{% raw %}");
    for path in ["/1+", "/"] {
        let page = client.get(path).send();
        assert!(!page.text().contains("<script>") && page.text().contains("%3Cscript%3E"), "{}", page.text());
        assert!(page.text().contains("&#x27;1&#x27;") && page.text().contains("&amp;%22"), "{}", page.text());
        assert!(!page.text().contains("&%22"), "{}", page.text());
    }
    let followed = client.get("/1").send();
    assert!(location(&followed).starts_with("https://example.com/?%3Cscript%3E"));
}

#[test]
fn long_forms_are_refused() {
    let client = client();
    shorten(&client, &format!("https://example.com/{}", "x".repeat(20_000))).assert_status(413);
}

#[test]
fn cookies_that_are_changed_mean_nothing() {
    let client = client();
    shorten(&client, "https://example.com/");
    let session = client.cookie("session").unwrap();
    let other = format!("{}{}", if session.starts_with('e') { "f" } else { "e" }, &session[1..]);
    let page = client.clone().without_cookies().get("/").header("cookie", &format!("session={other}")).send();
    assert!(!page.assert_status(200).text().contains("Your last links"));
}

#[test]
fn below_a_prefix_all_links_are() {
    let config = Config::new().with_variables([("WZ_LINKS", ":memory:"), ("WZ_SCRIPT_ROOT", "/go")]);
    let client = Client::new(app(&config).unwrap());
    let page = client.get("/").send();
    assert!(page.text().contains("action=\"/go/\""), "{}", page.text());
    assert!(page.text().contains("href=\"/go/-/style.css\""), "{}", page.text());
}

#[test]
fn the_style_is_there() {
    let client = client();
    let page = client.get("/").send();
    let style = between(page.text(), "<link rel=\"stylesheet\" href=\"", "\"");
    client.get(style).send().assert_status(200).assert_header("content-type", "text/css; charset=utf-8");
}

#[test]
fn what_is_wrong_with_the_configuration() {
    let refused = |name, value| {
        let config = Config::new().with_variables([("WZ_LINKS", ":memory:"), (name, value)]);
        app(&config).unwrap_err().to_string()
    };
    assert!(refused("WZ_LINKS_PER_MINUTE", "few").contains("WZ_LINKS_PER_MINUTE"));
    assert!(refused("WZ_SECRET_KEY", "short").contains("too short"));
    assert!(refused("WZ_REDIS", "http://127.0.0.1/").contains("no URL of a Redis"));
    assert!(refused("WZ_LINKS", "/no/such/folder/links.db").contains("unable to open"));
}

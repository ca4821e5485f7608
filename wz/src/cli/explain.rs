use std::fmt::Write;

use super::show::Question;
use crate::app::{App, Kind, Surrounding};
use crate::body::Body;
use crate::log::Visible;
use crate::request::Request;
use crate::routing::{Explanation, Outcome};

/// `routes --explain`: the text for a request.
pub(super) fn text(app: &App, question: &Question, coloured: bool) -> String {
    let mut request = Request::new(question.method.clone(), question.path.as_str(), Body::empty());
    if let Some(host) = &question.host {
        request = request.with_header("host", host);
    }
    if question.websocket {
        request = request.with_header("connection", "upgrade").with_header("upgrade", "websocket");
    }
    let mut text = String::new();
    if let Some(host) = request.host().filter(|host| !app.allows_host(host)) {
        text.push_str(&format!(
            "421 Misdirected Request: the application does not answer for {host}. If it did:\n\n"
        ));
    }
    // Writing into a `String` cannot fail.
    let _ = write(&mut text, app, &request, coloured);
    text
}

/// What becomes of a request in an application, and in those that are mounted in it.
fn write(text: &mut String, app: &App, request: &Request, coloured: bool) -> std::fmt::Result {
    let (surroundings, path) = (app.surroundings(), request.path().to_owned());
    let here = |kinds: &[Kind]| -> Vec<_> {
        surroundings.iter().filter(|one| kinds.contains(&one.kind) && one.is_for(&path)).collect()
    };
    let explanation = app.explain(request);
    let is_found =
        explanation.as_ref().is_some_and(|explained| !matches!(explained.outcome(), Outcome::NotFound));
    let (bold, plain) = if coloured { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let elsewhere = match here(&[Kind::Mount]).first() {
        Some(&mount) => {
            let (moved, root) = mount.moved(&path);
            writeln!(text, "{bold}{} {path}{plain}", request.method())?;
            writeln!(text, "answer:   {bold}{mount}{plain}")?;
            writeln!(text, "          script root {root}, path {}", Visible(&moved))?;
            Some(mount)
        }
        None => {
            if let Some(explanation) = &explanation {
                text.push_str(&explanation.text(coloured));
            }
            let fallback = here(&[Kind::Fallback]).first().copied().filter(|_| !is_found);
            if let Some(fallback) = fallback {
                writeln!(text, "\nso it goes to the {bold}{fallback}{plain}")?;
            }
            fallback
        }
    };
    let around = here(&[Kind::Middleware, Kind::BeforeRequest, Kind::AfterRequest, Kind::TeardownRequest]);
    list(text, "middleware and hooks at this path, the outermost first:", &around)?;
    let Some(service) = elsewhere else {
        let of_routes = explanation.as_ref().map_or_else(Vec::new, |explained| middleware(app, explained));
        if !of_routes.is_empty() {
            writeln!(text, "\nmiddleware of the route, the outermost first:")?;
            of_routes.iter().try_for_each(|line| writeln!(text, "  {line}"))?;
        }
        let is_error = explanation.as_ref().is_none_or(|explained| {
            !matches!(explained.outcome(), Outcome::Matched(_) | Outcome::Redirect { .. })
        });
        return if is_error { error_pages(text, &here(&[Kind::ErrorPages])) } else { Ok(()) };
    };
    match service.app {
        Some(inner) => {
            let (moved, _) = service.moved(&path);
            let target = match request.query_string() {
                Some(query) => format!("{moved}?{query}"),
                None => moved,
            };
            let mut request_there = Request::new(request.method().clone(), &target, Body::empty());
            *request_there.headers_mut() = request.headers().clone();
            writeln!(text, "\nthere:")?;
            write(text, inner, &request_there, coloured)
        }
        None => writeln!(text, "\nwhat it answers there is not known here"),
    }
}

fn list(text: &mut String, title: &str, all: &[&Surrounding<'_>]) -> std::fmt::Result {
    if all.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n{title}")?;
    all.iter().try_for_each(|one| match one.below() {
        "" => writeln!(text, "  {one}"),
        below => writeln!(text, "  {one}, for {below}"),
    })
}

fn error_pages(text: &mut String, all: &[&Surrounding<'_>]) -> std::fmt::Result {
    if all.is_empty() {
        return writeln!(
            text,
            "\nerror page: the plain one, there are none of the application for this path"
        );
    }
    let of: Vec<_> = all
        .iter()
        .map(|one| if one.below().is_empty() { "of the application" } else { one.below() })
        .collect();
    writeln!(text, "\nerror pages at this path, the first that fits: {}; else the plain one", of.join(", "))
}

/// The middleware that the route that wins has of its own or of its sets.
fn middleware(app: &App, explanation: &Explanation) -> Vec<String> {
    match explanation.outcome() {
        Outcome::Matched(matched) => app.wrapped(matched.route.index()),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use http::Method;
    use http::uri::PathAndQuery;

    use super::*;
    use crate::app::HostPolicy;

    #[wz::get("/", subdomain = "<user>", endpoint = "home")]
    fn home(user: &str) {
        let _ = user;
    }

    #[wz::get("/news", endpoint = "news.page")]
    fn page() {}

    #[wz::get("/news", websocket, endpoint = "news.live")]
    fn live() {}

    wz::routes! { Site = home }
    wz::routes! { News = page, live }

    fn get(path: &'static str) -> Question {
        let path = PathAndQuery::from_static(path);
        Question { path, method: Method::GET, host: None, websocket: false }
    }

    #[test]
    fn the_request_is_seen_as_the_application_sees_it() {
        let app =
            App::new(Site).server_name("example.com").hosts(HostPolicy::only([".example.com"]).unwrap());
        let explained =
            |host: Option<&str>| text(&app, &Question { host: host.map(str::to_owned), ..get("/") }, false);
        let text = explained(Some("Bob.example.com:5000"));
        assert!(text.starts_with("GET / on bob.example.com\n"), "{text}");
        assert!(text.contains("answer:   / (home)\n          user = \"bob\"\n"), "{text}");
        let text = explained(Some("example.org"));
        assert!(
            text.starts_with("421 Misdirected Request: the application does not answer for example.org.")
        );
        assert!(text.contains("\n\nGET / on example.org\n"), "{text}");
        assert!(explained(None).contains("other host (for subdomain <user>)"));
    }

    #[test]
    fn a_websocket_gets_its_own_rule() {
        let app = App::new(News);
        let plain = text(&app, &get("/news"), false);
        assert!(plain.starts_with("GET /news\n"), "{plain}");
        assert!(plain.contains("answer:   /news (news.page)\n"), "{plain}");
        assert!(plain.contains("/news  news.live  only for WebSockets\n"), "{plain}");
        let opened = text(&app, &Question { websocket: true, ..get("/news") }, false);
        assert!(opened.starts_with("GET /news (WebSocket)\n"), "{opened}");
        assert!(opened.contains("answer:   /news (news.live)\n"), "{opened}");
        assert!(opened.contains("/news  news.page  not for WebSockets\n"), "{opened}");
    }

    #[test]
    fn colours() {
        let text = text(&App::new(Site), &get("/x"), true);
        assert!(text.starts_with("\x1b[1mGET /x\x1b[0m\n"), "{text}");
        assert!(text.contains("answer:   \x1b[1m404 Not Found\x1b[0m\n"), "{text}");
    }

    async fn look(request: Request, next: crate::middleware::Next) -> crate::Response {
        next.run(request).await
    }

    #[test]
    fn mounts_and_the_fallback_are_followed() {
        let app = App::new(News)
            .middleware_below("/old", look)
            .mount("/old", App::new(News))
            .fallback(App::new(Site));
        let explained = text(&app, &get("/old/news?a=b"), false);
        let lines: Vec<_> = explained.lines().collect();
        assert_eq!(lines[0], "GET /old/news", "{explained}");
        assert!(lines[1].starts_with("answer:   mount `wz::app::App` ("), "{explained}");
        assert_eq!(lines[2], "          script root /old, path /news", "{explained}");
        assert!(
            explained.contains("outermost first:\n  middleware `wz::cli::explain::tests::look` ("),
            "{explained}"
        );
        assert!(explained.contains(", for /old\n"), "{explained}");
        assert!(explained.contains("\nthere:\nGET /news\n"), "{explained}");
        assert!(explained.contains("answer:   /news (news.page)\n"), "{explained}");

        let explained = text(&app, &get("/x"), false);
        assert!(explained.contains("answer:   404 Not Found\n"), "{explained}");
        assert!(explained.contains("so it goes to the fallback `wz::app::App` ("), "{explained}");
        assert!(explained.contains("\nthere:\nGET /x\n"), "{explained}");
        assert!(!text(&app, &get("/news"), false).contains("fallback"));
    }

    #[test]
    fn error_pages_are_named() {
        let pages = || crate::app::ErrorPages::new().any(|_, _| "x");
        let app = App::new(News).error_pages(pages()).error_pages_below("/news", pages());
        let explained = text(&app, &get("/news/x"), false);
        assert!(
            explained.ends_with("the first that fits: /news, of the application; else the plain one\n"),
            "{explained}"
        );
        assert!(text(&App::new(News), &get("/x"), false).contains("error page: the plain one"));
        assert!(!text(&app, &get("/news"), false).contains("error page"));
    }
}

use super::show::Question;
use crate::app::App;
use crate::body::Body;
use crate::request::Request;

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
    if let Some(explanation) = app.explain(&request) {
        text.push_str(&explanation.text(coloured));
    }
    text
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
}

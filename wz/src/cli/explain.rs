use http::Method;
use http::uri::PathAndQuery;

use crate::app::App;
use crate::body::Body;
use crate::request::Request;

/// `routes --explain`: the text for a request.
pub(super) fn text(
    app: &App,
    path: &PathAndQuery,
    method: Method,
    host: Option<&str>,
    coloured: bool,
) -> String {
    let mut request = Request::new(method, path.as_str(), Body::empty());
    if let Some(host) = host {
        request = request.with_header("host", host);
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
    use super::*;
    use crate::app::HostPolicy;

    #[wz::get("/", subdomain = "<user>", endpoint = "home")]
    fn home(user: &str) {
        let _ = user;
    }

    wz::routes! { Site = home }

    #[test]
    fn the_request_is_seen_as_the_application_sees_it() {
        let app = App::new(Site).server_name("example.com").hosts(HostPolicy::only([".example.com"]));
        let explained = |host| text(&app, &PathAndQuery::from_static("/"), Method::GET, host, false);
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
    fn colours() {
        let text = text(&App::new(Site), &PathAndQuery::from_static("/x"), Method::GET, None, true);
        assert!(text.starts_with("\x1b[1mGET /x\x1b[0m\n"), "{text}");
        assert!(text.contains("answer:   \x1b[1m404 Not Found\x1b[0m\n"), "{text}");
    }
}

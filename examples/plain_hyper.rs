//! The routing of wz alone, inside a server of hyper's: no `App`, no handlers of wz.
//!
//! `cargo run -p wz-examples --bin plain_hyper`, then <http://127.0.0.1:5000/user/42>.

use std::convert::Infallible;
use std::sync::Arc;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, LOCATION};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use wz::routing::map::{Binding, Map, MapAdapter, MapError, RoutingError, Rule, Submount, Values};

/// What the rules lead to is the program's own affair: here a function.
type Page = fn(&MapAdapter<'_, Endpoint>, &Values) -> String;

#[derive(Clone, Copy)]
struct Endpoint {
    name: &'static str,
    page: Page,
}

/// So that URLs are built by name.
impl PartialEq<str> for Endpoint {
    fn eq(&self, name: &str) -> bool {
        self.name == name
    }
}

impl PartialEq for Endpoint {
    fn eq(&self, other: &Endpoint) -> bool {
        self.name == other.name
    }
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

fn index(urls: &MapAdapter<'_, Endpoint>, _: &Values) -> String {
    match urls.build("user", [("id", 42)]) {
        Ok(url) => format!("the answer is at {url}\n"),
        Err(error) => format!("{error}\n"),
    }
}

fn user(_: &MapAdapter<'_, Endpoint>, values: &Values) -> String {
    format!("user {}\n", values.get("id").and_then(|id| id.as_int()).unwrap_or_default())
}

fn file(_: &MapAdapter<'_, Endpoint>, values: &Values) -> String {
    format!("file {}\n", values.get("path").and_then(|path| path.as_str()).unwrap_or(""))
}

fn rules() -> Result<Map<Endpoint>, MapError> {
    let rule = |template: &str, name, page| Rule::to(template, Endpoint { name, page }).methods(["GET"]);
    Map::new([
        rule("/", "index", index).boxed(),
        rule("/user/<int:id>", "user", user).boxed(),
        Submount::new("/files", [rule("/<path:path>", "file", file)]).boxed(),
    ])
}

fn answer(map: &Map<Endpoint>, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let (head, _) = request.into_parts();
    let plain = |status: StatusCode, text: String| {
        let mut response = Response::new(Full::new(text.into()));
        *response.status_mut() = status;
        response
    };
    let urls = match Binding::to_request(&head, "http", None) {
        Ok(binding) => binding.bind(map),
        Err(error) => Err(error),
    };
    let urls = match urls {
        Ok(urls) => urls,
        Err(error) => return plain(StatusCode::BAD_REQUEST, format!("{error}\n")),
    };
    let target = head.uri.path_and_query().map_or("/", |target| target.as_str());
    match urls.find(target, &head.method) {
        Ok(found) => plain(StatusCode::OK, (found.endpoint.page)(&urls, &found.values)),
        Err(error) => {
            let mut response = plain(error.status(), format!("{error}\n"));
            let header = match &error {
                RoutingError::MethodNotAllowed { allow } => Some((ALLOW, allow.to_string())),
                RoutingError::Redirect { url } => Some((LOCATION, url.clone())),
                _ => None,
            };
            if let Some((name, value)) = header
                && let Ok(value) = value.parse()
            {
                response.headers_mut().insert(name, value);
            }
            response
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let map = Arc::new(rules()?);
    let port = std::env::args().skip_while(|argument| argument != "--port").nth(1);
    let port = port.map_or(Ok(5000), |port| port.parse())?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    eprintln!("http://{}/", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        let map = map.clone();
        let service = service_fn(move |request| {
            let response = answer(&map, request);
            async move { Ok::<_, Infallible>(response) }
        });
        tokio::spawn(
            hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), service),
        );
    }
}

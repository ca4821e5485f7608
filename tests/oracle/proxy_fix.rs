use std::sync::{Arc, Mutex};

use serde_json::{Value as Json, json};
use wz::middleware::{Middleware, Next, ProxyFix};
use wz::prelude::*;

use crate::tagged::{replay, text};

#[get("/x")]
fn index() {}

routes! { Site = index }

#[test]
fn proxy_fix() {
    let cases = replay("proxy_fix", |_, arguments| match arguments {
        [counts, headers, host] => fixed(counts, headers, text(host)),
        _ => panic!("counts, headers and a host are expected"),
    });
    assert!(cases >= 1000);
}

/// Client, scheme, host and script root as a handler sees them.
fn fixed(counts: &Json, headers: &Json, host: &str) -> Json {
    let count = |at: usize| usize::try_from(counts[at].as_u64().unwrap()).unwrap();
    let fix = ProxyFix::new()
        .x_for(count(0))
        .x_proto(count(1))
        .x_host(count(2))
        .x_port(count(3))
        .x_prefix(count(4));
    let seen = Arc::new(Mutex::new(Json::Null));
    let mut request = Request::get("/x").with_header("host", host);
    for (name, value) in headers.as_object().unwrap() {
        let name = format!("x-forwarded-{name}");
        request
            .headers_mut()
            .insert(wz::http::HeaderName::try_from(name).unwrap(), text(value).parse().unwrap());
    }
    let app = App::new(Site).middleware(fix).middleware(look(Arc::clone(&seen)));
    let answer = app.call(request);
    let mut answer = std::pin::pin!(answer);
    let polled = answer.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop()));
    assert!(polled.is_ready());
    seen.lock().unwrap().take()
}

fn look(seen: Arc<Mutex<Json>>) -> impl Middleware<(Next,)> {
    move |request: Request, next: Next| {
        // Without a socket the last proxy has no address.
        let client = request.peer_addr().map_or("192.168.0.1".to_owned(), |peer| peer.ip().to_string());
        let host = request.headers()["host"].to_str().unwrap();
        *seen.lock().unwrap() = json!([client, request.scheme(), host, request.script_root()]);
        next.run(request)
    }
}

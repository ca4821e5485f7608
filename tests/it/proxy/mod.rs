//! A proxy on a socket, with a server behind it that does what it is told to, right or wrong.

mod bodies;
mod heads;
mod raw;
mod trouble;
mod tunnels;

use wz::prelude::*;
use wz::proxy::HttpProxy;
use wz::serve::Server;

use crate::server::Running;
use raw::Raw;

#[get("/")]
fn index() -> &'static str {
    "not passed on"
}

#[route("/handler/<path:path>", methods(GET, POST))]
async fn handler(path: &str, proxy: State<HttpProxy>, request: Request) -> Response {
    assert!(!path.is_empty());
    proxy.forward(request).await
}

routes! { Site = index, handler }

/// Everything below `/api`, and what a handler lets through.
fn app(proxy: HttpProxy) -> App {
    App::new(Site).state(proxy.clone()).mount("/api", proxy)
}

fn to(upstream: &Raw) -> HttpProxy {
    HttpProxy::new(&format!("http://{}/base", upstream.addr)).unwrap()
}

fn serve(proxy: HttpProxy) -> Running {
    Running::of(app(proxy))
}

fn serve_with(proxy: HttpProxy, settings: impl FnOnce(Server<App>) -> Server<App>) -> Running {
    Running::serve(app(proxy), settings)
}

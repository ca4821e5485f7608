//! WebSockets without an application, and without wz's server.

use std::net::SocketAddr;

use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tower_service::Service;
use wz::handler::FromRequest;
use wz::serve::{AccessLog, Server};
use wz::websocket::WebSocketUpgrade;
use wz::{App, IntoResponse, Request, Response};
use wz_tests::{Answer, Frames, exchange};

use super::site::app;

fn listen() -> (Runtime, TcpListener, SocketAddr) {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let addr = listener.local_addr().unwrap();
    (runtime, listener, addr)
}

fn echoes(addr: SocketAddr) {
    let mut socket = Frames::connect(addr, "/echo");
    socket.send(0x81, "hello");
    assert_eq!(socket.receive(), (0x81, b"hello".to_vec()));
    socket.send(0x88, b"\x03\xe8");
    assert_eq!(socket.closed(), 1000);
}

#[test]
fn of_a_function() {
    async fn serve(mut request: Request) -> Response {
        let accept = request.path() == "/accept";
        let upgrade = match WebSocketUpgrade::from_request(&mut request).await {
            Ok(upgrade) => upgrade,
            Err(error) => return error.into_response(),
        };
        if accept {
            return upgrade.accept().await.map(|_| ()).into_response();
        }
        upgrade.on_upgrade(async |mut socket| {
            while let Some(message) = socket.receive().await {
                if message.as_text() == Some("panic") {
                    panic!("the function panics");
                }
                socket.send(message).await.unwrap();
            }
        })
    }

    let (runtime, listener, addr) = listen();
    runtime.spawn(
        Server::new(listener, serve).access_log(AccessLog::off()).run_until(std::future::pending::<()>()),
    );
    echoes(addr);
    let mut socket = Frames::connect(addr, "/echo");
    socket.send(0x81, "panic");
    assert_eq!(socket.closed(), 1011);
    let plain = "GET /echo HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    assert_eq!(Answer::parse(&exchange(addr, plain)).unwrap().status, 426);
    // Nobody goes on with what has been answered.
    let handshake = Frames::handshake("/accept", "Connection: close\r\n");
    assert_eq!(Answer::parse(&exchange(addr, handshake)).unwrap().status, 500);
}

/// hyper's own server, with the application as a service, and told about upgrades or not.
fn serve_by_hyper(app: App, upgrades: bool) -> (Runtime, SocketAddr) {
    let (runtime, listener, addr) = listen();
    runtime.spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let app = app.clone();
            let service = hyper::service::service_fn(move |mut request| {
                if upgrades {
                    wz::serve::accept_upgrades(&mut request);
                }
                Service::call(&mut app.clone(), request)
            });
            let connection =
                hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            tokio::spawn(connection.with_upgrades());
        }
    });
    (runtime, addr)
}

#[test]
fn under_a_server_of_hyper() {
    let (_runtime, addr) = serve_by_hyper(app(), true);
    echoes(addr);
    let refused = exchange(addr, Frames::handshake("/members", "Connection: close\r\n"));
    assert_eq!(Answer::parse(&refused).unwrap().status, 403);
}

#[test]
fn a_server_that_gives_nothing_away_is_a_mistake_of_the_program() {
    let failures = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let lines = std::sync::Arc::clone(&failures);
    let app = app().on_failure(move |_, _, failure| lines.lock().unwrap().push(failure.to_string()));
    let (_runtime, addr) = serve_by_hyper(app, false);
    let answer = exchange(addr, Frames::handshake("/echo", "Connection: close\r\n"));
    assert_eq!(Answer::parse(&answer).unwrap().status, 500);
    assert!(failures.lock().unwrap()[0].contains("accept_upgrades"), "{failures:?}");
}

#[test]
fn beside_an_axum_router() {
    let (runtime, listener, addr) = listen();
    let app = app();
    runtime.spawn(async move {
        let router = axum::Router::new().fallback(async move |mut request: axum::extract::Request| {
            wz::serve::accept_upgrades(&mut request);
            Service::call(&mut app.clone(), request).await
        });
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let router = router.clone();
            let service = hyper::service::service_fn(move |request| router.clone().call(request));
            let connection =
                hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            tokio::spawn(connection.with_upgrades());
        }
    });
    echoes(addr);
}

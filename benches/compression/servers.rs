//! Who compresses: each gives the whole body of its answer to the same request.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use actix_web::body::to_bytes;
use actix_web::dev::Service as _;
use actix_web::http::header::ContentType;
use actix_web::middleware::Compress;
use actix_web::test::{TestRequest, init_service};
use actix_web::{HttpResponse, web};
use http_body_util::BodyExt as _;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_service::Service as _;
use wz::body::{Coding, Compression};
use wz::bytes::Bytes;
use wz::prelude::*;

use crate::inputs::Input;

pub(crate) struct Server {
    pub(crate) name: &'static str,
    pub(crate) answer: Box<dyn Fn() -> Bytes>,
}

#[get("/")]
fn content(input: State<(Bytes, &'static str)>) -> Response {
    let (content, content_type) = &*input;
    Response::new(content.clone()).with_header("content-type", *content_type)
}

routes! { Site = content }

/// All of them, and whether they make of it what can be read.
pub(crate) fn all(input: &Input, coding: &str) -> Vec<Server> {
    let content = Bytes::from(input.content.clone());
    let servers = vec![
        wz(content.clone(), input.content_type, coding),
        tower(content.clone(), input.content_type, coding),
        actix(content.clone(), input.content_type, coding),
    ];
    for server in &servers {
        let body = (server.answer)();
        if coding == "gzip" {
            let mut decoder = flate2::read::GzDecoder::new(&body[..]);
            let mut text = String::new();
            std::io::Read::read_to_string(&mut decoder, &mut text).expect("gzip");
            assert!(text == input.content, "{}", server.name);
        }
        assert_eq!(body == content, coding == "identity", "{}", server.name);
    }
    servers
}

fn wz(content: Bytes, content_type: &'static str, coding: &str) -> Server {
    let app = wz::App::new(Site).state((content, content_type)).compress(Compression::new());
    let coding = coding.to_owned();
    let answer = move || {
        let request = wz::Request::get("/").with_header("accept-encoding", &coding);
        block_on(async { app.call(request).await.into_body().collect().await.expect("a body").to_bytes() })
    };
    Server { name: "wz", answer: Box::new(answer) }
}

fn tower(content: Bytes, content_type: &'static str, coding: &str) -> Server {
    let level = match coding {
        "br" => Coding::Brotli,
        "zstd" => Coding::Zstd,
        _ => Coding::Gzip,
    };
    let layer = CompressionLayer::new().quality(CompressionLevel::Precise(level.default_level().into()));
    let handler = move || {
        let content = content.clone();
        async move { axum::response::IntoResponse::into_response(([("content-type", content_type)], content)) }
    };
    let router = axum::Router::new().route("/", axum::routing::get(handler)).layer(layer);
    let coding = coding.to_owned();
    let answer = move || {
        let request = wz::http::Request::get("/").header("accept-encoding", &coding);
        let request = request.body(axum::body::Body::empty()).expect("a request");
        let mut router = router.clone();
        block_on(async move {
            let response = router.call(request).await.expect("an answer");
            response.into_body().collect().await.expect("a body").to_bytes()
        })
    };
    Server { name: "tower", answer: Box::new(answer) }
}

/// Its service is `!Send`, and spawns nothing for what is short.
fn actix(content: Bytes, content_type: &'static str, coding: &str) -> Server {
    let kind: ContentType = ContentType(content_type.parse().expect("a media type"));
    let shared = Arc::new(Mutex::new(content));
    let system = actix_web::rt::System::new();
    let service = system.block_on(init_service(actix_web::App::new().wrap(Compress::default()).route(
        "/",
        web::get().to(move || {
            let body = shared.lock().expect("no panic").clone();
            let kind = kind.clone();
            async move { HttpResponse::Ok().insert_header(kind).body(body) }
        }),
    )));
    let coding = coding.to_owned();
    let answer = move || {
        let request = TestRequest::get().uri("/").insert_header(("accept-encoding", coding.as_str()));
        let request = request.to_request();
        system.block_on(async {
            let response = service.call(request).await.expect("an answer");
            to_bytes(response.into_body()).await.unwrap_or_else(|_| panic!("a body"))
        })
    };
    Server { name: "actix", answer: Box::new(answer) }
}

/// Nothing here waits for anything but its turn.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

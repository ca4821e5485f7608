//! The floor: hyper itself, with matchit for the routes and the answers made by hand. A file is read in place, 64 KiB at a
//! time, as a server must not do it whose disk may be slow.

use std::convert::Infallible;
use std::fs::{File, Metadata};
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use futures_util::{StreamExt, stream};
use http_body_util::{BodyExt, Either, Full, StreamBody, combinators::UnsyncBoxBody};
use hyper::body::{Bytes, Frame, Incoming};
use hyper::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, LAST_MODIFIED,
};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use matchit::{Params, Router};
use rustix::buffer::spare_capacity;

use super::{ITEM, Order, SECTIONS, comment, mark, numbers, publish, user};

#[derive(Clone, Copy)]
enum Endpoint {
    Hello,
    User,
    Json,
    Form,
    Files,
    Events,
    Publish,
    Mark,
    Section,
    Comment,
}

struct Site {
    routes: Router<Endpoint>,
    files: PathBuf,
}

type Body = Either<Full<Bytes>, UnsyncBoxBody<Bytes, io::Error>>;

pub(super) fn serve(listener: TcpListener, folder: &Path) {
    let site = Arc::new(Site { routes: routes(), files: folder.join("files") });
    super::current_thread().block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
        while let Ok((socket, _)) = listener.accept().await {
            let _ = socket.set_nodelay(true);
            let site = Arc::clone(&site);
            tokio::spawn(async move {
                let service = service_fn(|request| answer(&site, request));
                let _ = http1::Builder::new().serve_connection(TokioIo::new(socket), service).await;
            });
        }
    });
}

fn routes() -> Router<Endpoint> {
    let mut routes = Router::new();
    let mut add = |rule: &str, endpoint| routes.insert(rule, endpoint).expect("a rule");
    add("/", Endpoint::Hello);
    add("/user/{id}", Endpoint::User);
    add("/json", Endpoint::Json);
    add("/form", Endpoint::Form);
    add("/files/{*name}", Endpoint::Files);
    add("/events", Endpoint::Events);
    add("/publish", Endpoint::Publish);
    add("/mark", Endpoint::Mark);
    for at in 0..SECTIONS {
        add(&format!("/section{at}"), Endpoint::Hello);
        add(&format!("/section{at}/{{id}}"), Endpoint::Section);
        add(&format!("/section{at}/{{id}}/edit"), Endpoint::Section);
        add(&format!("/section{at}/{{id}}/comments/{{comment}}"), Endpoint::Comment);
    }
    routes
}

async fn answer(site: &Site, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let (head, body) = request.into_parts();
    let Ok(found) = site.routes.at(head.uri.path()) else { return Ok(status(StatusCode::NOT_FOUND)) };
    let post = matches!(found.value, Endpoint::Form | Endpoint::Publish);
    if head.method != if post { Method::POST } else { Method::GET } {
        return Ok(status(StatusCode::METHOD_NOT_ALLOWED));
    }
    let number = |name| number(&found.params, name);
    Ok(match found.value {
        Endpoint::Hello => text("Hello, World!"),
        Endpoint::User | Endpoint::Section => match number("id") {
            Some(id) => text(user(id)),
            None => status(StatusCode::NOT_FOUND),
        },
        Endpoint::Comment => match (number("id"), number("comment")) {
            (Some(id), Some(at)) => text(comment(id, at)),
            _ => status(StatusCode::NOT_FOUND),
        },
        Endpoint::Json => match serde_json::to_vec(&ITEM) {
            Ok(json) => typed("application/json", json),
            Err(_) => status(StatusCode::INTERNAL_SERVER_ERROR),
        },
        Endpoint::Form => {
            match body.collect().await.map(|body| serde_urlencoded::from_bytes::<Order>(&body.to_bytes())) {
                Ok(Ok(order)) => text(order.text()),
                _ => status(StatusCode::BAD_REQUEST),
            }
        }
        Endpoint::Files => {
            let name = found.params.get("name").unwrap_or_default();
            file(&site.files.join(name), head.headers.get(IF_NONE_MATCH))
                .unwrap_or_else(|_| status(StatusCode::NOT_FOUND))
        }
        Endpoint::Events => {
            let events = numbers().map(|number| Ok(Frame::data(Bytes::from(format!("data: {number}\n\n")))));
            let mut response = Response::new(Either::Right(StreamBody::new(events).boxed_unsync()));
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
            response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Endpoint::Publish => text(publish()),
        Endpoint::Mark => text(mark()),
    })
}

fn number(params: &Params<'_, '_>, name: &str) -> Option<u32> {
    params.get(name)?.parse().ok()
}

fn text(text: impl Into<Bytes>) -> Response<Body> {
    typed("text/plain; charset=utf-8", text)
}

fn typed(kind: &'static str, body: impl Into<Bytes>) -> Response<Body> {
    let mut response = Response::new(Either::Left(Full::new(body.into())));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Either::Left(Full::default()));
    *response.status_mut() = status;
    response
}

fn file(path: &Path, known: Option<&HeaderValue>) -> io::Result<Response<Body>> {
    const PIECE: usize = 64 * 1024;
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    let etag = etag(&metadata)?;
    let modified =
        HeaderValue::try_from(httpdate::fmt_http_date(metadata.modified()?)).map_err(io::Error::other)?;
    let mut response = if known == Some(&etag) {
        status(StatusCode::NOT_MODIFIED)
    } else {
        let pieces = stream::poll_fn(move |_| {
            let mut piece = Vec::with_capacity(PIECE);
            Some(match rustix::io::read(&file, spare_capacity(&mut piece)) {
                Ok(0) => return None.into(),
                Ok(_) => Ok(Frame::data(Bytes::from(piece))),
                Err(error) => Err(error.into()),
            })
            .into()
        });
        let mut response = Response::new(Either::Right(StreamBody::new(pieces).boxed_unsync()));
        response.headers_mut().insert(CONTENT_LENGTH, metadata.len().into());
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
        response
    };
    response.headers_mut().insert(ETAG, etag);
    response.headers_mut().insert(LAST_MODIFIED, modified);
    Ok(response)
}

fn etag(metadata: &Metadata) -> io::Result<HeaderValue> {
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
    HeaderValue::try_from(format!("\"{:x}-{:x}\"", modified.as_nanos(), metadata.len()))
        .map_err(io::Error::other)
}

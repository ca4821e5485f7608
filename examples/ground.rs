//! The pieces of wz alone, inside a service of hyper's: files with conditions and ranges, negotiation, cookies.
//!
//! `cargo run -p wz-examples --bin ground`, then <http://127.0.0.1:5000/>.

use std::convert::Infallible;
use std::io;
use std::time::{Duration, SystemTime};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::HeaderMap;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use wz::conditional::make_conditional;
use wz::cookie::{self, SameSite, SetCookie};
use wz::header::{
    Accept, AcceptLanguage, Allow, ContentLanguage, ContentType, ETag, FieldNames, HeaderError,
    HeaderErrorKind, HeaderMapExt, LastModified, ResponseCacheControl, Vary,
};
use wz::security::safe_join;
use wz::url::{TrustedHosts, percent_decode, request_host};

/// The files that are served: those of the examples.
const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

fn plain(status: StatusCode, text: &str) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(format!("{text}\n")));
    *response.status_mut() = status;
    response
}

/// A page in the format and the language that the client likes best, and how often it was here.
fn index(request: &HeaderMap) -> Result<Response<Bytes>, HeaderError> {
    let accept: Accept = request.typed()?.unwrap_or_default();
    let languages: AcceptLanguage = request.typed()?.unwrap_or_default();
    // What is no number is the client's own doing: it begins anew.
    let visits = cookie::get(request, "visits").and_then(|visits| visits.parse::<u32>().ok());
    let visits = visits.unwrap_or(0).saturating_add(1);
    let language = languages.lookup(["en", "de"]).unwrap_or("en");
    let words = format!("{visits} {}", if language == "de" { "Besuche" } else { "visits" });
    let (kind, text) = match accept.best_match(["text/html", "application/json", "text/plain"]) {
        Some("text/html") => {
            (ContentType::html(), format!("<p>{words}, <a href=\"/files/ground.rs\">file</a>\n"))
        }
        Some("application/json") => (ContentType::json(), format!("{{\"visits\":{visits}}}\n")),
        Some(_) => (ContentType::text(), words + "\n"),
        None => return Ok(plain(StatusCode::NOT_ACCEPTABLE, "There are HTML, JSON and plain text.")),
    };
    let mut response = Response::new(text.into());
    let head = response.headers_mut();
    head.set_typed(&kind)?;
    head.set_typed(&ContentLanguage::new([language])?)?;
    head.set_typed(&Vary::new(["accept", "accept-language", "cookie"])?)?;
    head.set_typed(&ResponseCacheControl { no_cache: Some(FieldNames::All), ..Default::default() })?;
    let visits = SetCookie::build("visits", visits.to_string()).max_age(Duration::from_secs(86_400));
    visits.same_site(SameSite::Lax).build()?.append_to(head);
    Ok(response)
}

/// A file below the folder; `None` when there is none, or it would be outside.
async fn file(path: &str) -> Result<Option<Response<Bytes>>, HeaderError> {
    let path = percent_decode(path).ok().and_then(|path| safe_join(FOLDER, [path]).ok());
    let Some(path) = path else { return Ok(None) };
    let is_text = path.extension().is_some_and(|extension| extension == "rs" || extension == "toml");
    let read = move || -> io::Result<(Vec<u8>, SystemTime)> {
        Ok((std::fs::read(&path)?, std::fs::metadata(&path)?.modified()?))
    };
    // Reading blocks, so it is done on another thread.
    let Ok(Ok((content, modified))) = tokio::task::spawn_blocking(read).await else { return Ok(None) };
    let tag = ETag::of_content(&content);
    let mut response = Response::new(content.into());
    let head = response.headers_mut();
    head.set_typed(&if is_text { ContentType::text() } else { ContentType::octet_stream() })?;
    head.set_typed(&tag)?;
    head.set_typed(&LastModified(modified.into()))?;
    Ok(Some(response))
}

async fn respond<B>(request: &Request<B>) -> Result<Response<Bytes>, HeaderError> {
    let host = request_host("http", request.uri(), request.headers(), &TrustedHosts::any());
    if !matches!(host, Ok(Some(_))) {
        return Ok(plain(StatusCode::BAD_REQUEST, "The host is not well-formed."));
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "There are GET and HEAD.");
        refused.headers_mut().set_typed(&Allow::from_iter([Method::GET, Method::HEAD]))?;
        return Ok(refused);
    }
    let found = match (request.uri().path(), request.uri().path().strip_prefix("/files/")) {
        ("/", _) => Some(index(request.headers())?),
        (_, Some(path)) => file(path).await?,
        _ => None,
    };
    let response = found.unwrap_or_else(|| plain(StatusCode::NOT_FOUND, "There is no such page."));
    Ok(make_conditional(request.method(), request.headers(), response))
}

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let response = respond(&request).await.unwrap_or_else(|error| match error.kind() {
        HeaderErrorKind::Unwritable => plain(StatusCode::INTERNAL_SERVER_ERROR, "A header of ours is wrong."),
        _ => plain(StatusCode::BAD_REQUEST, &error.to_string()),
    });
    Ok(response.map(Full::new))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port = std::env::args().skip_while(|argument| argument != "--port").nth(1);
    let port = port.map_or(Ok(5000), |port| port.parse())?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    eprintln!("http://{}/", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .serve_connection(TokioIo::new(stream), service_fn(answer));
        tokio::spawn(connection);
    }
}

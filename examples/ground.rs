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
    Accept, AcceptLanguage, Allow, ContentLanguage, ContentType, ETag, FieldNames, HeaderError, HeaderMapExt,
    LastModified, ResponseCacheControl, Vary,
};
use wz::security::safe_join;
use wz::url::{TrustedHosts, percent_decode, request_host};

/// The files that are served: those of the examples.
const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

/// An answer that is no success.
type Refused = (StatusCode, String);

fn refused(status: StatusCode) -> impl Fn(HeaderError) -> Refused {
    move |error| (status, error.to_string())
}

/// A page in the format and the language that the client likes best, and how often it was here.
fn index(request: &HeaderMap) -> Result<Response<Bytes>, Refused> {
    let bad = refused(StatusCode::BAD_REQUEST);
    let accept: Accept = request.typed().map_err(&bad)?.unwrap_or_default();
    let languages: AcceptLanguage = request.typed().map_err(&bad)?.unwrap_or_default();
    // What is no number is the client's own doing: it begins anew.
    let visits = cookie::get(request, "visits").and_then(|visits| visits.parse::<u32>().ok());
    let visits = visits.unwrap_or(0).saturating_add(1);
    let language = languages.lookup(["en", "de"]).unwrap_or("en");
    let words = if language == "de" { "Besuche" } else { "visits" };
    let (kind, text) = match accept.best_match(["text/html", "application/json", "text/plain"]) {
        Some("text/html") => {
            (ContentType::html(), format!("<p>{visits} {words}, <a href=\"/files/ground.rs\">file</a>\n"))
        }
        Some("application/json") => (ContentType::json(), format!("{{\"visits\":{visits}}}\n")),
        Some(_) => (ContentType::text(), format!("{visits} {words}\n")),
        None => return Err((StatusCode::NOT_ACCEPTABLE, "There are HTML, JSON and plain text.".to_owned())),
    };
    let mut response = Response::new(text.into());
    let write = |head: &mut HeaderMap| {
        head.set_typed(&kind)?;
        head.set_typed(&ContentLanguage::new([language])?)?;
        head.set_typed(&Vary::new(["accept", "accept-language", "cookie"])?)?;
        head.set_typed(&ResponseCacheControl { no_cache: Some(FieldNames::All), ..Default::default() })?;
        let visits = SetCookie::build("visits", visits.to_string()).max_age(Duration::from_secs(86_400));
        visits.same_site(SameSite::Lax).build()?.append_to(head);
        Ok(())
    };
    write(response.headers_mut()).map_err(refused(StatusCode::INTERNAL_SERVER_ERROR))?;
    Ok(response)
}

/// A file below the folder. What leads out of it is not there, as what is not there.
async fn file(path: &str) -> Result<Response<Bytes>, Refused> {
    let missing = || (StatusCode::NOT_FOUND, "There is no such file.".to_owned());
    let decoded = percent_decode(path).map_err(|_| missing())?;
    let path = safe_join(FOLDER, [decoded]).map_err(|_| missing())?;
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("rs" | "toml") => ContentType::text(),
        _ => ContentType::octet_stream(),
    };
    let read = move || -> io::Result<(Vec<u8>, SystemTime)> {
        Ok((std::fs::read(&path)?, std::fs::metadata(&path)?.modified()?))
    };
    let (content, modified) =
        tokio::task::spawn_blocking(read).await.ok().and_then(Result::ok).ok_or_else(missing)?;
    let tag = ETag::of_content(&content);
    let mut response = Response::new(content.into());
    let write = |head: &mut HeaderMap| {
        head.set_typed(&kind)?;
        head.set_typed(&tag)?;
        head.set_typed(&LastModified(modified.into()))
    };
    write(response.headers_mut()).map_err(refused(StatusCode::INTERNAL_SERVER_ERROR))?;
    Ok(response)
}

async fn respond<B>(request: &Request<B>) -> Result<Response<Bytes>, Refused> {
    let host = request_host("http", request.uri(), request.headers(), &TrustedHosts::any());
    if !matches!(host, Ok(Some(_))) {
        return Err((StatusCode::BAD_REQUEST, "The host is not well-formed.".to_owned()));
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return Err((StatusCode::METHOD_NOT_ALLOWED, "There are GET and HEAD.".to_owned()));
    }
    let response = match request.uri().path() {
        "/" => index(request.headers())?,
        path => match path.strip_prefix("/files/") {
            Some(path) => file(path).await?,
            None => return Err((StatusCode::NOT_FOUND, "There is no such page.".to_owned())),
        },
    };
    Ok(make_conditional(request.method(), request.headers(), response))
}

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let response = respond(&request).await.unwrap_or_else(|(status, text)| {
        let mut response = Response::new(Bytes::from(text + "\n"));
        *response.status_mut() = status;
        if status == StatusCode::METHOD_NOT_ALLOWED {
            // Methods always are a header.
            let _ = response.headers_mut().set_typed(&Allow::from_iter([Method::GET, Method::HEAD]));
        }
        response
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

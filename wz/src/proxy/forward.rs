use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use http::header::{ALLOW, CONNECTION, CONTENT_LENGTH, HeaderValue, TRANSFER_ENCODING, UPGRADE};
use http::{HeaderMap, Method, StatusCode, Version};
use http_body::Body as _;
use hyper::body::Incoming;
use hyper::ext::on_informational;
use hyper_util::client::legacy::Error;
use tokio::time::{Instant, timeout_at};

use super::client::{Answer, Client};
use super::download::Download;
use super::forwarded::Known;
use super::head::{Head, count_down, is_looping, leave};
use super::location;
use super::settings::Settings;
use super::tunnel::tunnel;
use super::upload::{Upload, UploadWatch};
use crate::body::{Body, BoxError, too_large};
use crate::error::HttpError;
use crate::header::{lists, tokens};
use crate::request::{Request, unreadable};
use crate::response::{Response, own_length};
use crate::upgrade::Upgrader;

/// Passes a request on, and its response back.
pub(super) async fn forward(
    settings: &Settings,
    client: &Client,
    mut request: Request,
) -> Result<Response, HttpError> {
    if let Some(answer) = answered_here(&mut request)? {
        return Ok(answer);
    }
    let known = Known::of(&request, settings);
    let prefix = request.script_root().to_owned();
    let kept = if settings.keeps_prefix { &*prefix } else { "" };
    let uri = settings.upstream.uri(kept, request.path(), request.query_string())?;
    let upgrader = request.extensions_mut().remove::<Upgrader>();
    let head = Head::of(&mut request, settings, &known, upgrader.is_some());
    let method = request.method().clone();
    let body = request.take_body();
    let mut asked = http::Request::new(());
    *asked.method_mut() = method.clone();
    *asked.uri_mut() = uri;
    *asked.headers_mut() = head.headers;
    let (answer, upload) = send(settings, client, asked, body, head.expects).await?;
    let (mut parts, body) = answer.into_parts();
    if parts.status == StatusCode::SWITCHING_PROTOCOLS {
        let asked = upgrader.zip(head.upgrade);
        return switch(settings, parts, asked);
    }
    check_framing(&parts.headers)?;
    let length = own_length(&parts.headers);
    leave(&mut parts.headers);
    // Of a response that has no body it is the length that the body would have.
    let bodiless = method == Method::HEAD || parts.status == StatusCode::NOT_MODIFIED;
    if let Some(length) = length.filter(|_| bodiless).or(body.size_hint().exact().filter(|_| !bodiless)) {
        parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    if settings.rewrites_location {
        location::rewrite(
            &mut parts.headers,
            &settings.upstream,
            known.host.as_deref(),
            &prefix_of(settings, prefix),
        );
    }
    let mut response = Response::new(Body::new(Download::new(body, settings.idle_timeout, upload)));
    *response.headers_mut() = parts.headers;
    Ok(response.with_status(parts.status))
}

/// What comes before the path here, and not there.
fn prefix_of(settings: &Settings, prefix: String) -> String {
    if settings.keeps_prefix { String::new() } else { prefix }
}

/// What does not go any further.
fn answered_here(request: &mut Request) -> Result<Option<Response>, HttpError> {
    let method = request.method();
    if *method == Method::CONNECT || *method == Method::TRACE {
        return Err(HttpError::new(StatusCode::NOT_IMPLEMENTED)
            .with_description("This method is not passed on to the server that answers here."));
    }
    if *method == Method::OPTIONS && !count_down(request.headers_mut()) {
        return Ok(Some(Response::empty().with_header(ALLOW, "OPTIONS")));
    }
    if is_looping(request.headers()) {
        return Err(HttpError::new(StatusCode::LOOP_DETECTED)
            .with_source("a proxy leads to itself: the request has come through it several times"));
    }
    // Before anybody is asked.
    let limit = request.limits().body;
    if request.body().size_hint().lower() > limit { Err(too_large(limit)) } else { Ok(None) }
}

/// Gets the head of the response.
async fn send(
    settings: &Settings,
    client: &Client,
    asked: http::Request<()>,
    body: Body,
    expects: bool,
) -> Result<(http::Response<Incoming>, UploadWatch), HttpError> {
    // Only what changes nothing is sent a second time (RFC 9110 section 9.2.2).
    let may_repeat = body.is_end_stream()
        && [Method::GET, Method::HEAD, Method::OPTIONS].contains(asked.method())
        && !asked.headers().contains_key(UPGRADE);
    let again = may_repeat.then(|| asked.clone());
    let (answer, upload) = attempt(settings, client, asked, body, expects).await?;
    let (answer, upload) = match (answer, again) {
        (Err(error), Some(asked)) if has_been_closed(&error) => {
            attempt(settings, client, asked, Body::empty(), false).await?
        }
        (answer, _) => (answer, upload),
    };
    match answer {
        Ok(answer) => Ok((answer, upload)),
        Err(error) => Err(match upload.take_failure() {
            Some(failure) => unreadable(failure),
            None => failed(settings, error),
        }),
    }
}

async fn attempt(
    settings: &Settings,
    client: &Client,
    asked: http::Request<()>,
    body: Body,
    expects: bool,
) -> Result<(Answer, UploadWatch), HttpError> {
    let (upload, watch) = Upload::new(body, expects);
    let mut asked = asked.map(|()| upload);
    *asked.version_mut() = Version::HTTP_11;
    if expects {
        let watch = watch.clone();
        on_informational(&mut asked, move |interim| {
            if interim.status() == StatusCode::CONTINUE {
                watch.want();
            }
        });
    }
    let mut answer = client.send(settings, asked);
    let limit = settings.response_timeout;
    loop {
        let Some(deadline) = watch.deadline(limit) else { return Ok((answer.await, watch)) };
        if let Ok(answer) = timeout_at(deadline, &mut answer).await {
            return Ok((answer, watch));
        }
        if watch.deadline(limit).is_some_and(|deadline| deadline <= Instant::now()) {
            return Err(late(settings, "the head of its response", limit, "response_timeout"));
        }
    }
}

/// Whether the other server has closed the connection without a word: it has been idle, and this is a race that both lose.
fn has_been_closed(error: &Error) -> bool {
    !error.is_connect()
        && causes(error).any(|cause| {
            let hyper = cause.downcast_ref::<hyper::Error>();
            let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
            hyper.is_some_and(|error| {
                error.is_incomplete_message() || error.is_canceled() || error.is_closed()
            }) || matches!(io, Some(io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe))
        })
}

fn causes<'e>(error: &'e (dyn StdError + 'static)) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let error = next?;
        next = error.source();
        Some(error)
    })
}

fn failed(settings: &Settings, error: Error) -> HttpError {
    let timed_out = |cause: &(dyn StdError + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
    };
    if error.is_connect() && causes(&error).any(timed_out) {
        return late(settings, "a connection", settings.connect_timeout, "connect_timeout");
    }
    bad_gateway(Upstream { host: settings.upstream.host.clone(), cause: error.into() })
}

/// What is wrong with the other server, for the log.
#[derive(Debug)]
struct Upstream {
    host: HeaderValue,
    cause: BoxError,
}

impl std::fmt::Display for Upstream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "there is no response from {}", String::from_utf8_lossy(self.host.as_bytes()))
    }
}

impl StdError for Upstream {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.cause)
    }
}

fn late(settings: &Settings, what: &str, limit: Duration, name: &str) -> HttpError {
    let host = String::from_utf8_lossy(settings.upstream.host.as_bytes()).into_owned();
    HttpError::new(StatusCode::GATEWAY_TIMEOUT)
        .with_description("The server that answers here has taken too long.")
        .with_source(format!(
            "{host} has taken longer for {what} than {limit:?}, the limit `HttpProxy::{name}`"
        ))
}

fn bad_gateway(source: impl Into<BoxError>) -> HttpError {
    HttpError::new(StatusCode::BAD_GATEWAY)
        .with_description(
            "The server that answers here is not to be reached, or has not answered as it should.",
        )
        .with_source(source)
}

/// A response that can be read in two ways is passed on in none (RFC 9112 section 6.3).
fn check_framing(headers: &HeaderMap) -> Result<(), HttpError> {
    let mut codings = tokens(headers, &TRANSFER_ENCODING);
    let Some(coding) = codings.next() else { return Ok(()) };
    if !coding.eq_ignore_ascii_case(b"chunked") || codings.next().is_some() {
        return Err(bad_gateway("the response has another transfer coding than `chunked`"));
    }
    if headers.contains_key(CONTENT_LENGTH) {
        return Err(bad_gateway("the response has both `Transfer-Encoding` and `Content-Length`"));
    }
    Ok(())
}

/// Answers 101, and passes on what follows it.
fn switch(
    settings: &Settings,
    mut parts: http::response::Parts,
    asked: Option<(Upgrader, String)>,
) -> Result<Response, HttpError> {
    let connection = parts.extensions.remove::<hyper::upgrade::OnUpgrade>();
    let agreed = asked.filter(|(_, protocol)| lists(&parts.headers, &UPGRADE, protocol));
    let (Some((upgrader, protocol)), Some(connection)) = (agreed, connection) else {
        return Err(bad_gateway("the response changes to a protocol that it has not been asked for"));
    };
    let silence = settings.tunnel_timeout;
    upgrader.hand_over(move |client| tunnel(client, connection, silence));
    leave(&mut parts.headers);
    let mut response = Response::empty().with_status(StatusCode::SWITCHING_PROTOCOLS);
    *response.headers_mut() = parts.headers;
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("upgrade"));
    Ok(response.with_header(UPGRADE, protocol))
}

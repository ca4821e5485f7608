use http::header::{ALLOW, CONNECTION, CONTENT_LENGTH, HeaderValue, TRANSFER_ENCODING, UPGRADE};
use http::{HeaderMap, Method, StatusCode, Version};
use http_body::Body as _;
use hyper::body::Incoming;
use hyper::ext::on_informational;
use tokio::time::{Instant, timeout_at};

use super::client::{Answer, Client};
use super::download::Download;
use super::failure::{bad_gateway, failed, has_been_closed, late};
use super::forwarded::Known;
use super::head::{Head, count_down, is_looping, leave};
use super::location;
use super::settings::Settings;
use super::tunnel::tunnel;
use super::upload::{Upload, UploadWatch};
use crate::body::{Body, too_large};
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

use std::future::poll_fn;
use std::pin::Pin;

use http::header::{CONTENT_LENGTH, COOKIE, HOST, HeaderValue};
use http::response::Parts;
use http::{Method, StatusCode, Uri};
use http_body::Body as _;

use super::address::Address;
use super::redirect::next;
use super::{TestRequest, TestResponse};
use crate::body::Body;
use crate::request::Request;
use crate::response::Response;

/// How many redirects are followed.
const MAX_REDIRECTS: usize = 20;

/// A response whose body is still to come.
pub(super) struct Answer {
    pub(super) method: Method,
    pub(super) address: Address,
    pub(super) head: Parts,
    pub(super) body: Body,
    pub(super) history: Vec<TestResponse>,
}

/// Sends a request, and those that its answer leads to.
pub(super) async fn exchange(mut request: TestRequest) -> Answer {
    let mut history = Vec::new();
    loop {
        let replay = request.body.full_bytes();
        let mut answer = send(&mut request).await;
        let follows = request.follows && history.len() < MAX_REDIRECTS;
        if !(follows && next(&mut request, &answer.head, replay, &history)) {
            answer.history = history;
            return answer;
        }
        history.push(answer.collect().await);
    }
}

async fn send(request: &mut TestRequest) -> Answer {
    let made = made(request);
    let TestRequest { client, method, address, .. } = request;
    let response = as_sent(method, client.app.call(made).await);
    let (head, body) = http::Response::from(response).into_parts();
    if client.keeps_cookies {
        client.jar().take(address, &head.headers);
    }
    Answer { method: method.clone(), address: address.clone(), head, body, history: Vec::new() }
}

/// The request as it comes out of a server's parser.
pub(super) fn made(request: &mut TestRequest) -> Request {
    let TestRequest { client, method, address, headers, body, peer, .. } = request;
    let body = std::mem::take(body);
    let length = body.size_hint().exact().filter(|length| *length > 0 || writes(method));
    let target = if address.secure { address.url() } else { address.target() };
    let mut made = http::Request::new(body);
    *made.method_mut() = method.clone();
    // It has been parsed before.
    *made.uri_mut() = target.parse::<Uri>().unwrap_or_default();
    let all = made.headers_mut();
    all.clone_from(headers);
    for (name, value) in &client.headers {
        if !headers.contains_key(name) {
            all.append(name, value.clone());
        }
    }
    if !all.contains_key(HOST)
        && let Ok(host) = address.authority().parse()
    {
        all.insert(HOST, host);
    }
    if let Some(length) = length {
        all.entry(CONTENT_LENGTH).or_insert(HeaderValue::from(length));
    }
    if let Some(kept) = client.keeps_cookies.then(|| client.jar().header(address)).flatten() {
        let given = all.get(COOKIE).map(HeaderValue::as_bytes);
        let both = given.map_or(kept.clone().into_bytes(), |given| [given, b"; ", kept.as_bytes()].concat());
        if let Ok(both) = HeaderValue::from_bytes(&both) {
            all.insert(COOKIE, both);
        }
    }
    let mut made = Request::from(made);
    made.context_mut().peer = Some(*peer);
    made
}

fn writes(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}

/// With the length that a server adds.
fn as_sent(method: &Method, mut response: Response) -> Response {
    let status = response.status();
    let has_length = !status.is_informational()
        && !matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED)
        && *method != Method::HEAD;
    if has_length && let Some(length) = response.body().size_hint().exact() {
        response.headers_mut().entry(CONTENT_LENGTH).or_insert(HeaderValue::from(length));
    }
    response
}

impl Answer {
    pub(super) async fn collect(self) -> TestResponse {
        let Answer { method, address, head, mut body, history } = self;
        let mut all = Vec::new();
        let failure = loop {
            match poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
                Some(Ok(frame)) => frame.data_ref().into_iter().for_each(|data| all.extend_from_slice(data)),
                None => break None,
                Some(Err(error)) => break Some(error.to_string()),
            }
        };
        TestResponse { method, url: address.url(), head, body: all.into(), failure, history }
    }
}

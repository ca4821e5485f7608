use bytes::Bytes;
use http::header::{
    AUTHORIZATION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, HOST, LOCATION,
    TRANSFER_ENCODING,
};
use http::response::Parts;
use http::{Method, StatusCode};

use super::{TestRequest, TestResponse};
use crate::body::Body;

/// Makes of a request the one that its answer leads to; false when it leads nowhere, or where this client does not follow.
pub(super) fn next(
    request: &mut TestRequest,
    head: &Parts,
    body: Option<Bytes>,
    history: &[TestResponse],
) -> bool {
    let keeps = matches!(head.status, StatusCode::PERMANENT_REDIRECT | StatusCode::TEMPORARY_REDIRECT);
    let redirects = keeps
        || matches!(head.status, StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER);
    let location = head.headers.get(LOCATION).and_then(|location| location.to_str().ok());
    let Some(address) = location.filter(|_| redirects).and_then(|to| request.address.resolve(to)) else {
        return false;
    };
    let home = &request.client.base.host;
    let is_home = address.host == *home
        || address.host.strip_suffix(home.as_str()).is_some_and(|sub| sub.ends_with('.'));
    let method = match (head.status, &request.method) {
        (StatusCode::SEE_OTHER, method) if *method != Method::HEAD => Method::GET,
        (StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND, &Method::POST) => Method::GET,
        (_, method) => method.clone(),
    };
    // The same request a second time: it would go on for ever.
    let url = address.url();
    let again = history.iter().any(|past| past.url() == url && *past.method() == method)
        || (request.address.url() == url && request.method == method);
    if !is_home || again {
        return false;
    }
    match body {
        Some(body) if keeps => request.body = Body::full(body),
        // A stream that has been sent is gone.
        None if keeps => return false,
        _ if method != request.method => {
            request.body = Body::empty();
            for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, CONTENT_LANGUAGE, TRANSFER_ENCODING]
            {
                request.headers.remove(name);
            }
        }
        Some(body) => request.body = Body::full(body),
        None => return false,
    }
    if address.host != request.address.host {
        request.headers.remove(AUTHORIZATION);
        request.headers.remove(HOST);
    }
    request.method = method;
    request.address = address;
    true
}

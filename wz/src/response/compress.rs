use http::header::{
    ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap,
    HeaderName, HeaderValue,
};
use http::{Method, StatusCode};
use http_body::Body as _;

use super::{Response, own_length};
use crate::body::{Coding, Compression, compressed};
use crate::header::{AcceptEncoding, ETag, HeaderMapExt, ResponseCacheControl, Vary};

/// What becomes of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plan {
    /// It is left alone, whatever the client accepts.
    Leave,
    /// This client gets it as it is; another one may not.
    AsItIs,
    Encode(Coding),
}

/// Of a response with one of these it is said what its very bytes are.
const DIGESTS: [HeaderName; 4] = [
    HeaderName::from_static("content-digest"),
    HeaderName::from_static("repr-digest"),
    HeaderName::from_static("digest"),
    HeaderName::from_static("content-md5"),
];

/// That a handler wants its response to be sent as it is.
#[derive(Debug, Clone, Copy)]
struct Uncompressed;

impl Response {
    /// Keeps [`App::compress`](crate::App::compress) away from this response (feature `compress`): where a secret and what a
    /// client has sent stand in it side by side, or where its length is to be known.
    ///
    /// ```
    /// use wz::Response;
    ///
    /// let response = Response::new("token=...").without_compression();
    /// ```
    #[must_use]
    pub fn without_compression(mut self) -> Response {
        self.extensions_mut().insert(Uncompressed);
        self
    }
}

impl Plan {
    /// Decides about a response as the handler gave it, or as it is sent.
    pub(crate) fn of(
        compression: &Compression,
        accept: &AcceptEncoding,
        method: &Method,
        response: &Response,
    ) -> Plan {
        let length = length(method, response);
        if length == Some(0) || !has_content(method, response.status()) || is_settled(response) {
            return Plan::Leave;
        }
        // With the same quality, shorter is better. But who says nothing gets it as it is.
        let offers = compression.offers(length);
        let best = accept.best_match(offers.iter().map(|coding| coding.name()).chain(["identity"]));
        let coding = offers.iter().find(|coding| Some(coding.name()) == best);
        let fits = compression.fits(&media_type(response.headers()), length);
        match coding {
            Some(coding) if fits || !accept.accepts("identity") => Plan::Encode(*coding),
            _ if fits => Plan::AsItIs,
            _ => Plan::Leave,
        }
    }

    /// Does it to a response that is ready to be sent.
    pub(crate) fn apply(self, compression: &Compression, method: &Method, response: &mut Response) {
        self.mark(response.headers_mut());
        let Plan::Encode(coding) = self else { return };
        let headers = response.headers_mut();
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
        headers.remove(ACCEPT_RANGES);
        headers.remove(CONTENT_LENGTH);
        weaken(headers);
        // Nothing is compressed only to be counted.
        if *method == Method::HEAD {
            return;
        }
        let body = std::mem::take(response.body_mut());
        // Where its length is known, the server adds it.
        *response.body_mut() = compressed(body, coding, compression.level_of(coding));
    }

    /// Marks a response that stands for another one: 304, or 206 with a part of what was not encoded.
    pub(crate) fn apply_to_stand_in(self, response: &mut Response) {
        self.mark(response.headers_mut());
        if matches!(self, Plan::Encode(_)) && response.status() == StatusCode::NOT_MODIFIED {
            weaken(response.headers_mut());
        }
    }

    /// Says that a client which accepts something else may get something else (RFC 9110 section 12.5.5).
    fn mark(self, headers: &mut HeaderMap) {
        if self == Plan::Leave {
            return;
        }
        // What it is now cannot be read: nothing can be added to it.
        let Ok(vary) = headers.typed::<Vary>() else { return };
        let mut vary = vary.unwrap_or_default();
        if !vary.varies_by("accept-encoding") && vary.add("Accept-Encoding").is_ok() {
            let _ = headers.set_typed(&vary);
        }
    }
}

/// Other bytes are sent than those the tag is of: it is only as good as a weak one now (RFC 9110 section 8.8.1).
fn weaken(headers: &mut HeaderMap) {
    match headers.typed::<ETag>() {
        Ok(Some(tag)) if !tag.is_weak() => {
            if let Ok(weak) = ETag::weak(tag.tag()) {
                let _ = headers.set_typed(&weak);
            }
        }
        Ok(_) => {}
        Err(_) => {
            headers.remove(ETAG);
        }
    }
}

/// How long the content is, also where `HEAD` has none of it.
fn length(method: &Method, response: &Response) -> Option<u64> {
    let size = response.body().size_hint().exact();
    own_length(response.headers()).or(size.filter(|size| *size > 0 || *method != Method::HEAD))
}

/// Whether such a response has content of its own: 206 and 304 are about that of another one.
fn has_content(method: &Method, status: StatusCode) -> bool {
    let without = [
        StatusCode::NO_CONTENT,
        StatusCode::RESET_CONTENT,
        StatusCode::PARTIAL_CONTENT,
        StatusCode::NOT_MODIFIED,
    ];
    let tunnel = *method == Method::CONNECT && status.is_success();
    !(status.is_informational() || without.contains(&status) || tunnel)
}

/// Whether it says itself that it is to be sent as it is.
fn is_settled(response: &Response) -> bool {
    let headers = response.headers();
    headers.contains_key(CONTENT_ENCODING)
        || headers.contains_key(CONTENT_RANGE)
        || headers.keys().any(|name| DIGESTS.contains(name))
        || headers.typed::<ResponseCacheControl>().ok().flatten().is_some_and(|control| control.no_transform)
        || response.extensions().get::<Uncompressed>().is_some()
}

/// `type/subtype` in lower case; nothing when it is not known.
fn media_type(headers: &HeaderMap) -> String {
    let text = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

use http::header::{
    ACCEPT, HeaderName, HeaderValue, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE,
    IF_UNMODIFIED_SINCE, RANGE,
};
use http::uri::PathAndQuery;
use http::{HeaderMap, Method};

use crate::header::Accept;
use crate::request::Request;

/// What is kept of a request until it is answered, since its handler takes it away.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) method: Method,
    pub(super) path: Option<PathAndQuery>,
    accept: Option<HeaderValue>,
    /// The conditions and ranges of a `GET` or `HEAD`, when there are any.
    conditions: Option<Box<HeaderMap>>,
}

/// What a read may depend on (RFC 9110 sections 13.1 and 14.2).
const CONDITIONS: [HeaderName; 6] =
    [IF_NONE_MATCH, IF_MODIFIED_SINCE, RANGE, IF_RANGE, IF_MATCH, IF_UNMODIFIED_SINCE];

impl Asked {
    pub(super) fn of(request: &Request) -> Asked {
        Asked {
            method: request.method().clone(),
            path: request.uri().path_and_query().cloned(),
            accept: accept(request.headers()),
            conditions: conditions(request),
        }
    }

    pub(super) fn reads(&self) -> bool {
        is_read(&self.method)
    }

    pub(super) fn conditions(&self) -> Option<&HeaderMap> {
        self.conditions.as_deref()
    }

    pub(super) fn path(&self) -> &str {
        self.path.as_ref().map_or("*", PathAndQuery::path)
    }

    /// Anything, when the client does not say, or not so that it can be understood.
    pub(super) fn accept(&self) -> Accept {
        let text = self.accept.as_ref().and_then(|value| value.to_str().ok());
        text.and_then(|text| text.parse().ok()).unwrap_or_else(Accept::any)
    }
}

fn is_read(method: &Method) -> bool {
    *method == Method::GET || *method == Method::HEAD
}

fn conditions(request: &Request) -> Option<Box<HeaderMap>> {
    if !is_read(request.method()) {
        return None;
    }
    let mut conditions = None::<Box<HeaderMap>>;
    for name in &CONDITIONS {
        for value in request.headers().get_all(name) {
            conditions.get_or_insert_default().append(name, value.clone());
        }
    }
    conditions
}

/// All lines of it as one. There is hardly ever more than one, which is shared then.
fn accept(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut lines = headers.get_all(ACCEPT).iter();
    let first = lines.next()?.clone();
    lines.try_fold(first, |all, line| {
        HeaderValue::from_bytes(&[all.as_bytes(), b", ", line.as_bytes()].concat()).ok()
    })
}

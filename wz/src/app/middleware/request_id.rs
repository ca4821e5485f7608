use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use http::header::{HeaderName, HeaderValue};

use super::{Middleware, Next};
use crate::handler::HandlerFuture;
use crate::request::Request;

/// Gives each request an id: for the log, the handlers and the client.
///
/// It is a [`RequestId`] among the extensions, and `X-Request-Id` of the request, so that services that are asked further
/// on can be told, and of the response. It is new for each request; what a client sends is replaced, unless
/// [that is taken](RequestIds::accept_incoming).
///
/// ```
/// use wz::middleware::{RequestId, RequestIds};
/// use wz::prelude::*;
///
/// #[get("/")]
/// async fn index(id: Extension<RequestId>) -> String {
///     id.0.to_string()
/// }
///
/// routes! { Site = index }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let app = App::new(Site).middleware(RequestIds::new());
/// let response = runtime.block_on(app.call(Request::get("/")));
/// assert_eq!(response.body().as_bytes(), Some(response.headers()["x-request-id"].as_bytes()));
/// ```
#[derive(Debug)]
pub struct RequestIds {
    header: HeaderName,
    accepts: bool,
    /// Seeded by the operating system, anew for each of these.
    random: RandomState,
    next: AtomicU64,
}

/// The id of a request, as text: 32 hexadecimal digits, or what a proxy has chosen. Not a secret.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RequestId(Arc<str>);

impl RequestId {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl RequestIds {
    /// New ids, in `X-Request-Id`.
    pub fn new() -> RequestIds {
        RequestIds {
            header: HeaderName::from_static("x-request-id"),
            accepts: false,
            random: RandomState::new(),
            next: AtomicU64::new(0),
        }
    }

    /// Another header.
    #[must_use]
    pub fn header(mut self, name: HeaderName) -> RequestIds {
        self.header = name;
        self
    }

    /// Takes the id that comes with the request, if it is one: up to 64 letters, digits, `-`, `_` and `.`. For an application
    /// behind a proxy that gives them: without one, a client chooses what stands in your log.
    #[must_use]
    pub fn accept_incoming(mut self) -> RequestIds {
        self.accepts = true;
        self
    }

    fn id(&self, request: &Request) -> RequestId {
        let incoming = request.headers().get(&self.header).filter(|_| self.accepts);
        match incoming.and_then(|value| value.to_str().ok()).filter(|text| is_id(text)) {
            Some(text) => RequestId(text.into()),
            None => {
                let number = self.next.fetch_add(1, Ordering::Relaxed);
                let (high, low) = (self.random.hash_one((number, 0)), self.random.hash_one((number, 1)));
                RequestId(format!("{high:016x}{low:016x}").into())
            }
        }
    }
}

fn is_id(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=64).contains(&text.len()) && text.bytes().all(legal)
}

impl Default for RequestIds {
    fn default() -> RequestIds {
        RequestIds::new()
    }
}

#[diagnostic::do_not_recommend]
impl Middleware for RequestIds {
    fn call(&self, mut request: Request, next: Next) -> HandlerFuture {
        let (id, header) = (self.id(&request), self.header.clone());
        // Hexadecimal digits, or what has come as a header.
        let value = HeaderValue::from_str(&id.0).ok();
        if let Some(value) = &value {
            request.headers_mut().insert(header.clone(), value.clone());
        }
        request.extensions_mut().insert(id);
        HandlerFuture::new(async move {
            let mut response = next.run(request).await;
            if let Some(value) = value {
                response.headers_mut().insert(header, value);
            }
            response
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_the_same() {
        let (ids, others) = (RequestIds::new(), RequestIds::new());
        let request = Request::get("/").with_header("x-request-id", "abc");
        let mut all: Vec<_> = (0..1000).flat_map(|_| [ids.id(&request).0, others.id(&request).0]).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 2000);
        assert!(all.iter().all(|id| id.len() == 32));
    }

    #[test]
    fn only_what_is_an_id_is_taken() {
        let ids = RequestIds::new().header(HeaderName::from_static("x-trace")).accept_incoming();
        let taken = |value: &str| ids.id(&Request::get("/").with_header("x-trace", value)).as_str() == value;
        for value in ["7", "0af7651916cd43dd8448eb211c80319c", "a.b_c-D", &"x".repeat(64)] {
            assert!(taken(value), "{value}");
        }
        for value in ["", " ", "a b", "a,b", "a\"b", "<script>", &"x".repeat(65)] {
            assert!(!taken(value), "{value}");
        }
    }
}

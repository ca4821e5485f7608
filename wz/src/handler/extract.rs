use std::convert::Infallible;
use std::net::SocketAddr;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use super::FromRequest;
use crate::body::Body;
use crate::error::HttpError;
use crate::request::Request;

impl FromRequest for Request {
    type Error = Infallible;

    async fn from_request(request: &mut Request) -> Result<Request, Infallible> {
        Ok(std::mem::take(request))
    }
}

impl FromRequest for Body {
    type Error = Infallible;

    async fn from_request(request: &mut Request) -> Result<Body, Infallible> {
        Ok(request.take_body())
    }
}

impl FromRequest for Method {
    type Error = Infallible;

    async fn from_request(request: &mut Request) -> Result<Method, Infallible> {
        Ok(request.method().clone())
    }
}

impl FromRequest for Uri {
    type Error = Infallible;

    async fn from_request(request: &mut Request) -> Result<Uri, Infallible> {
        Ok(request.uri().clone())
    }
}

impl FromRequest for HeaderMap {
    type Error = Infallible;

    async fn from_request(request: &mut Request) -> Result<HeaderMap, Infallible> {
        Ok(request.headers().clone())
    }
}

impl FromRequest for Bytes {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<Bytes, HttpError> {
        request.bytes().await
    }
}

impl FromRequest for String {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<String, HttpError> {
        request.text().await
    }
}

#[cfg(feature = "json")]
impl<T: serde::de::DeserializeOwned> FromRequest for crate::Json<T> {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<crate::Json<T>, HttpError> {
        request.json().await.map(crate::Json)
    }
}

/// The address of the other end of the connection: the client or, behind a proxy, the proxy.
///
/// Missing, and then a 500, when the request did not come through a socket (in a test, say); take an
/// `Option<PeerAddr>` where that may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeerAddr(pub SocketAddr);

impl FromRequest for PeerAddr {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<PeerAddr, HttpError> {
        match request.peer_addr() {
            Some(addr) => Ok(PeerAddr(addr)),
            None => Err(HttpError::internal()
                .with_source("the handler asks for `PeerAddr`, but this request came through no socket")
                .as_missing()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::block_on;

    #[test]
    fn the_body_is_seen_by_several_until_it_is_taken() {
        block_on(async {
            let mut request = Request::post("/x", "text");
            assert_eq!(String::from_request(&mut request).await.unwrap(), "text");
            assert_eq!(Bytes::from_request(&mut request).await.unwrap(), "text");
            let whole = Request::from_request(&mut request).await.unwrap();
            assert_eq!((whole.path(), whole.body().as_bytes()), ("/x", Some(&b"text"[..])));
            assert_eq!(String::from_request(&mut request).await.unwrap(), "");
        });
    }
}

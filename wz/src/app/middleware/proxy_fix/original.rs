use std::net::SocketAddr;

use http::header::{HOST, HeaderValue};

use crate::request::Request;

/// What a request was before [`ProxyFix`](super::ProxyFix): from the last proxy, or from a client that pretends. Among the
/// extensions of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Original {
    /// The other end of the connection.
    pub peer_addr: Option<SocketAddr>,
    /// `http` or `https`.
    pub scheme: &'static str,
    /// The `Host` header.
    pub host: Option<HeaderValue>,
    /// The script root.
    pub script_root: String,
}

impl Original {
    pub(super) fn of(request: &Request) -> Original {
        Original {
            peer_addr: request.peer_addr(),
            scheme: request.scheme(),
            host: request.headers().get(HOST).cloned(),
            script_root: request.script_root().to_owned(),
        }
    }
}

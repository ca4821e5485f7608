use http::uri::PathAndQuery;

use super::{Captures, MethodSet};

/// What a request asks for, as far as routing is concerned.
#[derive(Debug, Clone, Copy)]
pub struct Target<'r> {
    /// One method, from [`MethodSet::of`].
    pub method: MethodSet,
    /// The path as sent (percent-encoded), with the query: redirects keep the query.
    pub path: &'r PathAndQuery,
    /// The validated host without port, in lower case; `None` when unknown. Only rules with a host pattern look at it.
    pub host: Option<&'r str>,
    /// Whether the request asks to upgrade to a WebSocket.
    pub websocket: bool,
}

/// What routing says about a request. Every request has exactly one outcome.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// A route answers.
    Matched {
        /// Its index in the table.
        route: usize,
        /// The values of its variables.
        captures: Captures,
    },
    /// The resource has another URL: slashes to add or to merge, a default value spelt out, an alias.
    /// Answer with 308 (RFC 9110 section 15.4.9), which keeps method and body.
    Redirect {
        /// The `Location`: path and query, never another host.
        location: String,
    },
    /// The path exists, but not for this method: 405 with `Allow` (RFC 9110 section 15.5.6).
    MethodNotAllowed {
        /// All methods the path answers.
        allow: MethodSet,
    },
    /// The path exists, but only for WebSockets, or only for plain HTTP: 400.
    WebsocketMismatch,
    /// Nothing here: 404.
    NotFound,
}

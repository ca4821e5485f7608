use http::uri::PathAndQuery;

use super::lookup::Lookup;
use super::{Captures, MethodSet, Route};

/// What a request asks for, as far as routing is concerned.
#[derive(Debug, Clone, Copy)]
pub struct Target<'r> {
    /// One method, from [`MethodSet::of`].
    pub method: MethodSet,
    /// The path as sent (percent-encoded), with the query: redirects keep the query.
    pub path: &'r PathAndQuery,
    /// The validated host without port, in lower case; `None` when unknown. Only rules with a host pattern look at it.
    pub host: Option<&'r str>,
    /// The part of the host left of the application's own name (`www` of `www.example.com`, `""` for the name
    /// itself); `None` when the application has no name or the host is another one.
    pub subdomain: Option<&'r str>,
    /// Whether the request asks to upgrade to a WebSocket.
    pub websocket: bool,
}

impl<'r> Target<'r> {
    /// What is looked up: rules for any host are among those that may answer.
    pub(super) fn lookup(&self) -> Lookup<'r> {
        Lookup {
            path: self.path.path(),
            method: self.method,
            websocket: self.websocket,
            host: self.host,
            subdomain: self.subdomain,
            any_host: true,
        }
    }
}

/// A route with the values of its variables.
#[derive(Debug, Clone)]
pub struct Matched<'t> {
    /// The route.
    pub route: Route<'t>,
    /// The values, in the order of [`Route::variables`].
    pub captures: Captures,
}

impl Matched<'_> {
    /// The text of the variable called `name`.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.position(name).map(|index| self.captures.text(index))
    }

    /// The position of the variable called `name` among the captures.
    #[doc(hidden)]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.route.variables().position(|known| known == name)
    }
}

/// What routing says about a request. Every request has exactly one outcome.
#[derive(Debug, Clone)]
pub enum Outcome<'t> {
    /// A route answers.
    Matched(Matched<'t>),
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

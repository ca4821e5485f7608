use std::fmt;

use crate::routing::MethodSet;

/// Why a [`Map`](super::Map) cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MapError {
    /// A template cannot be read. `Display` shows it with a caret line under the guilty characters.
    Rule(wz_rule::RuleError),
    /// A rule names a method that has no bit of its own: leave the methods out and look at the request.
    UnknownMethod {
        /// The rule.
        rule: String,
        /// The method.
        method: String,
    },
    /// A rule for WebSockets has another method than GET, HEAD and OPTIONS.
    WebsocketMethods {
        /// The rule.
        rule: String,
    },
    /// A rule has both a host and a subdomain, or one that the map's options have no use for.
    HostOrSubdomain {
        /// The rule.
        rule: String,
    },
    /// A converter refuses its arguments.
    Arguments {
        /// The rule.
        rule: String,
        /// The converter's words.
        reason: String,
    },
    /// A redirect has a name in it that the rule has no value for.
    RedirectValue {
        /// The rule.
        rule: String,
        /// The name.
        name: String,
    },
    /// Two rules answer the same requests.
    Conflict {
        /// The rule added first.
        first: String,
        /// The other one.
        second: String,
    },
    /// Every request for a rule goes to another one.
    Unreachable {
        /// The rule that takes them.
        first: String,
        /// The rule that gets none.
        second: String,
    },
    /// A map holds at most 65,535 rules.
    TooManyRules,
}

impl fmt::Display for MapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MapError::Rule(error) => error.fmt(f),
            MapError::UnknownMethod { rule, method } => write!(
                f,
                "`{rule}` names the method `{method}`, which cannot be routed on: leave the methods out and look at the request's"
            ),
            MapError::WebsocketMethods { rule } => {
                write!(f, "`{rule}` is for WebSockets, which start with GET: leave the methods out")
            }
            MapError::HostOrSubdomain { rule } => write!(
                f,
                "`{rule}`: a map with `host_matching` takes hosts, one without takes subdomains; a rule has one of them at most"
            ),
            MapError::Arguments { rule, reason } => {
                write!(f, "`{rule}`: the converter refuses its arguments: {reason}")
            }
            MapError::RedirectValue { rule, name } => {
                write!(f, "`{rule}` redirects to a URL with `<{name}>`, a name that it has no value for")
            }
            MapError::Conflict { first, second } => {
                write!(f, "route conflict: {second} answers the same requests as {first}")
            }
            MapError::Unreachable { first, second } => {
                write!(
                    f,
                    "unreachable route: every request for {second} goes to {first}; add it earlier, or make the other rule narrower"
                )
            }
            MapError::TooManyRules => f.write_str("a map holds at most 65535 rules"),
        }
    }
}

impl std::error::Error for MapError {}

/// Why a path has no endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RoutingError {
    /// No rule: 404.
    NotFound,
    /// Not for this method: 405.
    MethodNotAllowed {
        /// What the path answers, for `Allow`.
        allow: MethodSet,
    },
    /// Only for WebSockets, or only for plain HTTP: 400.
    WebsocketMismatch,
    /// The resource has another URL: 308.
    Redirect {
        /// The absolute URL.
        url: String,
    },
}

impl RoutingError {
    /// The status of the answer.
    pub fn status(&self) -> http::StatusCode {
        match self {
            RoutingError::NotFound => http::StatusCode::NOT_FOUND,
            RoutingError::MethodNotAllowed { .. } => http::StatusCode::METHOD_NOT_ALLOWED,
            RoutingError::WebsocketMismatch => http::StatusCode::BAD_REQUEST,
            RoutingError::Redirect { .. } => http::StatusCode::PERMANENT_REDIRECT,
        }
    }
}

impl fmt::Display for RoutingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RoutingError::NotFound => f.write_str("no rule matches the path"),
            RoutingError::MethodNotAllowed { allow } => write!(f, "the path answers only {allow}"),
            RoutingError::WebsocketMismatch => {
                f.write_str("the path is for WebSockets and the request is not, or the other way round")
            }
            RoutingError::Redirect { url } => write!(f, "the resource is at {url}"),
        }
    }
}

impl std::error::Error for RoutingError {}

/// A host that is none: to be answered with 400.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadHost {
    pub(super) host: String,
}

impl fmt::Display for BadHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not a host: expected labels of 1 to 63 letters, digits, `-` or `_` with dots between them, or an IP address",
            self.host
        )
    }
}

impl std::error::Error for BadHost {}

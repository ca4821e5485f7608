use std::fmt;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};

use super::upstream::Upstream;

/// What a [`HttpProxy`](super::HttpProxy) can be told; its methods say what each means.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub(super) upstream: Upstream,
    pub(super) keeps_prefix: bool,
    pub(super) host: Host,
    pub(super) appends: bool,
    pub(super) headers: SetHeaders,
    pub(super) rewrites_location: bool,
    /// In lower case.
    pub(super) upgrades: Vec<String>,
    pub(super) connect_timeout: Duration,
    pub(super) response_timeout: Duration,
    pub(super) idle_timeout: Duration,
    pub(super) tunnel_timeout: Duration,
    pub(super) head_bytes: usize,
    pub(super) head_fields: usize,
    pub(super) idle_connections: usize,
}

/// Headers of each request. Their values are passwords, often enough, and are not shown.
#[derive(Clone, Default)]
pub(super) struct SetHeaders(pub(super) Vec<(HeaderName, HeaderValue)>);

impl fmt::Debug for SetHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// What the other server is told that it is called.
#[derive(Debug, Clone)]
pub(super) enum Host {
    Upstream,
    Client,
    Fixed(HeaderValue),
}

impl Settings {
    pub(super) fn new(upstream: Upstream) -> Settings {
        Settings {
            upstream,
            keeps_prefix: false,
            host: Host::Upstream,
            appends: false,
            headers: SetHeaders::default(),
            rewrites_location: false,
            upgrades: vec!["websocket".to_owned()],
            connect_timeout: Duration::from_secs(5),
            response_timeout: Duration::from_secs(60),
            idle_timeout: Duration::from_secs(60),
            tunnel_timeout: Duration::from_secs(600),
            head_bytes: 64 << 10,
            head_fields: 100,
            idle_connections: 32,
        }
    }
}

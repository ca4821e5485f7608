use std::time::Duration;

use http::Method;
use http::uri::PathAndQuery;

use crate::serve::Address;

/// What the flags set.
#[derive(Debug)]
pub(super) struct Options {
    pub(super) host: Option<String>,
    pub(super) port: Option<u16>,
    pub(super) listen: Vec<Address>,
    pub(super) workers: Option<usize>,
    pub(super) json: bool,
    pub(super) explain: Option<PathAndQuery>,
    pub(super) method: Method,
    pub(super) websocket: bool,
    pub(super) graph: bool,
    pub(super) bench: bool,
    pub(super) time: Duration,
    pub(super) help: bool,
}

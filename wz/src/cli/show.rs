//! What `routes` is asked to print, and which flags go together.

use std::time::Duration;

use http::uri::PathAndQuery;
use http::{HeaderValue, Method};

use super::flags::{FLAGS, Flag};
use super::options::Options;
use super::usage_error::UsageError;
use crate::request::is_host_header;

/// The request that `--explain` is about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) path: PathAndQuery,
    pub(super) method: Method,
    pub(super) host: Option<String>,
    pub(super) websocket: bool,
}

/// What `routes` prints.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Show {
    Table,
    Json,
    Explain(Question),
    Graph,
    Bench { time: Duration },
}

impl Show {
    /// What the flags ask for.
    pub(super) fn new(options: Options) -> Result<Show, UsageError> {
        Ok(match options.explain {
            Some(path) => {
                let (method, websocket) = (options.method, options.websocket);
                if websocket && method != Method::GET {
                    return Err(UsageError(format!(
                        "a WebSocket opens with GET, not with {method}: leave `--method` out"
                    )));
                }
                Show::Explain(Question { path, method, host: options.host.map(host).transpose()?, websocket })
            }
            None if options.json => Show::Json,
            None if options.graph => Show::Graph,
            None if options.bench => Show::Bench { time: options.time },
            None => Show::Table,
        })
    }
}

/// Whether the flags belong to the command, and to each other.
pub(super) fn check(command: &str, given: &[&Flag]) -> Result<(), UsageError> {
    let mut known = Vec::with_capacity(given.len());
    for flag in given {
        let same_name = || FLAGS.iter().filter(|other| other.name == flag.name);
        match same_name().find(|flag| flag.command.is_none_or(|of| of == command)) {
            Some(flag) => known.push(flag),
            None => {
                let of: Vec<_> =
                    same_name().filter_map(|flag| flag.command).map(|of| format!("`{of}`")).collect();
                let (name, of) = (flag.name, of.join(" and "));
                return Err(UsageError(format!("`{name}` belongs to {of}, not to `{command}`")));
            }
        }
    }
    let mut chosen = known.iter().filter(|flag| flag.chooses);
    if let Some(first) = chosen.next()
        && let Some(second) = chosen.find(|flag| flag.name != first.name)
    {
        return Err(UsageError(format!("`{}` and `{}`: give one of them", first.name, second.name)));
    }
    let is_given = |name| known.iter().any(|flag| flag.name == name);
    match known.iter().find_map(|flag| Some((flag.name, flag.needs.filter(|needed| !is_given(*needed))?))) {
        Some((name, needed)) => {
            Err(UsageError(format!("`{name}` says something about `{needed}`: give that, too")))
        }
        None => Ok(()),
    }
}

/// What a request may have as its host.
fn host(host: String) -> Result<String, UsageError> {
    let is_host = host.parse().is_ok_and(|value: HeaderValue| is_host_header(&value));
    if is_host && !host.is_empty() {
        Ok(host)
    } else {
        Err(UsageError(format!("`--host` must be a host such as example.com, not `{host}`")))
    }
}

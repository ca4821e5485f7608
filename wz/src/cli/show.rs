//! What `routes` is asked to print, and which flags go together.

use std::time::Duration;

use http::uri::PathAndQuery;
use http::{HeaderMap, Method, header};

use super::arguments::{Options, UsageError};
use super::flags::{FLAGS, Flag};
use crate::request::host_header;

/// What `routes` prints.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Show {
    Table,
    Json,
    Explain { path: PathAndQuery, method: Method, host: Option<String> },
    Graph,
    Bench { time: Duration },
}

impl Show {
    /// What the flags ask for.
    pub(super) fn new(options: Options) -> Result<Show, UsageError> {
        Ok(match options.explain {
            Some(path) => {
                let host = options.host.map(host).transpose()?;
                Show::Explain { path, method: options.method, host }
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
    let headers = host.parse().ok().map(|value| HeaderMap::from_iter([(header::HOST, value)]));
    let is_host = headers.is_some_and(|headers| host_header(&headers).is_some_and(|host| !host.is_empty()));
    if is_host {
        Ok(host)
    } else {
        Err(UsageError(format!("`--host` must be a host such as example.com, not `{host}`")))
    }
}

#[cfg(test)]
mod tests {
    use super::super::arguments::{Command, parse};
    use super::*;

    fn parsed(line: &str) -> Result<Show, String> {
        match parse(line.split_whitespace().map(Into::into)) {
            Ok(Command::Routes(show)) => Ok(show),
            Ok(other) => panic!("{line}: {other:?}"),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn what_to_print() {
        assert_eq!(parsed("routes"), Ok(Show::Table));
        assert_eq!(parsed("--graph routes"), Ok(Show::Graph));
        let bench = |time| Ok(Show::Bench { time });
        assert_eq!(parsed("routes --bench"), bench(Duration::from_secs(1)));
        assert_eq!(parsed("routes --bench --seconds 0.5"), bench(Duration::from_millis(500)));
    }

    #[test]
    fn requests_to_explain() {
        let explain = |path: &str, method, host: Option<&str>| {
            let (path, host) = (path.parse().unwrap(), host.map(str::to_owned));
            Ok(Show::Explain { path, method, host })
        };
        assert_eq!(parsed("routes --explain /a?b=c"), explain("/a?b=c", Method::GET, None));
        assert_eq!(
            parsed("routes --explain=/ --method post --host a.example:80"),
            explain("/", Method::POST, Some("a.example:80"))
        );
    }

    #[test]
    fn mistakes_are_explained() {
        for (line, message) in [
            ("url --host x a", "`--host` belongs to `run` and `routes`, not to `url`"),
            ("--graph", "`--graph` belongs to `routes`, not to `run`"),
            ("routes --json --graph", "`--json` and `--graph`: give one of them"),
            ("routes --method GET", "`--method` says something about `--explain`: give that, too"),
            ("routes --host a", "`--host` says something about `--explain`: give that, too"),
            ("routes --json --seconds 1", "`--seconds` says something about `--bench`: give that, too"),
            ("routes --bench --seconds 0", "`--seconds` must be a number from 0.01 to 3600, not `0`"),
            ("routes --bench --seconds NaN", "`--seconds` must be a number from 0.01 to 3600, not `NaN`"),
            (
                "routes --explain a",
                "`--explain` must be a path as in a URL, `/` first, spaces as `%20`, not `a`",
            ),
            ("routes --explain / --method (", "`--method` must be a method such as POST, not `(`"),
            ("routes --explain / --host a/b", "`--host` must be a host such as example.com, not `a/b`"),
        ] {
            assert_eq!(parsed(line), Err(message.to_owned()), "{line}");
        }
    }
}

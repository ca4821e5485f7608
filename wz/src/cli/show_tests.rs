//! Command lines that list routes.

use std::time::Duration;

use http::Method;

use super::arguments::{Command, parse};
use super::show::{Question, Show};

fn parsed(line: &str) -> Result<Show, String> {
    match parse(line.split_whitespace().map(Into::into), &[]) {
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
    let question = |path: &str, method, host: Option<&str>| {
        let (path, host) = (path.parse().unwrap(), host.map(str::to_owned));
        Question { path, method, host, websocket: false }
    };
    let explain = |path, method, host| Ok(Show::Explain(question(path, method, host)));
    assert_eq!(parsed("routes --explain /a?b=c"), explain("/a?b=c", Method::GET, None));
    assert_eq!(
        parsed("routes --explain=/ --method post --host a.example:80"),
        explain("/", Method::POST, Some("a.example:80"))
    );
    let opened = Question { websocket: true, ..question("/", Method::GET, None) };
    assert_eq!(parsed("routes --websocket --explain / --method get"), Ok(Show::Explain(opened)));
}

#[test]
fn mistakes_are_explained() {
    for (line, message) in [
        ("url --host x a", "`--host` belongs to `run` and `routes`, not to `url`"),
        ("--graph", "`--graph` belongs to `routes`, not to `run`"),
        ("routes --json --graph", "`--json` and `--graph`: give one of them"),
        ("routes --method GET", "`--method` says something about `--explain`: give that, too"),
        ("routes --host a", "`--host` says something about `--explain`: give that, too"),
        ("routes --websocket", "`--websocket` says something about `--explain`: give that, too"),
        (
            "routes --explain / --websocket --method POST",
            "a WebSocket opens with GET, not with POST: leave `--method` out",
        ),
        ("routes --json --seconds 1", "`--seconds` says something about `--bench`: give that, too"),
        ("routes --bench --seconds 0", "`--seconds` must be a number from 0.01 to 3600, not `0`"),
        ("routes --bench --seconds NaN", "`--seconds` must be a number from 0.01 to 3600, not `NaN`"),
        ("routes --explain a", "`--explain` must be a path as in a URL, `/` first, spaces as `%20`, not `a`"),
        ("routes --explain / --method (", "`--method` must be a method such as POST, not `(`"),
        ("routes --explain / --host a/b", "`--host` must be a host such as example.com, not `a/b`"),
    ] {
        assert_eq!(parsed(line), Err(message.to_owned()), "{line}");
    }
}

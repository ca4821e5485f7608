use wz::http::uri::PathAndQuery;
use wz_rule::Rule;

use crate::naive::{Request, Site, SiteRule, Style};

/// More rules than this are left out, and longer lines cut: the naive matcher is slow on purpose.
const MOST_RULES: usize = 12;
const LONGEST: usize = 80;

const METHODS: [&str; 4] = ["GET", "POST", "HEAD", "OPTIONS"];

/// Reads a request and rules, a line each: `GET /path`, `GET,POST /rule`, `* /rule`. Letters after the methods are
/// options: `GET:lmwb` is lenient about slashes, does not merge them, is for WebSockets, is never matched.
/// A rule that cannot be read is left out.
pub(super) fn site(data: &[u8]) -> Option<(Request, Site)> {
    let text = std::str::from_utf8(data).ok()?;
    let mut lines = text.lines();
    let (method, path) = lines.next()?.split_once(' ')?;
    let (method, options) = method.split_once(':').unwrap_or((method, ""));
    let path = cut(path).to_owned();
    // What no request can have never comes to a matcher; a query is not the path.
    path.parse::<PathAndQuery>().ok().filter(|whole| whole.path() == path)?;
    let request = Request {
        domain: String::new(),
        path,
        // What opens a WebSocket is a GET.
        method: if options.contains('w') { "GET" } else { known(method)? },
        websocket: options.contains('w'),
    };
    let rules: Vec<SiteRule> = lines.filter_map(rule).take(MOST_RULES).collect();
    Some((request, Site { style: Style::Subdomain, strict: true, merge: true, rules }))
}

fn rule(line: &str) -> Option<SiteRule> {
    let (methods, template) = line.split_once(' ')?;
    let (methods, options) = methods.split_once(':').unwrap_or((methods, ""));
    let template = cut(template).to_owned();
    let merge = !options.contains('m');
    Rule::parse(&template, merge, |name| ["Even", "Shout", "Tree"].contains(&name)).ok()?;
    let websocket = options.contains('w');
    let methods: Option<Vec<_>> = if methods == "*" || websocket {
        None
    } else {
        Some(methods.split(',').map(known).collect::<Option<_>>()?)
    };
    Some(SiteRule {
        template,
        domain: None,
        methods,
        strict: Some(!options.contains('l')),
        merge: Some(merge),
        websocket,
        build_only: options.contains('b'),
    })
}

fn known(method: &str) -> Option<&'static str> {
    METHODS.into_iter().find(|known| *known == method)
}

fn cut(line: &str) -> &str {
    &line[..line.floor_char_boundary(LONGEST)]
}

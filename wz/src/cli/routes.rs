use std::fmt::Write;
use std::io::IsTerminal;

use super::show::Show;
use super::{bench, explain, output};
use crate::app::App;
use crate::error::Result;
use crate::json_string::JsonString;
use crate::log;
use crate::routing::Route;

/// `routes`: all routes on standard output, or what else there is to say about them.
pub(super) fn print(app: &App, show: Show) -> Result {
    let routes = || app.routes().collect::<Vec<_>>();
    let coloured = log::colours(std::io::stdout().is_terminal());
    output::print(&match show {
        Show::Table => table(&routes(), coloured),
        Show::Json => json(&routes()),
        Show::Explain(question) => explain::text(app, &question, coloured),
        Show::Graph => app.table().to_dot(),
        Show::Bench { time } => bench::measure(app.table(), time).to_string(),
    })
}

/// An aligned table with a header; a column for hosts only when there are any.
fn table(routes: &[Route<'_>], coloured: bool) -> String {
    let with_host = routes.iter().any(|route| route.host().is_some());
    let cells = |methods: String, host: Option<String>, rule: String, endpoint: String, handler: String| {
        let host = with_host.then(|| host.unwrap_or_else(|| "*".to_owned()));
        [Some(methods), host, Some(rule), Some(endpoint), Some(handler)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
    };
    let mut rows = vec![cells(
        "METHODS".into(),
        Some("HOST".into()),
        "RULE".into(),
        "ENDPOINT".into(),
        "HANDLER".into(),
    )];
    for route in routes {
        let place = route.location();
        rows.push(cells(
            route.methods().to_string(),
            host(route),
            route.rule(),
            route.endpoint(),
            format!("{}:{}", place.file, place.line),
        ));
    }
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for (i, row) in rows.iter().enumerate() {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            // Writing into a `String` cannot fail.
            let _ = write!(line, "{cell:<width$}  ");
        }
        let line = line.trim_end();
        let _ = if i == 0 && coloured {
            writeln!(text, "\x1b[1m{line}\x1b[0m")
        } else {
            writeln!(text, "{line}")
        };
    }
    text
}

/// The host pattern; a subdomain with dots for the part that the application's own name takes.
fn host(route: &Route<'_>) -> Option<String> {
    route
        .host()
        .map(|host| if host.subdomain { format!("{}...", host.pattern) } else { host.pattern.to_owned() })
}

/// An array of objects, one route a line.
fn json(routes: &[Route<'_>]) -> String {
    let objects: Vec<String> = routes
        .iter()
        .map(|route| {
            let methods: Vec<_> = route.methods().names().map(|name| JsonString(name).to_string()).collect();
            let place = route.location();
            let pattern = |subdomain: bool| {
                let host = route.host().filter(|host| host.subdomain == subdomain);
                host.map_or_else(|| "null".to_owned(), |host| JsonString(host.pattern).to_string())
            };
            format!(
                "{{\"methods\":[{}],\"host\":{},\"subdomain\":{},\"rule\":{},\"endpoint\":{},\"file\":{},\"line\":{},\"column\":{}}}",
                methods.join(","),
                pattern(false),
                pattern(true),
                JsonString(&route.rule()),
                JsonString(&route.endpoint()),
                JsonString(place.file),
                place.line,
                place.column,
            )
        })
        .collect();
    if objects.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", objects.join(",\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handler::RouteTable;

    #[wz::get("/")]
    fn index() {}

    #[wz::post("/\u{fc}/<any(\"a\\b\"):x>", endpoint = "wiki.page")]
    fn page(x: &str) {
        let _ = x;
    }

    #[wz::get("/", host = "a.example", endpoint = "home")]
    fn home() {}

    wz::routes! { Plain = index, page }
    #[wz::get("/", subdomain = "api", endpoint = "api")]
    fn api() {}

    wz::routes! { Hosted = home, api }

    fn routes<S: RouteTable>(_: S) -> Vec<Route<'static>> {
        S::TABLE.routes().collect()
    }

    #[test]
    fn the_table_is_aligned() {
        let text = table(&routes(Plain), false);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("METHODS    RULE               ENDPOINT"), "{text}");
        assert!(lines[1].starts_with("GET, HEAD  /                  cli.routes.tests.index"), "{text}");
        assert!(lines[2].starts_with("POST       /\u{fc}/<any(\"a\\b\"):x>  wiki.page"), "{text}");
        assert!(lines[1].contains("cli/routes.rs:"), "{text}");
        assert!(table(&routes(Plain), true).starts_with("\x1b[1mMETHODS"));
        assert!(table(&routes(Hosted), false).contains("GET, HEAD  a.example  /"));
        assert_eq!(table(&[], false), "METHODS  RULE  ENDPOINT  HANDLER\n");
    }

    #[cfg(feature = "json")]
    #[test]
    fn json_is_json() {
        let value: serde_json::Value = serde_json::from_str(&json(&routes(Hosted))).unwrap();
        assert_eq!(value[0]["methods"], serde_json::json!(["GET", "HEAD"]));
        assert_eq!((&value[0]["host"], &value[0]["rule"]), (&"a.example".into(), &"/".into()));
        assert!(value[0]["subdomain"].is_null() && value[1]["host"].is_null());
        assert_eq!(value[1]["subdomain"], "api");
        assert!(value[0]["line"].as_u64().unwrap() > 1);
        let value: serde_json::Value = serde_json::from_str(&json(&routes(Plain))).unwrap();
        assert_eq!(value[1]["rule"], "/\u{fc}/<any(\"a\\b\"):x>");
        assert!(value[1]["host"].is_null());
        assert_eq!(json(&[]), "[]\n");
    }
}

use std::fmt::Write;
use std::io::IsTerminal;

use super::output;
use crate::app::App;
use crate::error::Result;
use crate::log;
use crate::routing::RouteInfo;

/// `routes`: all routes on standard output.
pub(super) fn print(app: &App, as_json: bool) -> Result {
    let routes: Vec<_> = app.routes().collect();
    let coloured = log::colours(std::io::stdout().is_terminal());
    output::print(&if as_json { json(&routes) } else { table(&routes, coloured) })
}

/// An aligned table with a header; a column for hosts only when there are any.
fn table(routes: &[RouteInfo], coloured: bool) -> String {
    let with_host = routes.iter().any(|route| route.host.is_some());
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
        let (file, line, _) = route.location;
        rows.push(cells(
            route.methods.to_string(),
            route.host.clone(),
            route.rule.clone(),
            route.endpoint.clone(),
            format!("{file}:{line}"),
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

/// An array of objects, one route a line.
fn json(routes: &[RouteInfo]) -> String {
    let objects: Vec<String> = routes
        .iter()
        .map(|route| {
            let methods: Vec<_> = route.methods.names().map(quoted).collect();
            let (file, line, column) = route.location;
            format!(
                "{{\"methods\":[{}],\"host\":{},\"rule\":{},\"endpoint\":{},\"file\":{},\"line\":{line},\"column\":{column}}}",
                methods.join(","),
                route.host.as_deref().map_or_else(|| "null".to_owned(), quoted),
                quoted(&route.rule),
                quoted(&route.endpoint),
                quoted(file),
            )
        })
        .collect();
    if objects.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", objects.join(",\n")) }
}

/// A JSON string. Written here, since the list must not depend on the feature `json`.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\0'..='\x1f' => {
                let _ = write!(quoted, "\\u{:04x}", c as u32);
            }
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::MethodSet;

    fn routes(host: Option<&str>) -> Vec<RouteInfo> {
        let route = |rule: &str, endpoint: &str, methods, line| RouteInfo {
            rule: rule.into(),
            endpoint: endpoint.into(),
            methods,
            host: None,
            location: ("src/main.rs", line, 1),
        };
        let mut routes = vec![
            route("/", "index", MethodSet::GET.with_implied(), 7),
            route("/\u{fc}/<string(\"a\\b\"):x>", "wiki.page", MethodSet::POST, 30),
        ];
        routes[0].host = host.map(Into::into);
        routes
    }

    #[test]
    fn the_table_is_aligned() {
        let expected = "\
METHODS    RULE                  ENDPOINT   HANDLER
GET, HEAD  /                     index      src/main.rs:7
POST       /\u{fc}/<string(\"a\\b\"):x>  wiki.page  src/main.rs:30
";
        assert_eq!(table(&routes(None), false), expected);
        assert!(table(&routes(None), true).starts_with("\x1b[1mMETHODS"));
        assert!(table(&routes(Some("a.example")), false).contains("GET, HEAD  a.example  /"));
        assert_eq!(table(&[], false), "METHODS  RULE  ENDPOINT  HANDLER\n");
    }

    #[cfg(feature = "json")]
    #[test]
    fn json_is_json() {
        let value: serde_json::Value = serde_json::from_str(&json(&routes(Some("h\n")))).unwrap();
        assert_eq!(value[0]["methods"], serde_json::json!(["GET", "HEAD"]));
        assert_eq!((&value[0]["host"], &value[0]["line"]), (&"h\n".into(), &7.into()));
        assert_eq!(value[1]["rule"], "/\u{fc}/<string(\"a\\b\"):x>");
        assert!(value[1]["host"].is_null());
        assert_eq!(json(&[]), "[]\n");
    }
}

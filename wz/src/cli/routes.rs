use std::fmt::Write;
use std::io::IsTerminal;

use super::show::Show;
use super::{bench, explain, json, output};
use crate::app::{App, Surrounding};
use crate::error::Result;
use crate::log;
use crate::routing::Route;

/// `routes`: all routes on standard output, or what else there is to say about them.
pub(super) fn print(app: &App, show: Show) -> Result {
    let coloured = log::colours(std::io::stdout().is_terminal());
    output::print(&match show {
        Show::Table => table(app, coloured),
        Show::Json => json::text(app),
        Show::Explain(question) => explain::text(app, &question, coloured),
        Show::Graph => app.table().to_dot(),
        Show::Bench { time } => bench::measure(app.table(), time).to_string(),
    })
}

/// A route, with the prefix that it is mounted below.
pub(super) struct Listed {
    pub(super) mount: String,
    pub(super) route: Route<'static>,
}

impl Listed {
    pub(super) fn rule(&self) -> String {
        format!("{}{}", self.mount, self.route.rule())
    }
}

/// The routes of an application, and of those that are mounted in it. Those of the fallback come last.
pub(super) fn listed(app: &App, mount: &str) -> Vec<Listed> {
    let mut all: Vec<_> = app.routes().map(|route| Listed { mount: mount.to_owned(), route }).collect();
    for one in app.surroundings() {
        if let Some(app) = one.app {
            all.extend(listed(app, &format!("{mount}{}", one.below())));
        }
    }
    all
}

/// The routes as an aligned table with a header, with a column for hosts only when there are any; below it what stands
/// around them.
fn table(app: &App, coloured: bool) -> String {
    let routes = listed(app, "");
    let with_host = routes.iter().any(|one| one.route.host().is_some());
    let row = |methods: String, host_of: Option<String>, rest: [String; 3]| {
        let host = with_host.then(|| host_of.unwrap_or_else(|| "*".to_owned()));
        [methods].into_iter().chain(host).chain(rest).collect::<Vec<_>>()
    };
    let header = ["RULE", "ENDPOINT", "HANDLER"].map(str::to_owned);
    let mut rows = vec![row("METHODS".into(), Some("HOST".into()), header)];
    rows.extend(routes.iter().map(|one| {
        let (route, place) = (&one.route, one.route.location());
        let rest = [one.rule(), route.endpoint(), format!("{}:{}", place.file, place.line)];
        row(route.methods().to_string(), host(route), rest)
    }));
    let mut text = aligned(&rows, coloured);
    let around: Vec<_> = app.surroundings().iter().map(cells).collect();
    if !around.is_empty() {
        let header = ["KIND", "BELOW", "WHAT", "PLACE"].map(str::to_owned).to_vec();
        text.push('\n');
        text.push_str(&aligned(&[vec![header], around].concat(), coloured));
    }
    text
}

fn cells(one: &Surrounding<'_>) -> Vec<String> {
    let below = if one.below().is_empty() { "/" } else { one.below() };
    let place = one.place.map_or_else(String::new, |(file, line)| format!("{file}:{line}"));
    vec![one.kind.name().to_owned(), below.to_owned(), one.what.clone(), place]
}

/// Rows with as many cells as the first one, which is the header.
fn aligned(rows: &[Vec<String>], coloured: bool) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
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

#[cfg(test)]
mod tests {
    use super::*;

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

    async fn look(request: crate::Request, next: crate::middleware::Next) -> crate::Response {
        next.run(request).await
    }

    #[test]
    fn the_table_is_aligned() {
        let text = table(&App::new(Plain), false);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("METHODS    RULE               ENDPOINT"), "{text}");
        assert!(lines[1].starts_with("GET, HEAD  /                  cli.routes.tests.index"), "{text}");
        assert!(lines[2].starts_with("POST       /\u{fc}/<any(\"a\\b\"):x>  wiki.page"), "{text}");
        assert!(lines[1].contains("cli/routes.rs:"), "{text}");
        assert!(table(&App::new(Plain), true).starts_with("\x1b[1mMETHODS"));
        assert!(table(&App::new(Hosted), false).contains("GET, HEAD  a.example  /"));
    }

    #[test]
    fn what_stands_around_the_routes_is_listed() {
        let app = App::new(Plain)
            .middleware_below("/\u{fc}", look)
            .mount("/shop", App::new(Hosted).middleware(look));
        let text = table(&app, false);
        let lines: Vec<Vec<&str>> = text
            .lines()
            .map(|line| line.split("  ").filter(|cell| !cell.is_empty()).map(str::trim).collect())
            .collect();
        assert_eq!(lines[3][..4], ["GET, HEAD", "a.example", "/shop/", "home"], "{text}");
        assert_eq!(lines[6], ["KIND", "BELOW", "WHAT", "PLACE"], "{text}");
        assert_eq!(lines[7][..3], ["mount", "/shop", "wz::app::App"], "{text}");
        assert!(lines[7][3].contains("cli/routes.rs:"), "{text}");
        assert_eq!(lines[8][..3], ["middleware", "/\u{fc}", "wz::cli::routes::tests::look"], "{text}");
        assert_eq!(lines.len(), 9, "{text}");
    }
}

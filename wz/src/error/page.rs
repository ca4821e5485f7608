use std::fmt::{self, Write};

use http::StatusCode;
use http::header::HeaderValue;

use super::details::Details;
use crate::header::Accept;
use crate::html::Escaped;
use crate::json_string::JsonString;
use crate::response::{HTML, TEXT};

/// `Content-Type` of a problem (RFC 9457).
const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");

/// In what form the client is told of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageFormat {
    Html,
    /// RFC 9457.
    Problem,
    Text,
}

/// What an error page says.
pub(super) struct Content<'e> {
    pub(super) status: StatusCode,
    pub(super) description: &'e str,
    /// The URI of a kind of problem, and its title.
    pub(super) problem_type: Option<(&'e str, &'e str)>,
    /// Further members of a problem: their names, and their values as JSON.
    pub(super) members: &'e [(String, String)],
    /// For who works on the program.
    pub(super) details: Option<&'e Details>,
}

impl PageFormat {
    /// What a client wants to see: HTML when it does not care, or takes nothing of all this. A client that takes JSON
    /// takes a problem.
    pub(crate) fn wanted(accept: &Accept) -> PageFormat {
        let offers = ["text/html", "application/problem+json", "application/json", "text/plain"];
        match accept.best_match(offers) {
            Some("application/problem+json" | "application/json") => PageFormat::Problem,
            Some("text/plain") => PageFormat::Text,
            _ => PageFormat::Html,
        }
    }

    pub(super) fn content_type(self) -> HeaderValue {
        match self {
            PageFormat::Html => HTML,
            PageFormat::Problem => PROBLEM,
            PageFormat::Text => TEXT,
        }
    }

    pub(super) fn page(self, content: &Content<'_>) -> String {
        let mut page = String::with_capacity(128 + content.description.len());
        // Writing into a `String` cannot fail.
        let _ = match self {
            PageFormat::Html => html(&mut page, content),
            PageFormat::Problem => problem(&mut page, content),
            PageFormat::Text => text(&mut page, content),
        };
        page
    }
}

impl Content<'_> {
    fn reason(&self) -> &'static str {
        self.status.canonical_reason().unwrap_or("Unknown Status")
    }
}

/// The status as title and heading, one escaped sentence.
fn html(page: &mut String, content: &Content<'_>) -> fmt::Result {
    let (status, reason) = (content.status.as_u16(), content.reason());
    write!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<title>{status} {reason}</title>\n<h1>{reason}</h1>\n<p>"
    )?;
    for (index, line) in content.description.lines().enumerate() {
        let line_break = if index == 0 { "" } else { "<br>" };
        write!(page, "{line_break}{}", Escaped(line))?;
    }
    page.write_str("</p>\n")?;
    content.details.map_or(Ok(()), |details| details.html(page))
}

fn problem(page: &mut String, content: &Content<'_>) -> fmt::Result {
    page.write_char('{')?;
    let title = match content.problem_type {
        Some((uri, title)) => {
            write!(page, "\"type\":{},", JsonString(uri))?;
            title
        }
        None => content.reason(),
    };
    write!(page, "\"title\":{},\"status\":{}", JsonString(title), content.status.as_u16())?;
    if !content.description.is_empty() {
        write!(page, ",\"detail\":{}", JsonString(content.description))?;
    }
    for (name, value) in content.members {
        write!(page, ",{}:{value}", JsonString(name))?;
    }
    if let Some(details) = content.details {
        details.member(page)?;
    }
    page.write_str("}\n")
}

fn text(page: &mut String, content: &Content<'_>) -> fmt::Result {
    write!(page, "{} {}", content.status.as_u16(), content.reason())?;
    if !content.description.is_empty() {
        write!(page, ": {}", content.description)?;
    }
    page.write_char('\n')?;
    content.details.map_or(Ok(()), |details| details.text(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(format: PageFormat, description: &str) -> String {
        let (status, members) = (StatusCode::BAD_REQUEST, [("at".to_owned(), "[1,2]".to_owned())]);
        format.page(&Content { status, description, problem_type: None, members: &members, details: None })
    }

    #[test]
    fn escapes_the_description() {
        let html = page(PageFormat::Html, "<script>\nb");
        assert!(html.contains("<title>400 Bad Request</title>"));
        assert!(html.contains("<p>&lt;script&gt;<br>b</p>"));
        assert_eq!(
            page(PageFormat::Problem, "a\"b\n"),
            "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"a\\\"b\\u000a\",\"at\":[1,2]}\n"
        );
        assert_eq!(page(PageFormat::Text, "<a>"), "400 Bad Request: <a>\n");
        assert_eq!(page(PageFormat::Text, ""), "400 Bad Request\n");
    }

    #[test]
    fn what_clients_want() {
        for (accept, format) in [
            ("", PageFormat::Html),
            ("*/*", PageFormat::Html),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", PageFormat::Html),
            ("application/json", PageFormat::Problem),
            ("application/json, text/plain, */*", PageFormat::Problem),
            ("application/problem+json, text/html;q=0.9", PageFormat::Problem),
            ("text/html, application/json", PageFormat::Html),
            ("application/json;q=0.5, text/html;q=0.4", PageFormat::Problem),
            ("application/*", PageFormat::Problem),
            ("text/plain", PageFormat::Text),
            ("text/*;q=0.5, text/plain", PageFormat::Text),
            ("image/png", PageFormat::Html),
        ] {
            assert_eq!(PageFormat::wanted(&accept.parse().unwrap()), format, "{accept}");
        }
    }
}

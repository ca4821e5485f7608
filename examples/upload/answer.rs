//! What is said of the files: JSON for the page, HTML for a browser without its script, text for curl.

use std::fmt::Write;

use serde::Serialize;
use wz::header::{Accept, HeaderMapExt};
use wz::prelude::*;

/// A file that is there as a whole.
#[derive(Debug, Serialize)]
pub struct Saved {
    pub name: String,
    /// In bytes.
    pub length: u64,
    pub sha256: String,
}

/// What became of a form, in the type that the client likes best.
#[derive(Debug)]
pub struct Answer {
    saved: Result<Vec<Saved>>,
    media_type: &'static str,
}

/// Of types that the client likes as much as each other the first, which is what curl gets with its `*/*`.
const TYPES: [&str; 3] = ["text/plain", "text/html", "application/json"];

impl Answer {
    pub fn new(headers: &HeaderMap, saved: Result<Vec<Saved>>) -> Answer {
        let accept = headers.typed::<Accept>().ok().flatten().unwrap_or_default();
        Answer { saved, media_type: accept.best_match(TYPES).unwrap_or(TYPES[0]) }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Said<'a> {
    Files(&'a [Saved]),
    Error(&'a str),
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match (self.saved, self.media_type) {
            (Ok(saved), "application/json") => Json(Said::Files(&saved)).into_response(),
            (Ok(saved), "text/html") => Html(table(&saved)).into_response(),
            (Ok(saved), _) => lines(&saved).into_response(),
            // A page already.
            (Err(error), "text/html") => error.into_response(),
            (Err(error), media_type) => {
                let error = HttpError::from(error);
                let said = error.description().to_owned();
                let said = match media_type {
                    "application/json" => Json(Said::Error(&said)).into_response(),
                    _ => format!("{said}\n").into_response(),
                };
                // The status and the headers, and what is reported of a failure of the program, stay.
                let mut response = error.into_response();
                response.headers_mut().extend(said.headers().clone());
                response.with_body(said.into_body())
            }
        }
    }
}

/// As `sha256sum` writes them, so that `sha256sum --check` reads them.
fn lines(saved: &[Saved]) -> String {
    saved.iter().map(|Saved { name, sha256, .. }| format!("{sha256}  {name}\n")).collect()
}

fn table(saved: &[Saved]) -> String {
    let mut rows = String::new();
    for Saved { name, length, sha256 } in saved {
        let (name, size) = (escaped(name), size(*length));
        // Writing into a `String` cannot fail.
        let _ = writeln!(
            rows,
            "<li class=\"file done\"><span class=\"name\">{name}</span> <span class=\"size\">{size}</span> \
             <span class=\"state\">SHA-256 {sha256}</span></li>"
        );
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Uploaded</title>\n\
         <link rel=\"stylesheet\" href=\"{}\">\n<main>\n<h1>Uploaded</h1>\n<ul class=\"files\">\n{rows}</ul>\n\
         <p><a href=\"{}\">More</a></p>\n</main>\n</html>\n",
        url_for!(crate::style),
        url_for!(crate::page),
    )
}

/// Text for a place between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Such as `1 GiB` or `1.5 MiB`.
pub fn size(bytes: u64) -> String {
    const UNITS: [(&str, u32); 3] = [("GiB", 30), ("MiB", 20), ("KiB", 10)];

    match UNITS.iter().find(|(_, bits)| bytes >> bits > 0) {
        Some((unit, bits)) => {
            let tenths = (u128::from(bytes) * 10) >> bits;
            match tenths % 10 {
                0 => format!("{} {unit}", tenths / 10),
                tenth => format!("{}.{tenth} {unit}", tenths / 10),
            }
        }
        None => format!("{bytes} bytes"),
    }
}

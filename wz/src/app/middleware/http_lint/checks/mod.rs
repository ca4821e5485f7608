//! What is looked at, by topic.

mod caching;
mod connection;
mod content;
mod cookies;
mod status;
mod validators;

use http::HeaderName;
use http::header::{CONTENT_LENGTH, HeaderMap, HeaderValue};

use super::asked::Asked;
use super::{LintFinding, LintKind};
use crate::response::{Response, own_length};

/// All that is wrong with a response.
pub(super) fn check(asked: &Asked, response: &Response) -> Vec<LintFinding> {
    let mut found = Found { asked, all: Vec::new() };
    status::check(response, &mut found);
    content::check(response, &mut found);
    validators::check(response, &mut found);
    cookies::check(response, &mut found);
    caching::check(response, &mut found);
    connection::check(response, &mut found);
    found.all
}

/// What a response promises of its length, if that is a number.
pub(super) fn length(headers: &HeaderMap) -> Option<u64> {
    headers.contains_key(CONTENT_LENGTH).then(|| own_length(headers)).flatten()
}

/// Where findings go.
struct Found<'a> {
    asked: &'a Asked,
    all: Vec<LintFinding>,
}

impl Found<'_> {
    fn add(&mut self, kind: LintKind, message: impl Into<String>, section: &'static str) {
        self.all.push(self.asked.finding(kind, message.into(), section));
    }
}

/// A value as it is quoted.
fn shown(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

/// A name as people write it: `content-type` is `Content-Type`.
fn title(name: &HeaderName) -> String {
    let special = [("etag", "ETag"), ("www-authenticate", "WWW-Authenticate"), ("te", "TE")];
    if let Some((_, title)) = special.iter().find(|(known, _)| *known == name.as_str()) {
        return (*title).to_owned();
    }
    let parts = name.as_str().split('-').map(|part| {
        let (first, rest) = part.split_at(part.len().min(1));
        [&first.to_ascii_uppercase(), rest].concat()
    });
    parts.collect::<Vec<_>>().join("-")
}

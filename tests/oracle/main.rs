//! Replays vectors that the real Werkzeug made; `routing.py` beside this file says how.

#![allow(clippy::unwrap_used, clippy::panic)]

mod challenges;
mod conditional;
mod cookies;
mod datastructures;
mod dumps;
mod headers;
mod international;
mod multipart;
mod proxy_fix;
mod responses;
mod security;
mod tagged;
mod urls;

use serde_json::Value as Json;
use wz_tests::oracle::{builds, matches};

/// How many cases of a file agree: all of them.
fn replay(file: &str, check: fn(&Json) -> Result<usize, String>) -> usize {
    let path = format!("{}/oracle/data/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    let groups: Vec<Json> = serde_json::from_str(&text).unwrap();
    groups.iter().map(|group| check(group).unwrap_or_else(|case| panic!("{case}"))).sum()
}

#[test]
fn finds_what_the_vectors_say() {
    assert!(replay("routing_match.json", matches) >= 5000);
}

#[test]
fn redirects_where_the_vectors_say() {
    assert!(replay("routing_redirect.json", matches) >= 2000);
}

#[test]
fn builds_what_the_vectors_say() {
    assert!(replay("routing_build.json", builds) >= 2000);
}

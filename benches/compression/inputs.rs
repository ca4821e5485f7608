//! What is sent.

use std::fmt::Write as _;

pub(crate) struct Input {
    pub(crate) name: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) content: String,
}

pub(crate) fn all() -> Vec<Input> {
    let input = |name, content_type, content| Input { name, content_type, content };
    vec![
        input("JSON of 2 KB", "application/json", json(20)),
        input("page of 20 KB", "text/html", page(20_000)),
        input("page of 60 KB", "text/html", page(60_000)),
        input("JSON of 1 MB", "application/json", json(10_000)),
    ]
}

/// So many records, no two of which are alike.
fn json(records: u64) -> String {
    let mut text = "[".to_owned();
    for number in 0..records {
        let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let comma = if number > 0 { "," } else { "" };
        let _ = write!(
            text,
            r#"{comma}{{"id":{number},"name":"User {}","email":"user{}@example.com","score":{},"active":{}}}"#,
            mixed % 1000,
            mixed >> 50,
            (mixed >> 20) % 100_000,
            mixed % 3 == 0,
        );
    }
    text + "]"
}

/// Prose with markup: this file and the guide, as long as it has to be.
fn page(length: usize) -> String {
    let sources = [
        include_str!("../../docs/src/responses.md"),
        include_str!("../../docs/src/requests.md"),
        include_str!("../../docs/src/routing.md"),
        include_str!("../../docs/src/urls.md"),
    ];
    let lines = sources.iter().flat_map(|source| source.lines());
    let mut text: String = lines.map(|line| format!("<p class=\"line\">{line}</p>\n")).collect();
    let end = (0..=length.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.truncate(end);
    text
}

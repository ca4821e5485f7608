//! Limits by the words that `limits(...)` has for them.

use std::time::Duration;

use wz_rule::{did_you_mean, parse_size, parse_time};

use super::error::ConfigProblem;
use super::value::{Node, Value};
use crate::limits::Limits;

/// What a limit is, and how it is set.
enum Word {
    Bytes(fn(&mut Limits, u64)),
    Count(fn(&mut Limits, usize)),
    Time(fn(&mut Limits, Duration)),
}

const WORDS: [(&str, Word); 14] = [
    ("body", Word::Bytes(|limits, bytes| limits.body = bytes)),
    ("buffered", Word::Bytes(|limits, bytes| limits.buffered_body = bytes)),
    ("spool", Word::Bytes(|limits, bytes| limits.spool_threshold = bytes)),
    ("form_fields", Word::Count(|limits, count| limits.form_fields = count)),
    ("parts", Word::Count(|limits, count| limits.multipart.parts = count)),
    ("field", Word::Bytes(|limits, bytes| limits.multipart.field_bytes = bytes)),
    ("file", Word::Bytes(|limits, bytes| limits.multipart.file_bytes = bytes)),
    (
        "header",
        Word::Bytes(|limits, bytes| {
            limits.multipart.header_bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
        }),
    ),
    ("first_byte", Word::Time(|limits, time| limits.first_byte = time)),
    ("between_bytes", Word::Time(|limits, time| limits.between_bytes = time)),
    ("rate", Word::Bytes(|limits, bytes| limits.body_rate = bytes)),
    ("message", Word::Bytes(|limits, bytes| limits.websocket.message = bytes)),
    ("frame", Word::Bytes(|limits, bytes| limits.websocket.frame = bytes)),
    ("ping", Word::Time(|limits, time| limits.websocket.ping_interval = time)),
];

/// Sets what the table names.
pub(super) fn apply(table: &Node, limits: &mut Limits, problems: &mut Vec<ConfigProblem>) {
    let Value::Table(entries) = &table.value else {
        let message = "is no table: set the single limits, as `limits.body`, or `WZ_LIMITS__BODY`";
        problems.push(problem(table, "limits", message.to_owned()));
        return;
    };
    for (key, node) in entries {
        let result = match WORDS.iter().find(|(word, _)| word == key) {
            Some((_, word)) => set(node, word, limits),
            None => Err(unknown(key)),
        };
        if let Err(message) = result {
            problems.push(problem(node, &format!("limits.{key}"), message));
        }
    }
}

fn problem(node: &Node, key: &str, message: String) -> ConfigProblem {
    ConfigProblem::of_key(Some(node.source.to_string()), key.to_owned(), message)
}

fn unknown(key: &str) -> String {
    let words = WORDS.map(|(word, _)| word);
    match did_you_mean(key, words) {
        Some(near) => format!("is no limit: did you mean `{near}`?"),
        None => format!("is no limit; the limits are {}", words.join(", ")),
    }
}

fn set(node: &Node, word: &Word, limits: &mut Limits) -> Result<(), String> {
    let text = match &node.value {
        Value::Text(text) | Value::Quoted(text) => text.trim().to_owned(),
        Value::Integer(number) => number.to_string(),
        _ => String::new(),
    };
    let expected = |what: &str| {
        let shown = node.shown("").unwrap_or_default();
        format!("is {shown}, expected {what}")
    };
    match word {
        Word::Bytes(set) => {
            let bytes = parse_size(&text).map_err(|_| {
                expected("a number of bytes, or a size such as \"500KB\", \"50MiB\", \"unlimited\"")
            })?;
            set(limits, bytes);
        }
        Word::Count(set) => set(limits, text.parse().map_err(|_| expected("a number"))?),
        Word::Time(set) => {
            let time = parse_time(&text)
                .map_err(|_| expected("a time such as \"500ms\", \"30s\", \"5min\", \"unlimited\""))?;
            set(limits, time.map_or(Duration::MAX, Duration::from_millis));
        }
    }
    Ok(())
}

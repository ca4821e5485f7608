//! From the packed tables back to the language of rules.

use std::fmt::Write;

use wz_rule::SegmentKey;

use super::super::automaton::{Automaton, Check, ItemKind, Node};
use super::super::matcher::choices;

/// The text of a static segment.
pub(super) fn segment(automaton: &Automaton<'_>, node: &Node) -> String {
    let len = usize::from(node.len);
    if len > SegmentKey::WHOLE {
        return text(automaton, node.middle as usize, len);
    }
    let key = SegmentKey { ends: node.ends, middle: node.middle };
    let bytes: Vec<u8> = (0..len).map(|at| key.byte(len, at)).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn text(automaton: &Automaton<'_>, at: usize, len: usize) -> String {
    String::from_utf8_lossy(automaton.text.get(at..at + len).unwrap_or(&[])).into_owned()
}

/// A part with variables; they have no names here, since rules that share a state may name them differently.
pub(super) fn part(automaton: &Automaton<'_>, node: &Node) -> String {
    items(automaton, node.middle as u32 as usize, (node.middle >> 32) as usize)
}

/// Literal text and variables.
pub(super) fn items(automaton: &Automaton<'_>, first: usize, count: usize) -> String {
    let items = automaton.items.get(first..first + count).unwrap_or(&[]);
    let mut label = String::new();
    for item in items {
        match item.kind {
            ItemKind::Slash => label.push('/'),
            ItemKind::Text => label.push_str(&text(automaton, item.at as usize, usize::from(item.len))),
            ItemKind::Variable => {
                if let Some(check) = automaton.checks.get(item.at as usize) {
                    label.push_str(&variable(automaton, check));
                }
            }
        }
    }
    label
}

/// A variable with its conditions as they are written in a rule; dots when it goes on behind the next slash.
fn variable(automaton: &Automaton<'_>, check: &Check) -> String {
    let (name, arguments, spans) = match *check {
        Check::Text { min, max } if min == max => ("string", format!("length={min}"), false),
        Check::Text { min, max } => {
            let min = argument("minlength", min, min == 1);
            ("string", listed([min, argument("maxlength", max, max == u32::MAX)]), false)
        }
        Check::Int { fixed_digits, min, max, signed } => {
            let digits = argument("fixed_digits", fixed_digits, fixed_digits == 0);
            let min = argument("min", min, min == i128::MIN);
            let max = argument("max", max, max == i128::MAX);
            ("int", listed([digits, min, max, argument("signed", "True", !signed)]), false)
        }
        Check::Float { min, max, signed } => {
            let min = argument("min", min, min == f64::NEG_INFINITY);
            let max = argument("max", max, max == f64::INFINITY);
            ("float", listed([min, max, argument("signed", "True", !signed)]), false)
        }
        Check::Path => ("path", String::new(), true),
        Check::Uuid => ("uuid", String::new(), false),
        Check::Any { first, count } => {
            let texts = choices(automaton, first, count).map(String::from_utf8_lossy);
            ("any", texts.collect::<Vec<_>>().join(", "), false)
        }
        Check::Custom { index, spans_segments, .. } => match automaton.customs.get(index as usize) {
            Some(custom) => (custom.identity.1, custom.arguments.to_owned(), spans_segments),
            None => ("?", String::new(), spans_segments),
        },
    };
    let mut out = format!("<{name}");
    if !arguments.is_empty() {
        // Writing into a `String` cannot fail.
        let _ = write!(out, "({arguments})");
    }
    out + if spans { ">\u{2026}" } else { ">" }
}

/// `name=value`, or nothing for the usual value.
fn argument(name: &str, value: impl std::fmt::Display, usual: bool) -> String {
    if usual { String::new() } else { format!("{name}={value}") }
}

fn listed<const N: usize>(arguments: [String; N]) -> String {
    let given: Vec<_> = arguments.into_iter().filter(|argument| !argument.is_empty()).collect();
    given.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::super::automaton::Prefix;
    use super::*;

    /// Every length gives its text back, whichever bytes it has.
    #[test]
    fn static_text_comes_back_from_its_key() {
        let text = "abcdefghijklmnop";
        for start in 0..text.len() {
            for end in start..=text.len() {
                let key = wz_rule::segment_key(text.as_bytes(), start, end);
                let node =
                    Node { ends: key.ends, middle: key.middle, len: (end - start) as u8, ..Node::EMPTY };
                assert_eq!(segment(&NOTHING, &node), text[start..end]);
            }
        }
    }

    const NOTHING: Automaton<'static> = Automaton {
        nodes: &[],
        prefix: Prefix::NONE,
        rules: &[],
        items: &[],
        checks: &[],
        bounds: &[],
        hosts: &[],
        text: &[],
        customs: &[],
        escapes: false,
        ignore_ascii_case: false,
    };
}

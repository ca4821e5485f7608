//! What literal text in a rule cannot be.

use crate::parse::{Piece, parse};
use crate::{RuleError, Span};

/// Literal text that can never be part of a path, because it means something else in a URL.
pub(crate) fn check_text(rule: &str, span: Span) -> Result<(), RuleError> {
    for (i, byte) in rule[span.start..span.end].bytes().enumerate() {
        let at = span.start + i;
        let (width, message) = match byte {
            b'?' => (1, "a rule is the path alone; query parameters are read with `Query<T>`, not matched"),
            b'#' => (1, "a rule is the path alone; browsers never send what follows a `#`"),
            b'>' => (1, "this `>` closes nothing: leave it out"),
            b'%' if is_escape(&rule.as_bytes()[at..]) => {
                (3, "write the character itself: rules are not percent-encoded, wz does that")
            }
            _ => continue,
        };
        return Err(RuleError::new(rule, Span::new(at, at + width), message));
    }
    Ok(())
}

fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit())
}

/// The first segment `.` or `..` of a rule that [`parse`](crate::parse()) takes. Whoever sends a request resolves these
/// first (RFC 3986 section 5.2.4), so that such a rule never gets one.
///
/// ```
/// assert_eq!(wz_rule::dot_segment("/a/../<b>").map(|span| span.start), Some(3));
/// assert_eq!(wz_rule::dot_segment("/a/..<b>/.c"), None);
/// ```
pub fn dot_segment(rule: &str) -> Option<Span> {
    for piece in parse(rule).ok()? {
        let Piece::Text { text, span } = piece else { continue };
        let mut start = span.start;
        for (i, run) in text.split('/').enumerate() {
            let end = start + run.len();
            let is_whole = i > 0 && matches!(rule.as_bytes().get(end), Some(b'/') | None);
            if is_whole && matches!(run, "." | "..") {
                return Some(Span::new(start, end));
            }
            start = end + 1;
        }
    }
    None
}

//! What literal text in a rule cannot be.

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

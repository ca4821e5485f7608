use crate::Span;
use crate::parse::parse;
use crate::piece::Piece;

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

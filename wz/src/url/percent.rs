//! Percent-encoding of the parts of a URL.

use crate::percent::{ALPHANUMERIC, escape, escaped, push_encoded_as, push_escape, with};

/// Which part of a URL a text is: what stands bare in it, and what stays encoded in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Name or password before an `@`.
    User,
    /// The path.
    Path,
    /// The first segment of a path without `/` before it, where a `:` would end a scheme.
    FirstSegment,
    /// After the `?`.
    Query,
    /// After the `#`.
    Fragment,
}

impl Part {
    /// Which bytes stand for themselves when a part is written: what Werkzeug's `iri_to_uri` leaves bare.
    fn safe(self) -> &'static [bool; 256] {
        const USER: &[bool; 256] = &UNRESERVED;
        const PATH: &[bool; 256] = &with(UNRESERVED, b"/:@");
        const QUERY: &[bool; 256] = &with(UNRESERVED, b"/:@?");
        const FRAGMENT: &[bool; 256] = &with(UNRESERVED, b"/:@?#");
        match self {
            Part::User => USER,
            Part::Path | Part::FirstSegment => PATH,
            Part::Query => QUERY,
            Part::Fragment => FRAGMENT,
        }
    }

    /// Whether the escape of a byte means something else than the byte: what Werkzeug's `uri_to_iri` leaves encoded, and
    /// `\` where it separates.
    fn is_reserved(self, byte: u8) -> bool {
        let others: &[u8] = match self {
            // Browsers take `\` for `/`, so that another host or path would come of it.
            Part::User => b":@/?#\\",
            Part::Path => b"/?#\\",
            Part::FirstSegment => b":/?#\\",
            Part::Query => b"&=+#",
            Part::Fragment => b"",
        };
        byte <= b' ' || matches!(byte, b'%' | 0x7f) || others.contains(&byte)
    }
}

/// Letters, digits, and what has no meaning of its own in any part.
const UNRESERVED: [bool; 256] = with(ALPHANUMERIC, b"-._~!$&'()*+,;=");

/// Appends a part, encoded where it has to be. Escapes stay, a `%` that starts none is encoded.
pub(super) fn encode(part: Part, text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let safe = part.safe();
    let keeps =
        |at: usize| safe[usize::from(bytes[at])] || (bytes[at] == b'%' && escape(&bytes[at..]).is_some());
    push_encoded_as(text, keeps, escaped, out);
}

/// Appends a part with the escapes decoded that are UTF-8 and mean the same as the character.
pub(super) fn decode(part: Part, text: &str, out: &mut String) {
    let mut rest = text;
    let mut run = Vec::new();
    while !rest.is_empty() {
        // What is no character of its own in an IRI is rare, and so are escapes.
        let plain =
            rest.bytes().position(|byte| !matches!(byte, b' '..=b'~') || byte == b'%').unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        while let Some(byte) = escape(rest.as_bytes()).filter(|byte| !part.is_reserved(*byte)) {
            run.push(byte);
            rest = &rest[3..];
        }
        if !run.is_empty() {
            flush(&mut run, out);
            continue;
        }
        let Some(first) = rest.chars().next() else { break };
        let length = if escape(rest.as_bytes()).is_some() { 3 } else { first.len_utf8() };
        // An escape, or a character which ought to have been one.
        if first.is_ascii_control() || !is_in_iri(first) {
            rest[..length].bytes().for_each(|byte| push_escape(byte, out));
        } else {
            out.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
}

/// Appends decoded bytes; those that are no UTF-8, or a character that no IRI has, are encoded again.
fn flush(run: &mut Vec<u8>, out: &mut String) {
    for chunk in run.utf8_chunks() {
        for character in chunk.valid().chars() {
            if is_in_iri(character) {
                out.push(character);
            } else {
                character.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| push_escape(byte, out));
            }
        }
        chunk.invalid().iter().for_each(|byte| push_escape(*byte, out));
    }
    run.clear();
}

/// Whether an IRI may hold a decoded character: `ucschar` and `iprivate` (RFC 3987 section 2.2), without those that turn
/// the direction of text (section 4.1).
pub(super) fn is_in_iri(character: char) -> bool {
    match character as u32 {
        0x80..0xa0 | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069 => false,
        0xfdd0..=0xfdef | 0xfff0..=0xffff | 0xe0000..=0xe0fff => false,
        code => code & 0xfffe != 0xfffe,
    }
}

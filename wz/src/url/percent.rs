//! Percent-encoding of the parts of a URL.

use crate::percent::{escape, push_escape};

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
    /// Whether a byte stands for itself when a part is written: what Werkzeug's `iri_to_uri` leaves bare.
    fn is_safe(self, byte: u8) -> bool {
        let others: &[u8] = match self {
            Part::User => b"",
            Part::Path | Part::FirstSegment => b"/:@",
            Part::Query => b"/:@?",
            Part::Fragment => b"/:@?#",
        };
        byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=".contains(&byte) || others.contains(&byte)
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

/// Appends a part, encoded where it has to be. Escapes stay, a `%` that starts none is encoded.
pub(super) fn encode(part: Part, text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if part.is_safe(*byte) || (*byte == b'%' && escape(&bytes[at..]).is_some()) {
            out.push(char::from(*byte));
        } else {
            push_escape(*byte, out);
        }
    }
}

/// Appends a part with the escapes decoded that are UTF-8 and mean the same as the character.
pub(super) fn decode(part: Part, text: &str, out: &mut String) {
    let mut rest = text;
    let mut run = Vec::new();
    while !rest.is_empty() {
        match escape(rest.as_bytes()) {
            Some(byte) if !part.is_reserved(byte) => {
                run.push(byte);
                rest = &rest[3..];
            }
            found => {
                flush(&mut run, out);
                let length = match found {
                    Some(_) => 3,
                    None => rest.chars().next().map_or(1, char::len_utf8),
                };
                // An escape, or a character which ought to have been one.
                match rest[..length].chars().next() {
                    Some(character) if character.is_ascii_control() || !is_in_iri(character) => {
                        rest[..length].bytes().for_each(|byte| push_escape(byte, out));
                    }
                    _ => out.push_str(&rest[..length]),
                }
                rest = &rest[length..];
            }
        }
    }
    flush(&mut run, out);
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
fn is_in_iri(character: char) -> bool {
    match character as u32 {
        0x80..0xa0 | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069 => false,
        0xfdd0..=0xfdef | 0xfff0..=0xffff | 0xe0000..=0xe0fff => false,
        code => code & 0xfffe != 0xfffe,
    }
}

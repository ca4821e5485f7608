//! Percent-encoding of paths: the one form that is matched.

use wz_rule::is_path_safe;

use crate::percent::{escape, push_escape};

/// Whether a path differs from its canonical form, or may: it has a percent sign, or a byte that ought to have
/// been escaped.
pub(super) fn is_odd(path: &str, look_at_all_bytes: bool) -> bool {
    let bytes = path.as_bytes();
    if look_at_all_bytes {
        bytes.iter().any(|b| *b != b'/' && !is_path_safe(*b))
    } else {
        bytes.contains(&b'%')
    }
}

/// The canonical form of a raw path: what may stand bare stands bare, all else is `%XX` in upper case, `%2F`
/// stays apart from `/`. A `%` that starts no escape is taken as the character, as browsers do.
pub(super) fn canonical(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 8);
    // Nearly always that is all of it.
    let plain = path.bytes().take_while(|byte| *byte == b'/' || is_path_safe(*byte)).count();
    out.push_str(&path[..plain]);
    let mut rest = &path.as_bytes()[plain..];
    while let [first, after @ ..] = rest {
        let (byte, escaped) = match escape(rest) {
            Some(byte) => (byte, true),
            None => (*first, false),
        };
        rest = if escaped { &rest[3..] } else { after };
        if is_path_safe(byte) || (byte == b'/' && !escaped) {
            out.push(byte as char);
        } else {
            push_escape(byte, &mut out);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_many_spellings() {
        for (raw, expected) in [
            ("/%61bout", "/about"),
            ("/a%2fb", "/a%2Fb"),
            ("/caf\u{e9}", "/caf%C3%A9"),
            ("/caf%c3%a9", "/caf%C3%A9"),
            ("/100%", "/100%25"),
            ("/%zz", "/%25zz"),
            ("/a|b\\c", "/a%7Cb%5Cc"),
            ("/%25", "/%25"),
        ] {
            assert_eq!(canonical(raw), expected);
            assert_eq!(canonical(expected), expected, "it is a fixed point");
        }
    }
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Whether a byte stands for itself in a path segment: RFC 3986 `pchar` without the percent sign
/// (unreserved, sub-delims, `:` and `@`).
#[inline]
pub const fn is_path_safe(byte: u8) -> bool {
    // One look-up: this is asked for every byte of every URL that is built.
    PATH_SAFE[byte as usize]
}

const PATH_SAFE: [bool; 256] = {
    let (mut safe, mut byte) = ([false; 256], 0);
    while byte < 256 {
        safe[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9'
            | b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';'
            | b'=' | b':' | b'@');
        byte += 1;
    }
    safe
};

/// Appends `text` in the one encoding that wz uses for path text: [safe](is_path_safe) bytes as they are, all
/// others as `%XX` in upper case. `/` is encoded too: give it one segment at a time.
///
/// ```
/// let mut out = String::new();
/// wz_rule::encode_path_text("a b/ü", &mut out);
/// assert_eq!(out, "a%20b%2F%C3%BC");
/// ```
pub fn encode_path_text(text: &str, out: &mut String) {
    if text.bytes().all(is_path_safe) {
        return out.push_str(text);
    }
    for byte in text.bytes() {
        if is_path_safe(byte) {
            out.push(byte as char);
        } else {
            out.extend(escaped(byte).map(char::from));
        }
    }
}

/// The percent-encoded form of a byte.
///
/// ```
/// assert_eq!(&wz_rule::escaped(b' '), b"%20");
/// ```
pub const fn escaped(byte: u8) -> [u8; 3] {
    [b'%', HEX[(byte >> 4) as usize], HEX[(byte & 15) as usize]]
}

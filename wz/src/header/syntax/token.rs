/// Whether a byte may stand in a token: letters, digits, and ``!#$%&'*+-.^_`|~`` (RFC 9110 §5.6.2).
///
/// ```
/// use wz::header::syntax::is_tchar;
///
/// assert!(is_tchar(b'a') && is_tchar(b'*') && !is_tchar(b' ') && !is_tchar(b'/'));
/// ```
#[inline]
pub const fn is_tchar(byte: u8) -> bool {
    TCHARS[byte as usize]
}

/// What may stand in a token, by byte.
const TCHARS: [bool; 256] = {
    let mut all = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        all[byte] = matches!(byte as u8, b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'!' | b'#' | b'$' | b'%' | b'&'
            | b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~');
        byte += 1;
    }
    all
};

/// Whether a text is a token: one or more [`is_tchar`].
///
/// ```
/// use wz::header::syntax::is_token;
///
/// assert!(is_token("no-cache"));
/// assert!(!is_token("") && !is_token("a b") && !is_token("é"));
/// ```
#[inline]
pub const fn is_token(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !is_tchar(bytes[at]) {
            return false;
        }
        at += 1;
    }
    at > 0
}

/// The text without the spaces and tabs around it: OWS of RFC 9110 §5.6.3, and nothing else that Unicode calls space.
///
/// ```
/// assert_eq!(wz::header::syntax::trim(" \ta b\u{a0} "), "a b\u{a0}");
/// ```
#[inline]
pub fn trim(text: &str) -> &str {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    let bytes = text.as_bytes();
    // Most texts have none.
    if let [first, .., last] = bytes
        && !is_blank(first)
        && !is_blank(last)
    {
        return text;
    }
    let start = bytes.iter().position(|byte| !is_blank(byte)).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|byte| !is_blank(byte)).map_or(start, |last| last + 1);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_every_character_of_a_token() {
        let all: String = (0..=255).filter(|&byte| is_tchar(byte)).map(char::from).collect();
        let letters: String = ('0'..='9').chain('A'..='Z').chain('a'..='z').collect();
        let mut expected: Vec<char> = format!("!#$%&'*+-.^_`|~{letters}").chars().collect();
        expected.sort_unstable();
        assert_eq!(all, String::from_iter(expected));
    }
}

/// Whether a byte may stand in a token: letters, digits, and ``!#$%&'*+-.^_`|~`` (RFC 9110 §5.6.2).
///
/// ```
/// use wz::header::syntax::is_tchar;
///
/// assert!(is_tchar(b'a') && is_tchar(b'*') && !is_tchar(b' ') && !is_tchar(b'/'));
/// ```
#[inline]
pub const fn is_tchar(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+'
        | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~')
}

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
    text.trim_matches([' ', '\t'])
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

//! Base64 without padding (RFC 4648): as much as tokens and password hashes need.

/// The alphabet of argon2's hashes.
#[cfg(any(feature = "password", test))]
pub(super) const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// The alphabet of what stands in URLs.
pub(super) const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(super) fn encode(bytes: &[u8], alphabet: &[u8; 64]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let group = at(0) << 16 | at(1) << 8 | at(2);
        for sextet in 0..=chunk.len() {
            text.push(char::from(alphabet[(group >> (18 - 6 * sextet)) as usize & 63]));
        }
    }
    text
}

/// The bytes; `None` when the text is not exactly what [`encode`] makes of them.
#[cfg(any(feature = "password", test))]
pub(super) fn decode(text: &str, alphabet: &[u8; 64]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut group = 0u32;
        for index in 0..4 {
            let sextet = match chunk.get(index) {
                Some(byte) => alphabet.iter().position(|letter| letter == byte)? as u32,
                None => 0,
            };
            group = group << 6 | sextet;
        }
        let decoded = group.to_be_bytes();
        let (kept, rest) = decoded[1..].split_at(chunk.len() - 1);
        // A lone letter is too little for a byte, and bits beyond the last byte are not zero by accident.
        if kept.is_empty() || rest.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend_from_slice(kept);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (b"\xff\xfe\xfd\xfc", "//79/A"),
        ] {
            assert_eq!(encode(bytes, STANDARD), text);
            assert_eq!(decode(text, STANDARD).as_deref(), Some(bytes));
        }
        assert_eq!(encode(b"\xff\xfe", URL_SAFE), "__4");
        for text in ["Z", "Zh", "Zm9=", "Zg==", "Zm 9", "ü", "Zm9vY"] {
            assert_eq!(decode(text, STANDARD), None, "{text}");
        }
    }
}

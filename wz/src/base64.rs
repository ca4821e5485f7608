//! Base64 (RFC 4648): `Authorization: Basic`, byte sequences of structured fields, signed cookies, tokens and argon2's
//! hashes.

/// The 64 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alphabet {
    /// With `+` and `/` (§4).
    Standard,
    /// With `-` and `_` (§5).
    #[cfg(any(feature = "random", feature = "signed-cookies"))]
    Url,
}

impl Alphabet {
    fn characters(self) -> &'static [u8; 64] {
        match self {
            Alphabet::Standard => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
            #[cfg(any(feature = "random", feature = "signed-cookies"))]
            Alphabet::Url => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
        }
    }

    fn value(self, character: u8) -> Option<u32> {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            _ if character == self.characters()[62] => 62,
            _ if character == self.characters()[63] => 63,
            _ => return None,
        };
        Some(value.into())
    }
}

/// Without `=` for what the last group lacks.
pub(crate) fn encode_unfilled(bytes: &[u8], alphabet: Alphabet) -> String {
    let characters = alphabet.characters();
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|at| group.get(at).copied().unwrap_or(0));
        let bits = u32::from_be_bytes([0, a, b, c]);
        for at in 0..=group.len() {
            text.push(char::from(characters[(bits >> (18 - 6 * at)) as usize & 63]));
        }
    }
    text
}

/// The last group filled with `=`.
pub(crate) fn encode_filled(bytes: &[u8], alphabet: Alphabet) -> String {
    let mut text = encode_unfilled(bytes, alphabet);
    text.extend(std::iter::repeat_n('=', bytes.len().next_multiple_of(3) - bytes.len()));
    text
}

/// The bytes of a text without `=` at its end. Bits that are left over may have any value, as everyone takes them.
pub(crate) fn decode_unfilled(text: &[u8], alphabet: Alphabet) -> Option<Vec<u8>> {
    if text.len() % 4 == 1 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.chunks(4) {
        let mut bits = 0;
        for at in 0..4 {
            let value = group.get(at).map_or(Some(0), |&character| alphabet.value(character))?;
            bits = bits << 6 | value;
        }
        let [_, decoded @ ..] = bits.to_be_bytes();
        bytes.extend_from_slice(&decoded[..group.len() - 1]);
    }
    Some(bytes)
}

/// The bytes of a text that is exactly what [`encode_unfilled`] makes of them: bits that are left over are zero, so that
/// there is one text only.
#[cfg(any(feature = "password", feature = "signed-cookies"))]
pub(crate) fn decode_canonical(text: &[u8], alphabet: Alphabet) -> Option<Vec<u8>> {
    decode_unfilled(text, alphabet).filter(|bytes| encode_unfilled(bytes, alphabet).as_bytes() == text)
}

/// The bytes of a text whose last group is filled with `=`.
pub(crate) fn decode_filled(text: &[u8], alphabet: Alphabet) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let bare = text.strip_suffix(b"==").or_else(|| text.strip_suffix(b"=")).unwrap_or(text);
    decode_unfilled(bare, alphabet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_rfc() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode_filled(bytes.as_bytes(), Alphabet::Standard), text);
            assert_eq!(decode_filled(text.as_bytes(), Alphabet::Standard).unwrap(), bytes.as_bytes());
            let bare = text.trim_end_matches('=');
            assert_eq!(encode_unfilled(bytes.as_bytes(), Alphabet::Standard), bare);
            assert_eq!(decode_unfilled(bare.as_bytes(), Alphabet::Standard).unwrap(), bytes.as_bytes());
        }
    }

    #[test]
    fn every_byte_reads_back() {
        let every: Vec<u8> = (0..=255).chain(0..=255).collect();
        for length in 0..every.len() {
            let text = encode_filled(&every[..length], Alphabet::Standard);
            assert_eq!(decode_filled(text.as_bytes(), Alphabet::Standard).unwrap(), &every[..length]);
        }
        assert_eq!(encode_filled(&[0xfb, 0xff], Alphabet::Standard), "+/8=");
        #[cfg(feature = "random")]
        assert_eq!(encode_unfilled(&[0xff, 0xfe], Alphabet::Url), "__4");
    }

    #[test]
    fn refuses_other_characters_and_lengths() {
        for text in
            ["Z", "Zg", "Zg=", "Zg===", "=Zg=", "Z===", "Zm9v=", "Zm 9v", "Zm-_", "Zg==Zg==", "====", "é"]
        {
            assert_eq!(decode_filled(text.as_bytes(), Alphabet::Standard), None, "{text}");
        }
        assert_eq!(decode_unfilled(b"Zg==", Alphabet::Standard), None);
    }

    #[cfg(any(feature = "password", feature = "signed-cookies"))]
    #[test]
    fn one_text_for_the_same_bytes() {
        assert_eq!(decode_canonical(b"Zg", Alphabet::Standard).unwrap(), b"f");
        for text in ["Zh", "Zv", "Zm9=", "Zg==", "Z"] {
            assert_eq!(decode_canonical(text.as_bytes(), Alphabet::Standard), None, "{text}");
        }
    }
}

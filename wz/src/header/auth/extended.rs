use std::borrow::Cow;

use crate::header::syntax::{is_tchar, unquote};

/// The value of `name*=UTF-8''…` (RFC 8187), as Werkzeug's `parse_dict_header` reads it: a value that is not of that
/// form stands for itself, and one of an unknown charset stays encoded.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    let mut parts = text.splitn(3, '\'');
    let (Some(charset), Some(_language), Some(value)) = (parts.next(), parts.next(), parts.next()) else {
        return unquote(text);
    };
    if value.is_empty() || !text.bytes().all(is_tchar) {
        return unquote(text);
    }
    let bytes = percent_decode(value);
    match charset.to_ascii_lowercase().as_str() {
        "utf-8" => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
        "iso-8859-1" => bytes.iter().map(|&byte| char::from(byte)).collect(),
        "ascii" | "us-ascii" => {
            bytes.iter().map(|&byte| if byte.is_ascii() { char::from(byte) } else { '\u{fffd}' }).collect()
        }
        _ => Cow::Borrowed(value),
    }
}

fn percent_decode(text: &str) -> Vec<u8> {
    let hex = |byte: Option<&u8>| char::from(*byte?).to_digit(16).map(|digit| digit as u8);
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, hex(bytes.get(at + 1)), hex(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(high << 4 | low);
                at += 3;
            }
            _ => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    decoded
}

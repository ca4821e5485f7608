use std::fmt::Write as _;

use crate::header::HeaderError;

/// The path as it is written: what is neither of a URL's path nor a `%` is percent-encoded, `;` too.
pub(super) fn encode(path: &str) -> Result<String, HeaderError> {
    // Browsers ignore a path of another kind (RFC 6265 §5.2.4), so the cookie would be sent elsewhere.
    if !path.starts_with('/') {
        return Err(HeaderError::value("a `Path` that begins with `/`").found(path));
    }
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            // As Werkzeug's `dump_cookie`: a percent sign is of an escape that is there already.
            b'%' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b'/' | b':' | b'='
            | b'@' => {
                encoded.push(char::from(byte));
            }
            _ => drop(write!(encoded, "%{byte:02X}")),
        }
    }
    Ok(encoded)
}

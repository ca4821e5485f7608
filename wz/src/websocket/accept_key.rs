use http::HeaderValue;

use crate::base64::{Alphabet, decode_filled, encode_filled};
use crate::sha1::sha1;

/// What a server answers to the `Sec-WebSocket-Key` of a client, to show that it has understood (RFC 6455 §4.2.2).
/// `None` for what is no key: 16 bytes in base64.
pub(super) fn accept_key(key: &HeaderValue) -> Option<HeaderValue> {
    let key = key.as_bytes().trim_ascii();
    decode_filled(key, Alphabet::Standard).filter(|bytes| bytes.len() == 16)?;
    let digest = sha1(&[key, b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"].concat());
    HeaderValue::try_from(encode_filled(&digest, Alphabet::Standard)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vector_of_the_rfc() {
        let key = HeaderValue::from_static("dGhlIHNhbXBsZSBub25jZQ==");
        assert_eq!(accept_key(&key).unwrap(), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        for none in ["", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25j", "?Ghl=HNhbXBsZSBub25jZQ=="] {
            assert_eq!(accept_key(&HeaderValue::from_static(none)), None, "{none}");
        }
    }
}

use crate::websocket::ProtocolError;

/// A text that arrives in pieces, cut anywhere. What is no UTF-8 is seen with the first byte that cannot go on as such
/// (RFC 6455 §8.1), however long the text would still become.
#[derive(Debug, Default)]
pub(super) struct TextBuffer {
    text: String,
    /// The beginning of a character whose rest is to come.
    begun: [u8; 4],
    begun_len: usize,
}

impl TextBuffer {
    pub(super) fn len(&self) -> usize {
        self.text.len() + self.begun_len
    }

    pub(super) fn push(&mut self, mut bytes: &[u8]) -> Result<(), ProtocolError> {
        while self.begun_len > 0
            && let Some((&byte, rest)) = bytes.split_first()
        {
            self.begun[self.begun_len] = byte;
            self.begun_len += 1;
            bytes = rest;
            match str::from_utf8(&self.begun[..self.begun_len]) {
                Ok(character) => {
                    self.text.push_str(character);
                    self.begun_len = 0;
                }
                // Four bytes are a character or wrong: there is always room for the next one.
                Err(error) if error.error_len().is_some() => return Err(wrong()),
                Err(_) => {}
            }
        }
        match str::from_utf8(bytes) {
            Ok(text) => self.text.push_str(text),
            Err(error) => {
                let (whole, rest) = bytes.split_at(error.valid_up_to());
                if error.error_len().is_some() {
                    return Err(wrong());
                }
                self.text.push_str(str::from_utf8(whole).map_err(|_| wrong())?);
                self.begun[..rest.len()].copy_from_slice(rest);
                self.begun_len = rest.len();
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<String, ProtocolError> {
        if self.begun_len > 0 { Err(wrong()) } else { Ok(self.text) }
    }
}

fn wrong() -> ProtocolError {
    ProtocolError::payload("a text is not UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], piece: usize) -> Result<String, usize> {
        let mut buffer = TextBuffer::default();
        for (number, bytes) in bytes.chunks(piece).enumerate() {
            buffer.push(bytes).map_err(|_| number)?;
        }
        buffer.finish().map_err(|_| usize::MAX)
    }

    #[test]
    fn any_cut_gives_the_same() {
        let text = "a\u{7f}\u{80}é\u{7ff}\u{800}κ😀\u{d7ff}\u{e000}\u{ffff}\u{10000}\u{10ffff}\u{0}z";
        for piece in 1..=text.len() {
            assert_eq!(read(text.as_bytes(), piece).as_deref(), Ok(text), "{piece}");
        }
    }

    #[test]
    fn the_first_byte_that_is_wrong_is_enough() {
        for (bytes, at) in [
            (&b"a\x80"[..], 1),
            (b"\xc0\xaf", 0),
            (b"\xc3\x28", 1),
            (b"\xe0\x9f\xbf", 1),
            (b"\xed\xa0\x80", 1),
            (b"\xf0\x8f\x80\x80", 1),
            (b"\xf4\x90\x80\x80", 1),
            (b"\xf5\x80\x80\x80", 0),
            (b"\xfe", 0),
            (b"\xe2\x82", usize::MAX),
            (b"\xf0\x9f\x98", usize::MAX),
        ] {
            assert_eq!(read(bytes, 1), Err(at), "{bytes:x?}");
            assert!(read(bytes, 8).is_err(), "{bytes:x?}");
        }
    }
}

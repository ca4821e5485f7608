use std::fmt;

use bytes::Bytes;

/// A message, as it is received.
///
/// ```
/// use wz::websocket::Message;
///
/// let message = Message::from("hello");
/// assert_eq!((message.as_text(), message.as_bytes()), (Some("hello"), &b"hello"[..]));
/// assert_eq!(Message::from(vec![0, 255]).as_text(), None);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Message {
    /// Text.
    Text(String),
    /// Bytes.
    Binary(Bytes),
}

impl Message {
    /// The text; `None` for bytes, even when they are UTF-8.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Message::Text(text) => Some(text),
            Message::Binary(_) => None,
        }
    }

    /// The payload.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Message::Text(text) => text.as_bytes(),
            Message::Binary(bytes) => bytes,
        }
    }

    /// The payload, read as JSON (feature `json`), whether it came as text or as bytes.
    ///
    /// ```
    /// use wz::websocket::Message;
    ///
    /// let numbers: Vec<u8> = Message::from("[1, 2]").json()?;
    /// assert_eq!(numbers, [1, 2]);
    /// assert!(Message::from("[1, 300]").json::<Vec<u8>>().is_err());
    /// # Ok::<_, serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    /// It is no JSON, or not of this shape.
    #[cfg(feature = "json")]
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(self.as_bytes())
    }

    /// A text that is this value as JSON (feature `json`).
    ///
    /// ```
    /// use wz::websocket::Message;
    ///
    /// assert_eq!(Message::from_json(&[1, 2])?, Message::from("[1,2]"));
    /// # Ok::<_, serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    /// The value has no JSON: a map whose keys are no texts, say.
    #[cfg(feature = "json")]
    pub fn from_json<T: serde::Serialize + ?Sized>(value: &T) -> Result<Message, serde_json::Error> {
        serde_json::to_string(value).map(Message::Text)
    }
}

/// At most the first 200 bytes of it.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 200;

        match self {
            Message::Text(text) => write!(f, "Text({:?}", &text[..text.floor_char_boundary(SHOWN)])?,
            Message::Binary(bytes) => write!(f, "Binary({:?}", bytes.slice(..bytes.len().min(SHOWN)))?,
        }
        match self.as_bytes().len() {
            ..=SHOWN => f.write_str(")"),
            length => write!(f, "... {length} bytes)"),
        }
    }
}

macro_rules! messages {
    ($($type:ty: $kind:ident,)+) => {
        $(impl From<$type> for Message {
            fn from(payload: $type) -> Message {
                Message::$kind(payload.into())
            }
        })+
    };
}

messages! {
    &str: Text,
    String: Text,
    Bytes: Binary,
    Vec<u8>: Binary,
    &'static [u8]: Binary,
}

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;

use super::message::Message;

/// What may be sent as a message: texts, bytes, and a [`Message`], owned or borrowed. It is copied into the frame, so
/// one text in an [`Arc`] does for any number of sockets.
///
/// ```
/// use std::sync::Arc;
/// use wz::websocket::Payload;
///
/// let text: Arc<str> = "to all".into();
/// assert_eq!(Payload::from(&text), Payload::from("to all"));
/// assert_ne!(Payload::from(&b"to all"[..]), Payload::from("to all"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload<'p> {
    /// Text.
    Text(Cow<'p, str>),
    /// Bytes.
    Binary(Cow<'p, [u8]>),
}

macro_rules! payloads {
    ($($kind:ident($value:ident: $type:ty) = $cow:expr;)+) => {
        $(impl<'p> From<$type> for Payload<'p> {
            fn from($value: $type) -> Payload<'p> {
                Payload::$kind($cow)
            }
        })+
    };
}

payloads! {
    Text(text: &'p str) = Cow::Borrowed(text);
    Text(text: &'p String) = Cow::Borrowed(text);
    Text(text: &'p Arc<str>) = Cow::Borrowed(text);
    Text(text: String) = Cow::Owned(text);
    Text(text: Cow<'p, str>) = text;
    Binary(bytes: &'p [u8]) = Cow::Borrowed(bytes);
    Binary(bytes: &'p Vec<u8>) = Cow::Borrowed(bytes);
    Binary(bytes: &'p Bytes) = Cow::Borrowed(bytes);
    Binary(bytes: Vec<u8>) = Cow::Owned(bytes);
    Binary(bytes: Bytes) = Cow::Owned(bytes.into());
}

impl<'p> From<&'p Message> for Payload<'p> {
    fn from(message: &'p Message) -> Payload<'p> {
        match message {
            Message::Text(text) => text.into(),
            Message::Binary(bytes) => bytes.into(),
        }
    }
}

impl From<Message> for Payload<'_> {
    fn from(message: Message) -> Self {
        match message {
            Message::Text(text) => text.into(),
            Message::Binary(bytes) => bytes.into(),
        }
    }
}

//! The body of a request or a response, and how much of it may be held in memory.

mod buffer;
mod chunk;
#[cfg(feature = "compress")]
mod compress;
mod content;
#[cfg(feature = "decompress")]
mod decompress;
mod file;
mod file_stream;
mod from_stream;
mod limited;
mod meter;
mod produced;
#[cfg(feature = "server")]
mod reader;
#[cfg(feature = "sessions")]
mod resumed;
mod slot;
mod streamed;
mod writer;

use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::conditional::Content as _;
pub use crate::limits::Limits;
#[cfg(feature = "compress")]
pub use compress::{Coding, Compression};
#[cfg(feature = "decompress")]
pub use decompress::Decompression;
use file::FileContent;
use file_stream::FileStream;
use limited::Limited;
pub use writer::{BodyWriter, Closed};

pub(crate) use buffer::BufferError;
#[cfg(feature = "compress")]
pub(crate) use compress::compressed;
#[cfg(feature = "decompress")]
pub(crate) use decompress::{Decoder, Decompressed};
pub(crate) use file::Known;
pub(crate) use file_stream::CHUNK;
pub(crate) use from_stream::StreamBody;
#[cfg(feature = "server")]
pub(crate) use meter::Meter;
pub(crate) use meter::too_large;
#[cfg(feature = "server")]
pub use reader::BodyReader;
pub(crate) use streamed::Streamed;

/// Any error that can cross threads: what a streaming body may fail with.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The body of a [`Request`](crate::Request) or a [`Response`](crate::Response).
///
/// Empty and whole bodies cost no allocation of their own; a stream is boxed once. It is `Sync`, so that a
/// handler may hold `&Request` across an `.await`.
///
/// It is read in pieces by [`chunk`](Body::chunk), as an `AsyncRead` by [`into_reader`](Body::into_reader), or as the
/// [`http_body::Body`] it is; the body of a request ends with an error beyond its [`Limits`].
///
/// ```
/// use http_body::Body as _;
/// use wz::Body;
///
/// let body = Body::from("hello");
/// assert_eq!(body.size_hint().exact(), Some(5));
/// assert_eq!(body.as_bytes().map(|b| &b[..]), Some(&b"hello"[..]));
/// assert!(Body::empty().is_end_stream());
/// ```
#[derive(Default)]
pub struct Body(Kind);

#[derive(Default)]
enum Kind {
    #[default]
    Empty,
    Full(Bytes),
    // Becomes a stream when it is read.
    File(FileContent),
    // The mutex is never contended: it only makes a `Send` stream `Sync`, without `unsafe`.
    Stream(Mutex<Pin<Box<dyn Streamed>>>),
}

impl Body {
    /// A body without content.
    pub const fn empty() -> Body {
        Body(Kind::Empty)
    }

    /// A body that is there as a whole.
    pub fn full(content: impl Into<Bytes>) -> Body {
        let content = content.into();
        if content.is_empty() { Body::empty() } else { Body(Kind::Full(content)) }
    }

    /// Any other body; a `Body` is handed through as it is.
    ///
    /// ```
    /// use wz::Body;
    ///
    /// let body = Body::new(Body::from("as it was"));
    /// assert!(body.as_bytes().is_some());
    /// ```
    pub fn new<B>(body: B) -> Body
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let mut body = Some(body);
        if let Some(same) = (&mut body as &mut dyn std::any::Any).downcast_mut::<Option<Body>>() {
            return same.take().unwrap_or_default();
        }
        match body {
            Some(body) if !body.is_end_stream() => Body::streamed(body),
            _ => Body::empty(),
        }
    }

    pub(crate) fn streamed(stream: impl Streamed + 'static) -> Body {
        Body(Kind::Stream(Mutex::new(Box::pin(stream))))
    }

    /// What was read of a body, and the rest of it.
    #[cfg(feature = "sessions")]
    pub(crate) fn resumed(first: std::collections::VecDeque<Bytes>, rest: Body) -> Body {
        if first.is_empty() { rest } else { Body::streamed(resumed::Resumed { first, rest }) }
    }

    /// Makes the limits hold for whoever reads it.
    pub(crate) fn set_limits(&mut self, limits: &Limits) {
        match &mut self.0 {
            Kind::Empty => {}
            Kind::Full(_) | Kind::File(_) => {
                if self.length().is_some_and(|length| length > limits.body) {
                    *self = Body::streamed(Limited::new(std::mem::take(self), limits));
                }
            }
            Kind::Stream(stream) => {
                let stream = stream.get_mut().unwrap_or_else(PoisonError::into_inner);
                if !stream.as_mut().set_limits(limits) {
                    *self = Body::streamed(Limited::new(std::mem::take(self), limits));
                }
            }
        }
    }

    /// The whole content, when it is in memory: an empty or full body, or one that has been buffered.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Kind::Empty => Some(&[]),
            Kind::Full(content) => Some(content),
            Kind::File(_) | Kind::Stream(_) => None,
        }
    }

    /// The same, without a copy.
    pub(crate) fn full_bytes(&self) -> Option<Bytes> {
        match &self.0 {
            Kind::Empty => Some(Bytes::new()),
            Kind::Full(content) => Some(content.clone()),
            Kind::File(_) | Kind::Stream(_) => None,
        }
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if matches!(self.0, Kind::File(_))
            && let Kind::File(file) = std::mem::take(&mut self.0)
        {
            let whole = 0..file.length();
            *self = Body::streamed(FileStream::part(file, whole));
        }
        match &mut self.0 {
            Kind::Full(content) => {
                let content = std::mem::take(content);
                self.0 = Kind::Empty;
                Poll::Ready(Some(Ok(Frame::data(content))))
            }
            Kind::Stream(stream) => {
                stream.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut().poll_next(cx)
            }
            Kind::Empty | Kind::File(_) => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Empty => true,
            Kind::Full(_) | Kind::File(_) => false,
            Kind::Stream(stream) => stream.lock().unwrap_or_else(PoisonError::into_inner).has_ended(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Empty => SizeHint::with_exact(0),
            Kind::Full(content) => SizeHint::with_exact(content.len() as u64),
            Kind::File(file) => SizeHint::with_exact(file.length()),
            Kind::Stream(stream) => stream.lock().unwrap_or_else(PoisonError::into_inner).size(),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Empty => f.write_str("Body(empty)"),
            Kind::Full(content) => write!(f, "Body({} bytes)", content.len()),
            Kind::File(file) => write!(f, "Body(file, {} bytes)", file.length()),
            Kind::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}

macro_rules! full_from {
    ($($from:ty),+) => {
        $(impl From<$from> for Body {
            fn from(content: $from) -> Body {
                Body::full(content)
            }
        })+
    };
}

full_from!(Bytes, String, Vec<u8>, Box<[u8]>, &'static str, &'static [u8]);

impl From<()> for Body {
    fn from((): ()) -> Body {
        Body::empty()
    }
}

impl From<Box<str>> for Body {
    fn from(text: Box<str>) -> Body {
        Body::full(String::from(text))
    }
}

impl From<Cow<'static, str>> for Body {
    fn from(text: Cow<'static, str>) -> Body {
        match text {
            Cow::Borrowed(text) => Body::full(text),
            Cow::Owned(text) => Body::full(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_send_sync_and_small() {
        fn assert<T: Send + Sync + Unpin>() {}
        assert::<Body>();
        assert!(size_of::<Body>() <= 40);
    }
}

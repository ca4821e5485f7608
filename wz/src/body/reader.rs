//! A body and tokio's trait: known here, below the server, since whoever reads a body by it has tokio already.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use http_body::Body as _;
use tokio::io::{AsyncRead, ReadBuf};

use super::Body;
use crate::request::unreadable;

impl Body {
    /// The body as an `AsyncRead` of tokio's (feature `server`).
    ///
    /// ```
    /// use tokio::io::AsyncReadExt;
    /// use wz::prelude::*;
    ///
    /// #[post("/magic")]
    /// async fn magic(body: Body) -> Result<String> {
    ///     let mut first = [0; 4];
    ///     body.into_reader().read_exact(&mut first).await?;
    ///     Ok(format!("{first:?}"))
    /// }
    ///
    /// routes! { Site = magic }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let answer = runtime.block_on(App::new(Site).call(Request::post("/magic", "\x7fELF...")));
    /// assert_eq!(answer.body().as_bytes(), Some(&b"[127, 69, 76, 70]"[..]));
    /// ```
    pub fn into_reader(self) -> BodyReader {
        BodyReader { body: self, rest: Bytes::new() }
    }
}

/// A [`Body`] as an `AsyncRead`; made by [`Body::into_reader`].
///
/// An error has the [`HttpError`](crate::HttpError) of [`Body::chunk`] inside of it: by `?` that is the answer, so that a
/// body that is too long stays a 413.
#[derive(Debug)]
pub struct BodyReader {
    body: Body,
    /// Of the piece at hand.
    rest: Bytes,
}

impl AsyncRead for BodyReader {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let BodyReader { body, rest } = &mut *self;
        while rest.is_empty() {
            match ready!(Pin::new(&mut *body).poll_frame(cx)) {
                Some(Ok(frame)) => *rest = frame.into_data().unwrap_or_default(),
                Some(Err(error)) => return Poll::Ready(Err(io::Error::other(unreadable(error)))),
                None => return Poll::Ready(Ok(())),
            }
        }
        let length = rest.len().min(buffer.remaining());
        buffer.put_slice(&rest[..length]);
        rest.advance(length);
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;
    use crate::limits::Limits;
    use crate::test_support::{block_on, chunks};

    #[test]
    fn pieces_of_any_size() {
        block_on(async {
            let mut reader = chunks(["12", "", "345", "6"]).into_reader();
            let mut two = [0; 2];
            let mut all = Vec::new();
            while reader.read(&mut two[..1]).await.unwrap() > 0 {
                all.push(two[0]);
            }
            assert_eq!(all, b"123456");
            let mut reader = chunks(["12", "345"]).into_reader();
            assert_eq!(reader.read(&mut []).await.unwrap(), 0);
            let mut text = String::new();
            reader.read_to_string(&mut text).await.unwrap();
            assert_eq!(text, "12345");
        });
    }

    #[test]
    fn an_error_stays_the_answer() {
        let mut body = chunks(["12", "345"]);
        body.set_limits(&Limits::new().body(4));
        let error = block_on(body.into_reader().read_to_end(&mut Vec::new())).unwrap_err();
        assert_eq!(crate::Error::from(error).status(), 413);
        assert_eq!(crate::Error::from(io::Error::other("else")).status(), 500);
    }
}

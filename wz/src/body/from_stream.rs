use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Frame;

use super::{Body, BoxError};

impl Body {
    /// A body of the chunks of a stream, which is asked for the next one when the server can send it. An error ends it:
    /// the connection is closed, so that the client sees that it is not whole.
    ///
    /// `Stream` is that of `futures-core`, as the crates `futures` and `tokio-stream` have it. To write chunks from
    /// `async` code, see [`Body::stream`].
    ///
    /// ```
    /// use std::pin::Pin;
    /// use std::task::{Context, Poll};
    /// use wz::Body;
    ///
    /// struct Lines(std::vec::IntoIter<&'static str>);
    ///
    /// impl futures_core::Stream for Lines {
    ///     type Item = std::io::Result<&'static str>;
    ///
    ///     fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
    ///         Poll::Ready(self.0.next().map(Ok))
    ///     }
    /// }
    ///
    /// let body = Body::from_stream(Lines(vec!["one\n", "two\n"].into_iter()));
    /// assert!(body.as_bytes().is_none());
    /// ```
    pub fn from_stream<S, C, E>(stream: S) -> Body
    where
        S: Stream<Item = Result<C, E>> + Send + 'static,
        C: Into<Bytes>,
        E: Into<BoxError>,
    {
        StreamBody::of(stream, |chunk| chunk.map(Into::into).map_err(Into::into))
    }
}

/// The items of a stream, each encoded as a chunk.
pub(crate) struct StreamBody<S: Stream> {
    stream: Pin<Box<S>>,
    encode: fn(S::Item) -> Result<Bytes, BoxError>,
    ended: bool,
}

impl<S: Stream + Send + 'static> StreamBody<S> {
    pub(crate) fn of(stream: S, encode: fn(S::Item) -> Result<Bytes, BoxError>) -> Body {
        Body::new(StreamBody { stream: Box::pin(stream), encode, ended: false })
    }
}

impl<S: Stream> http_body::Body for StreamBody<S> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        // A stream need not stand being asked again after its end.
        if self.ended {
            return Poll::Ready(None);
        }
        let encode = self.encode;
        let chunk = self.stream.as_mut().poll_next(cx).map(|item| Some(encode(item?).map(Frame::data)));
        self.ended = matches!(chunk, Poll::Ready(None | Some(Err(_))));
        chunk
    }

    fn is_end_stream(&self) -> bool {
        self.ended
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;
    use crate::test_support::block_on;

    /// Panics when it is asked after its end.
    struct Items(std::vec::IntoIter<Result<&'static str, &'static str>>, bool);

    impl Stream for Items {
        type Item = Result<&'static str, &'static str>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            assert!(!self.1, "it has ended");
            let item = self.0.next();
            self.1 = item.as_ref().is_none_or(Result::is_err);
            Poll::Ready(item)
        }
    }

    fn read<const N: usize>(items: [Result<&'static str, &'static str>; N]) -> Vec<String> {
        let mut body = Body::from_stream(Items(Vec::from(items).into_iter(), false));
        let mut read = Vec::new();
        for _ in 0..4 {
            let frame = block_on(poll_fn(|cx| http_body::Body::poll_frame(Pin::new(&mut body), cx)));
            read.push(match frame {
                Some(Ok(frame)) => String::from_utf8(frame.into_data().unwrap().into()).unwrap(),
                Some(Err(error)) => format!("error {error}"),
                None => "end".to_owned(),
            });
        }
        read
    }

    #[test]
    fn chunks_errors_and_the_end() {
        assert_eq!(read([Ok("a"), Ok("b")]), ["a", "b", "end", "end"]);
        assert_eq!(read([Ok("a"), Err("gone"), Ok("b")]), ["a", "error gone", "end", "end"]);
    }
}

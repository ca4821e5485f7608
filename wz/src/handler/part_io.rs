//! A part and tokio's traits: known here, below the server, since a program that has tokio already gives its own writers
//! and readers the same traits.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Buf;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::Part;
use crate::error::HttpError;
use crate::upload::not_stored;

impl Part<'_> {
    /// Writes all of it that is left, as it arrives, and says how many bytes that was (feature `server` or `upload`).
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// #[post("/")]
    /// async fn lengths(mut form: Multipart) -> Result<String> {
    ///     let mut lengths = String::new();
    ///     while let Some(part) = form.next_part().await? {
    ///         // Any `AsyncWrite`: a `tokio::fs::File`, the other end of a connection.
    ///         lengths += &format!("{} ", part.copy_to(&mut tokio::io::sink()).await?);
    ///     }
    ///     Ok(lengths)
    /// }
    /// # routes! { Site = lengths }
    /// ```
    ///
    /// # Errors
    /// [Those of a form](super::Multipart#errors). When the writer fails: 507 if the disk is full, else 500. What has been
    /// written stays written.
    pub async fn copy_to<W: AsyncWrite + Unpin + ?Sized>(mut self, writer: &mut W) -> Result<u64, HttpError> {
        let mut length = 0;
        while let Some(mut chunk) = self.chunk().await? {
            while chunk.has_remaining() {
                let written = poll_fn(|cx| Pin::new(&mut *writer).poll_write(cx, &chunk)).await;
                match written.map_err(not_stored)? {
                    0 => return Err(not_stored(io::ErrorKind::WriteZero.into())),
                    written => {
                        chunk.advance(written);
                        length += written as u64;
                    }
                }
            }
        }
        poll_fn(|cx| Pin::new(&mut *writer).poll_flush(cx)).await.map_err(not_stored)?;
        Ok(length)
    }
}

/// What is left of it. The error has the [`HttpError`] inside of it: by `?` that is the answer again, so that a form that
/// breaks off stays a 400.
///
/// ```
/// use tokio::io::AsyncReadExt;
/// use wz::prelude::*;
///
/// #[post("/")]
/// async fn magic(mut form: Multipart) -> Result<String> {
///     let mut part = form.next_part().await?.or_404("an empty form")?;
///     let mut first = [0; 4];
///     part.read_exact(&mut first).await?;
///     Ok(format!("{first:?}"))
/// }
/// # routes! { Site = magic }
/// ```
impl AsyncRead for Part<'_> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if buffer.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        if let Some(mut chunk) = ready!(self.poll_chunk(cx)).map_err(io::Error::other)? {
            let now = chunk.split_to(chunk.len().min(buffer.remaining()));
            buffer.put_slice(&now);
            self.rest = chunk;
        }
        Poll::Ready(Ok(()))
    }
}

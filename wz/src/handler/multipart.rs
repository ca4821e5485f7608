use std::future::poll_fn;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http_body::Body as _;

use super::FromRequest;
use crate::body::Body;
use crate::error::HttpError;
use crate::form::multipart::{Boundary, MultipartDecoder, MultipartEvent, PartHeaders};
use crate::limits::Limits;
use crate::request::{Request, unbuffered, unreadable};

/// A form with files (`multipart/form-data`), read part by part while it arrives. [`form::multipart`](crate::form::multipart)
/// says what is read.
///
/// Nothing is kept but what the client has sent and the handler has not yet asked for: a file of any size takes no memory.
/// As a parameter of a handler it takes the body away.
///
/// ```
/// use wz::prelude::*;
///
/// #[post("/upload")]
/// async fn upload(mut form: Multipart) -> Result<String> {
///     let mut said = String::new();
///     while let Some(mut part) = form.next_part().await? {
///         if part.is_file() {
///             let mut length = 0;
///             while let Some(chunk) = part.chunk().await? {
///                 length += chunk.len();
///             }
///             said += &format!("{}: {length} bytes\n", part.secure_filename().unwrap_or_default());
///         } else {
///             said += &format!("{}: {}\n", part.name().to_owned(), part.text().await?);
///         }
///     }
///     Ok(said)
/// }
///
/// routes! { Site = upload }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let body = "--B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n\
///     --B\r\nContent-Disposition: form-data; name=\"cv\"; filename=\"cv.txt\"\r\n\r\n1234\r\n--B--\r\n";
/// let request = Request::post("/upload", body).with_header("content-type", "multipart/form-data; boundary=B");
/// let answer = runtime.block_on(App::new(Site).call(request));
/// assert_eq!(answer.body().as_bytes(), Some(&b"note: hello\ncv.txt: 4 bytes\n"[..]));
/// ```
///
/// # Errors
/// As an extractor: 415 for another `Content-Type`, 400 for one without a legal boundary. While it is read: 413 for more
/// than [`Limits::multipart`](crate::Limits::multipart) allows, 408 when the client is too slow, 400 when the form is
/// malformed or breaks off.
#[derive(Debug)]
pub struct Multipart {
    body: Body,
    decoder: MultipartDecoder,
    /// Whether a part has begun that has not ended.
    in_part: bool,
    pub(super) limits: Limits,
    /// The bytes of its files that were held in memory.
    pub(super) in_memory: u64,
}

/// A part of a [`Multipart`]; its name and what else is known of it is in the [`PartHeaders`].
#[derive(Debug)]
pub struct Part<'m> {
    pub(super) form: &'m mut Multipart,
    pub(super) headers: PartHeaders,
    /// What was read and not yet asked for.
    pub(super) rest: Bytes,
}

impl Multipart {
    pub(crate) fn new(body: Body, boundary: &Boundary, limits: Limits) -> Multipart {
        Multipart {
            body,
            decoder: MultipartDecoder::with_limits(boundary, limits.multipart),
            in_part: false,
            limits,
            in_memory: 0,
        }
    }

    /// The next part; what was not read of the one before is skipped. `None` after the last one.
    ///
    /// # Errors
    /// [Those of a form](Multipart#errors).
    pub async fn next_part(&mut self) -> Result<Option<Part<'_>>, HttpError> {
        loop {
            match poll_fn(|cx| self.poll_event(cx)).await? {
                Some(MultipartEvent::Part(headers)) => {
                    self.in_part = true;
                    return Ok(Some(Part { form: self, headers, rest: Bytes::new() }));
                }
                Some(MultipartEvent::Done) | None => return Ok(None),
                Some(MultipartEvent::Data(_) | MultipartEvent::End) => {}
            }
        }
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<MultipartEvent>, HttpError>> {
        loop {
            let event = self.decoder.next_event()?;
            if event.is_some() || self.decoder.is_done() {
                return Poll::Ready(Ok(event));
            }
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => frame.into_data().into_iter().for_each(|data| self.decoder.push(data)),
                Some(Err(error)) => return Poll::Ready(Err(unreadable(error))),
                None => self.decoder.finish(),
            }
        }
    }
}

impl Part<'_> {
    /// The next bytes as they come, never none; `None` at the end of the part.
    ///
    /// # Errors
    /// [Those of a form](Multipart#errors).
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, HttpError> {
        poll_fn(|cx| self.poll_chunk(cx)).await
    }

    pub(super) fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, HttpError>> {
        if !self.rest.is_empty() {
            return Poll::Ready(Ok(Some(std::mem::take(&mut self.rest))));
        }
        if !self.form.in_part {
            return Poll::Ready(Ok(None));
        }
        match ready!(self.form.poll_event(cx))? {
            Some(MultipartEvent::Data(data)) => Poll::Ready(Ok(Some(data))),
            _ => {
                self.form.in_part = false;
                Poll::Ready(Ok(None))
            }
        }
    }

    /// All of it that is left.
    ///
    /// # Errors
    /// [Those of a form](Multipart#errors), and 413 when it is longer than
    /// [`Limits::buffered_body`](crate::Limits::buffered_body).
    pub async fn bytes(mut self) -> Result<Bytes, HttpError> {
        let Some(first) = self.chunk().await? else { return Ok(Bytes::new()) };
        let (mut first, mut all) = (Some(self.held(first, 0)?), BytesMut::new());
        while let Some(chunk) = self.chunk().await? {
            // Most come in one piece, which is kept as it is.
            if let Some(first) = first.take() {
                all.extend_from_slice(&first);
            }
            all.extend_from_slice(&self.held(chunk, all.len())?);
        }
        Ok(first.unwrap_or_else(|| all.freeze()))
    }

    /// All of it that is left, as text: [`PartHeaders::text`] says how.
    ///
    /// # Errors
    /// Those of [`bytes`](Part::bytes).
    pub async fn text(self) -> Result<String, HttpError> {
        let headers = self.headers.clone();
        Ok(headers.text(&self.bytes().await?).into_owned())
    }

    /// Gives it a limit of its own, in place of that for all fields or files.
    pub(super) fn limit(&mut self, bytes: u64) {
        self.form.decoder.limit_part(bytes);
    }

    /// What is known of the part.
    pub fn headers(&self) -> &PartHeaders {
        &self.headers
    }

    fn held(&self, chunk: Bytes, before: usize) -> Result<Bytes, HttpError> {
        let limit = self.form.limits.buffered_body;
        if (before + chunk.len()) as u64 <= limit {
            return Ok(chunk);
        }
        Err(unbuffered("A part of the form", limit))
    }
}

impl Deref for Part<'_> {
    type Target = PartHeaders;

    fn deref(&self) -> &PartHeaders {
        &self.headers
    }
}

impl FromRequest for Multipart {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<Multipart, HttpError> {
        request.multipart()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;
    use crate::form::multipart::MultipartLimits;
    use crate::test_support::{block_on, chunks};

    const FORM: &str = "--B\r\nContent-Disposition: form-data; name=a\r\n\r\none\r\n\
        --B\r\nContent-Disposition: form-data; name=f; filename=f.bin\r\n\r\n12345678\r\n\
        --B\r\nContent-Disposition: form-data; name=b\r\n\r\n\r\n--B--\r\n";

    /// In pieces of so many bytes.
    fn sent(size: usize, form: &'static str) -> Request {
        let pieces = form.as_bytes().chunks(size).map(|piece| std::str::from_utf8(piece).unwrap());
        Request::new(http::Method::POST, "/", chunks(pieces.collect::<Vec<_>>()))
            .with_header("content-type", "Multipart/Form-Data; boundary=B")
    }

    async fn read_all(mut request: Request) -> Result<Vec<(String, Bytes)>, HttpError> {
        let (mut form, mut parts) = (request.multipart()?, Vec::new());
        while let Some(part) = form.next_part().await? {
            parts.push((part.name().to_owned(), part.bytes().await?));
        }
        Ok(parts)
    }

    #[test]
    fn parts_in_pieces_of_any_size() {
        let expected = [("a", "one"), ("f", "12345678"), ("b", "")];
        for size in [1, 2, 3, 7, 50, 1000] {
            let parts = block_on(read_all(sent(size, FORM))).unwrap();
            assert!(
                parts
                    .iter()
                    .map(|(name, data)| (&**name, &data[..]))
                    .eq(expected.map(|(n, d)| (n, d.as_bytes())))
            );
        }
    }

    #[test]
    fn what_is_not_read_is_skipped() {
        block_on(async {
            let mut form = sent(5, FORM).multipart()?;
            form.next_part().await?.unwrap();
            let mut file = form.next_part().await?.unwrap();
            assert_eq!((file.filename(), file.is_file()), (Some("f.bin"), true));
            assert!(file.chunk().await?.is_some());
            let mut last = form.next_part().await?.unwrap();
            assert_eq!(last.name(), "b");
            assert!(last.chunk().await?.is_none() && last.chunk().await?.is_none());
            assert_eq!(last.text().await?, "");
            assert!(form.next_part().await?.is_none() && form.next_part().await?.is_none());
            Ok::<_, HttpError>(())
        })
        .unwrap();
    }

    #[test]
    fn errors_have_their_status() {
        let status = |request: Request| block_on(read_all(request)).unwrap_err().status().as_u16();
        assert_eq!(status(Request::post("/", "x")), 415);
        assert_eq!(status(Request::post("/", "x").with_header("content-type", "text/plain")), 415);
        assert_eq!(status(Request::post("/", "x").with_header("content-type", "multipart/form-data")), 400);
        assert_eq!(status(sent(9, &FORM[..FORM.len() - 8])), 400);
        let limited = |limits: Limits| {
            let mut request = sent(9, FORM);
            request.set_limits(limits);
            request
        };
        let multipart = MultipartLimits::new();
        assert_eq!(status(limited(Limits::new().multipart(multipart.parts(2)))), 413);
        assert_eq!(status(limited(Limits::new().multipart(multipart.file_bytes(7)))), 413);
        let error = block_on(read_all(limited(Limits::new().buffered_body(7)))).unwrap_err();
        assert!(error.status() == 413 && error.description().contains("`buffered_body`"), "{error}");
        assert!(block_on(read_all(limited(Limits::new().buffered_body(8)))).is_ok());
    }
}

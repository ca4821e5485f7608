use http::StatusCode;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, HeaderValue};
use http_body::Body as _;

use super::Request;
use crate::body::{Body, Decoder, Decompressed, Decompression};
use crate::error::HttpError;
use crate::header::{ContentEncoding, HeaderMapExt};

impl Request {
    /// Undoes the `Content-Encoding` of the body (RFC 9110 §8.4): whoever reads it then reads what it was before, while it
    /// comes, and `Content-Encoding` and `Content-Length` are gone. [`App::decompress`](crate::App::decompress) does it for
    /// every request (feature `decompress`).
    ///
    /// `gzip` (also `x-gzip`, and of several members) and `deflate` are known, with the features `brotli` and `zstd` also `br` and
    /// `zstd`; one of them at a time. A request without `Content-Encoding` or without a body stays as it is.
    ///
    /// # Errors
    /// 415 for other codings, or several, with the known ones in `Accept-Encoding` (RFC 9110 §15.5.16). Whoever reads the
    /// body gets 413 for one that exceeds the limits, or decompressed the [`Limits`](crate::Limits) of all bodies, and 400
    /// for one that is broken or breaks off.
    ///
    /// ```
    /// use std::io::Write;
    /// use flate2::{Compression, write::GzEncoder};
    /// use wz::{Request, body::Decompression};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    /// encoder.write_all(b"hello")?;
    /// let mut request = Request::post("/", encoder.finish()?).with_header("content-encoding", "gzip");
    ///
    /// request.decompress(Decompression::new())?;
    /// assert_eq!(request.text().await?, "hello");
    /// assert!(!request.headers().contains_key("content-encoding"));
    /// # Ok::<_, wz::Error>(()) }).unwrap();
    /// ```
    pub fn decompress(&mut self, limits: Decompression) -> Result<(), HttpError> {
        if !self.headers().contains_key(CONTENT_ENCODING) || self.0.body.is_end_stream() {
            return Ok(());
        }
        let unknown = || {
            HttpError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE)
                .with_description(format!(
                    "The body must be sent as it is, or with one of these as its `Content-Encoding`: {}.",
                    Decoder::CODINGS
                ))
                .with_header(ACCEPT_ENCODING, HeaderValue::from_static(Decoder::CODINGS))
        };
        let encoding = self.headers().typed::<ContentEncoding>().map_err(|_| unknown())?.unwrap_or_default();
        let mut codings = encoding.codings().filter(|coding| *coding != "identity");
        if let Some(coding) = codings.next() {
            let decoder = Decoder::of(coding).filter(|_| codings.next().is_none()).ok_or_else(unknown)?;
            let body = self.take_body();
            self.0.body = Body::streamed(Decompressed::new(body, decoder, limits, self.0.context.limits()));
            self.headers_mut().remove(CONTENT_LENGTH);
        }
        self.headers_mut().remove(CONTENT_ENCODING);
        Ok(())
    }
}

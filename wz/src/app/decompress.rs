use super::App;
use crate::body::Decompression;

impl App {
    /// Undoes the `Content-Encoding` of every request's body before a handler reads it, within these limits; what cannot be
    /// undone is a 415. [`Request::decompress`](crate::Request::decompress) says what is known (feature `decompress`).
    ///
    /// Without this, bodies are given as they come.
    ///
    /// ```
    /// use std::io::Write;
    /// use flate2::{Compression, write::GzEncoder};
    /// use wz::{body::Decompression, prelude::*};
    ///
    /// #[post("/")]
    /// async fn echo(text: String) -> String {
    ///     text
    /// }
    ///
    /// routes! { Site = echo }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let app = App::new(Site).decompress(Decompression::new().bytes(1 << 20));
    /// let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    /// encoder.write_all(b"hello")?;
    /// let request = Request::post("/", encoder.finish()?).with_header("content-encoding", "gzip");
    /// assert_eq!(app.call(request).await.body().as_bytes(), Some(&b"hello"[..]));
    ///
    /// let request = Request::post("/", "hello").with_header("content-encoding", "compress");
    /// let answer = app.call(request).await;
    /// assert_eq!(answer.status(), 415);
    /// assert!(answer.headers()["accept-encoding"].to_str().unwrap().starts_with("gzip, deflate"));
    /// # Ok::<_, wz::Error>(()) }).unwrap();
    /// ```
    #[cfg(feature = "decompress")]
    #[must_use]
    pub fn decompress(mut self, limits: Decompression) -> App {
        self.shared().decompression = Some(limits);
        self
    }
}

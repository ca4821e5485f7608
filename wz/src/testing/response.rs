use std::fmt;

use bytes::Bytes;
use http::response::Parts;
use http::{Extensions, HeaderMap, Method, StatusCode};

use super::client::wrong;

/// The answer to a [`TestRequest`](super::TestRequest), with its whole body.
///
/// `Debug` prints it as it would stand on the wire, headers in the order of their names, so that it can be a snapshot.
pub struct TestResponse {
    pub(super) method: Method,
    pub(super) url: String,
    pub(super) head: Parts,
    pub(super) body: Bytes,
    pub(super) failure: Option<String>,
    pub(super) history: Vec<TestResponse>,
}

impl TestResponse {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers, with the `Content-Length` that a server adds.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The first header of this name, as text; `None` when there is none, or it is no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.headers.get(name)?.to_str().ok()
    }

    /// What travels with the response inside the program.
    pub fn extensions(&self) -> &Extensions {
        &self.head.extensions
    }

    /// The body.
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The body as text.
    ///
    /// # Panics
    /// When it is not UTF-8.
    #[track_caller]
    pub fn text(&self) -> &str {
        match std::str::from_utf8(&self.body) {
            Ok(text) => text,
            Err(_) => wrong(&format!("the body is not UTF-8:\n{self:?}")),
        }
    }

    /// The body, read as JSON, whatever its type says (feature `json`).
    ///
    /// # Panics
    /// When it is none, or of another form.
    #[cfg(feature = "json")]
    #[track_caller]
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> T {
        match serde_json::from_slice(&self.body) {
            Ok(value) => value,
            Err(error) => wrong(&format!("the body is not the JSON expected: {error}\n{self:?}")),
        }
    }

    /// Why the body ended before its end, when it is a stream that failed: the server would have cut the connection.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// The method of the request that this answers: after redirects the last one.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The URL of the request that this answers.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The redirects that led here, the first one first.
    pub fn history(&self) -> &[TestResponse] {
        &self.history
    }

    /// Fails with the whole response when the status is another one.
    ///
    /// ```should_panic
    /// use wz::{App, prelude::*, testing::Client};
    ///
    /// # #[get("/")]
    /// # fn index() {}
    /// # routes! { Site = index }
    /// # fn main() {
    /// // "expected 200, got 404: GET http://localhost/nowhere", and the page.
    /// Client::new(App::new(Site)).get("/nowhere").send().assert_status(200);
    /// # }
    /// ```
    ///
    /// # Panics
    /// When the status is another one.
    #[track_caller]
    pub fn assert_status(&self, status: u16) -> &TestResponse {
        let got = self.head.status.as_u16();
        if got != status {
            wrong(&format!("expected {status}, got {got}: {self:?}"));
        }
        self
    }

    /// Fails with the whole response when its header is not there or another one.
    ///
    /// # Panics
    /// When the header is another one.
    #[track_caller]
    pub fn assert_header(&self, name: &str, value: &str) -> &TestResponse {
        let got = self.header(name);
        if got != Some(value) {
            wrong(&format!("expected {name}: {value}, got {got:?}: {self:?}"));
        }
        self
    }
}

/// How much of a body is shown.
const SHOWN: usize = 4096;

impl fmt::Debug for TestResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {}\n\n{}", self.method, self.url, self.head.status)?;
        let mut lines: Vec<_> = self.head.headers.iter().collect();
        lines.sort_by_key(|(name, _)| name.as_str());
        for (name, value) in lines {
            writeln!(f, "{name}: {}", String::from_utf8_lossy(value.as_bytes()))?;
        }
        match std::str::from_utf8(&self.body) {
            Ok("") => {}
            Ok(text) => {
                let end = text.floor_char_boundary(SHOWN);
                write!(f, "\n{}", &text[..end])?;
                if end < text.len() {
                    write!(f, "... {} bytes in all", text.len())?;
                }
            }
            Err(_) => write!(f, "\n({} bytes that are no text)", self.body.len())?,
        }
        match &self.failure {
            Some(failure) => write!(f, "\n(cut off: {failure})"),
            None => Ok(()),
        }
    }
}

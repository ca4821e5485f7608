use bytes::Bytes;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use super::Request;
use crate::body::{Body, BoxError, BufferError, too_large};
use crate::error::HttpError;
use crate::form::multipart::Boundary;
use crate::form::urlencoded;
use crate::handler::{FormData, FromForm, Multipart};
use crate::header::{ContentType, HeaderMapExt};
use crate::limits::{Limits, advice};

/// The type of a plain form.
const FORM: &str = "application/x-www-form-urlencoded";
/// The type of a form with files.
const MULTIPART: &str = "multipart/form-data";
/// As an error names them.
const EITHER: &str = "application/x-www-form-urlencoded` or `multipart/form-data";

impl Request {
    /// The whole body. It is read once and kept: later readers, extractors included, see it again.
    ///
    /// # Errors
    /// - 413 when it is longer than [`Limits::buffered_body`] (2 MiB by default) or [`Limits::body`], before reading when
    ///   the client has announced the length.
    /// - 408 when the client was too slow, 400 when it went away or sent a broken body.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let mut request = wz::Request::post("/", "hello");
    /// assert_eq!(request.bytes().await?, "hello");
    /// assert_eq!(request.text().await?, "hello");
    /// # Ok::<_, wz::HttpError>(()) }).unwrap();
    /// ```
    pub async fn bytes(&mut self) -> Result<Bytes, HttpError> {
        let &Limits { body, buffered_body, .. } = self.0.context.limits();
        self.0.body.buffer(buffered_body.min(body)).await.map_err(|error| match error {
            BufferError::TooLarge if body < buffered_body => too_large(body),
            BufferError::TooLarge => unbuffered("The body", buffered_body),
            BufferError::Read(error) => unreadable(error),
        })
    }

    /// The whole body as UTF-8 text.
    ///
    /// # Errors
    /// Those of [`bytes`](Request::bytes), and 400 when it is not UTF-8.
    pub async fn text(&mut self) -> Result<String, HttpError> {
        let bytes = self.bytes().await?;
        utf8(&bytes).map(str::to_owned)
    }

    /// The whole body, read as JSON (feature `json`).
    ///
    /// # Errors
    /// Those of [`bytes`](Request::bytes); 415 when `Content-Type` is neither `application/json` nor
    /// `application/…+json`; 400, naming line and column, when the text is not JSON; 422, with the path of the value
    /// as well, when it is JSON but does not fit `T`.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let mut request =
    ///     wz::Request::post("/", "[1, x]").with_header("content-type", "application/json");
    /// let error = request.json::<Vec<u32>>().await.unwrap_err();
    /// assert!(error.description().contains("line 1 column 5"));
    /// # });
    /// ```
    #[cfg(feature = "json")]
    pub async fn json<T: DeserializeOwned>(&mut self) -> Result<T, HttpError> {
        self.check_type(ContentType::is_json, "application/json")?;
        let bytes = self.bytes().await?;
        serde_json::from_slice(&bytes).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => misfit::<T>(&bytes, &error),
            _ => HttpError::bad_request(format!("The body is not JSON: {error}.")),
        })
    }

    /// The body, read as a form: `application/x-www-form-urlencoded` or `multipart/form-data`;
    /// [`Form`](crate::Form) does it for a parameter. A plain form is kept for later readers; one with files is read while it
    /// arrives, and taken away.
    ///
    /// # Errors
    /// - 415 when `Content-Type` is another one. It counts as [missing](HttpError::is_missing) when there is neither a
    ///   body nor a `Content-Type`.
    /// - 400, naming the field and what was expected.
    /// - Of a plain form those of [`text`](Request::text), and 413 when there are more fields than
    ///   [`Limits::form_fields`] (1000 by default).
    /// - Of a form with files those of [`Multipart`](Multipart#errors); 413 when the fields are longer than
    ///   [`Limits::buffered_body`] together; 413, 507 and 500 for files, as
    ///   [`Part::file`](crate::handler::Part::file) says.
    ///
    /// ```
    /// use std::collections::HashMap;
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let mut request = wz::Request::post("/", "age=36&name=Ada+L.")
    ///     .with_header("content-type", "application/x-www-form-urlencoded");
    /// let form: HashMap<String, String> = request.form().await?;
    /// assert_eq!(form["name"], "Ada L.");
    /// # Ok::<_, wz::HttpError>(()) }).unwrap();
    /// ```
    pub async fn form<T: FromForm>(&mut self) -> Result<T, HttpError> {
        if !self.is_plain_form() {
            let kind = self.check_type(|kind| [FORM, MULTIPART].contains(&kind.essence()), EITHER)?;
            if kind.essence() == MULTIPART {
                let boundary = Boundary::from_content_type(&kind)?;
                let body = self.0.body.full_bytes().map_or_else(|| self.take_body(), Body::full);
                let form = Multipart::new(body, &boundary, self.limits());
                // In a box, for what it needs is a hundred times what a plain form needs, which would have to have room
                // for it.
                let form = Box::pin(FormData::collect(form, T::LIMITS)).await?;
                return T::from_form(form);
            }
        }
        let limit = self.limits().form_fields;
        let bytes = self.bytes().await?;
        let text = utf8(&bytes)?;
        // Counted first, and only looked at more closely when there may be too many.
        let many = memchr::memchr_iter(b'&', text.as_bytes()).count() >= limit;
        if many && text.split('&').filter(|field| !field.is_empty()).nth(limit).is_some() {
            return Err(HttpError::new(StatusCode::PAYLOAD_TOO_LARGE).with_description(format!(
                "The form has more than {limit} fields, the limit `form_fields`. {}",
                advice("form_fields(count)", "form_fields = ...")
            )));
        }
        T::from_urlencoded(text)
    }

    /// The body as a form with files (`multipart/form-data`), to be read part by part. The body is taken away.
    ///
    /// # Errors
    /// 415 when `Content-Type` is another one, which counts as [missing](HttpError::is_missing) when there is neither a
    /// body nor a `Content-Type`; 400 when it has no legal boundary.
    pub fn multipart(&mut self) -> Result<Multipart, HttpError> {
        let content_type = self.check_type(|kind| kind.essence() == MULTIPART, MULTIPART)?;
        let boundary = Boundary::from_content_type(&content_type)?;
        Ok(Multipart::new(self.take_body(), &boundary, self.limits()))
    }

    /// The query string, read into `T`; [`Query`](crate::Query) says how.
    ///
    /// # Errors
    /// 400, naming the field and what was expected. It counts as [missing](HttpError::is_missing) when there is no
    /// query string at all.
    ///
    /// ```
    /// use std::collections::HashMap;
    /// use wz::Request;
    ///
    /// let query: HashMap<String, u32> = Request::get("/?page=3").query()?;
    /// assert_eq!(query["page"], 3);
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    pub fn query<T: DeserializeOwned>(&self) -> Result<T, HttpError> {
        let query = self.query_string();
        urlencoded::from_str(query.unwrap_or("")).map_err(|error| {
            let error = HttpError::bad_request(format!("The query of the address is not usable: {error}."));
            if query.is_none() { error.as_missing() } else { error }
        })
    }

    /// Whether the type of the body is just what clients write for a plain form: seen without making a value of it.
    fn is_plain_form(&self) -> bool {
        let mut lines = self.headers().get_all(CONTENT_TYPE).iter();
        lines.next().is_some_and(|line| line == FORM) && lines.next().is_none()
    }

    /// The type of the body; an error when it is another one than `expected`.
    fn check_type(
        &self,
        fits: impl Fn(&ContentType) -> bool,
        expected: &str,
    ) -> Result<ContentType, HttpError> {
        use http_body::Body as _;

        if let Ok(Some(kind)) = self.headers().typed::<ContentType>()
            && fits(&kind)
        {
            return Ok(kind);
        }
        let error = HttpError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE)
            .with_description(format!("The body must be sent as `Content-Type: {expected}`."));
        let nothing_sent = self.0.body.is_end_stream() && !self.headers().contains_key("content-type");
        Err(if nothing_sent { error.as_missing() } else { error })
    }
}

/// The error for JSON that does not fit. It is read once more to find the place: following the path costs time that only
/// this case is worth.
#[cfg(feature = "json")]
fn misfit<T: DeserializeOwned>(text: &[u8], error: &serde_json::Error) -> HttpError {
    let again = serde_path_to_error::deserialize::<_, T>(&mut serde_json::Deserializer::from_slice(text));
    let path = again.err().map(|error| error.path().to_string()).filter(|path| path != ".");
    let place = path.map_or_else(String::new, |path| format!(" at `{path}`"));
    HttpError::new(StatusCode::UNPROCESSABLE_ENTITY)
        .with_description(format!("The JSON of the body does not fit{place}: {error}."))
}

/// The error of what is too long to be held as a whole.
pub(crate) fn unbuffered(what: &str, limit: u64) -> HttpError {
    HttpError::new(StatusCode::PAYLOAD_TOO_LARGE).with_description(format!(
        "{what} is longer than {limit} bytes, the limit `buffered_body`. {}",
        advice("buffered_body(bytes)", "buffered = \"...\"")
    ))
}

fn utf8(bytes: &[u8]) -> Result<&str, HttpError> {
    std::str::from_utf8(bytes).map_err(|error| {
        HttpError::bad_request(format!("The body is not UTF-8 text: byte {} is wrong.", error.valid_up_to()))
    })
}

/// The error of a body that cannot be read to its end.
pub(crate) fn unreadable(error: BoxError) -> HttpError {
    match error.downcast::<HttpError>() {
        // A limit, which says so itself.
        Ok(error) => *error,
        Err(error) => HttpError::bad_request("The body could not be read to its end.").with_source(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::{block_on, chunks};

    #[test]
    fn the_limit_names_itself() {
        let mut whole = Request::post("/", "123456");
        let mut streamed = Request::new(http::Method::POST, "/", chunks(["123", "456"]));
        for request in [&mut whole, &mut streamed] {
            request.set_limits(Limits::new().buffered_body(5));
            let error = block_on(request.bytes()).unwrap_err();
            assert_eq!(error.status(), 413);
            for word in ["5 bytes", "buffered_body", "App::limits", "`limits(buffered = \"...\")`"] {
                assert!(error.description().contains(word), "{error}");
            }
        }
    }

    #[test]
    fn a_stream_is_read_once_and_kept() {
        let mut request = Request::new(http::Method::POST, "/", chunks(["12", "", "345", "6"]));
        assert_eq!(block_on(request.bytes()).unwrap(), "123456");
        assert_eq!(block_on(request.text()).unwrap(), "123456");
        assert_eq!(request.take_body().as_bytes(), Some(&b"123456"[..]));
    }

    #[test]
    fn text_is_utf8() {
        let mut request = Request::post("/", vec![b'a', 0xff]);
        let error = block_on(request.text()).unwrap_err();
        assert_eq!(error.status(), 400);
        assert!(error.description().contains("byte 1"));
    }

    fn posted(body: &'static str) -> Request {
        Request::post("/", body)
            .with_header("content-type", "application/x-www-form-urlencoded; charset=UTF-8")
    }

    #[test]
    fn forms() {
        type Pairs = Vec<(String, String)>;
        let pairs: Pairs = block_on(posted("a=1&&b=%C3%BC+&a=").form()).unwrap();
        assert_eq!(pairs, [("a", "1"), ("a", ""), ("b", "ü ")].map(|(n, v)| (n.to_owned(), v.to_owned())));
        // A wrong type, none, and none without a body.
        let json = || Request::post("/", "a=1").with_header("content-type", "application/json");
        for (mut request, missing) in
            [(json(), false), (Request::post("/", "a=1"), false), (Request::get("/"), true)]
        {
            let error = block_on(request.form::<Pairs>()).unwrap_err();
            assert_eq!((error.status().as_u16(), error.is_missing()), (415, missing));
            assert!(error.description().contains("application/x-www-form-urlencoded"));
        }
        for wrong in ["a=%ff", "a=1&%ff=2"] {
            assert_eq!(block_on(posted(wrong).form::<Pairs>()).unwrap_err().status(), 400, "{wrong}");
        }
    }

    #[test]
    fn the_number_of_fields_has_a_limit() {
        let mut request = posted("a=1&b=2&&c=3&");
        request.set_limits(Limits::new().form_fields(3));
        assert_eq!(block_on(request.form::<Vec<(String, String)>>()).unwrap().len(), 3);
        request.set_limits(Limits::new().form_fields(2));
        let error = block_on(request.form::<Vec<(String, String)>>()).unwrap_err();
        assert_eq!(error.status(), 413);
        for word in ["2 fields", "form_fields", "App::limits", "limits(form_fields"] {
            assert!(error.description().contains(word), "{error}");
        }
    }

    #[cfg(feature = "json")]
    #[test]
    fn json_wants_its_media_type() {
        for (content_type, status) in [
            ("application/json", 200),
            ("Application/Problem+JSON; charset=utf-8", 200),
            ("text/json", 415),
            ("application/jsonx", 415),
            ("application/json, text/plain", 415),
            ("application/json text", 415),
            ("json", 415),
        ] {
            let mut request = Request::post("/", "1").with_header("content-type", content_type);
            let got = block_on(request.json::<u8>()).map_or_else(|error| error.status().as_u16(), |_| 200);
            assert_eq!(got, status, "{content_type}");
        }
        assert!(block_on(Request::get("/").json::<u8>()).unwrap_err().is_missing());
        assert!(!block_on(Request::post("/", "1").json::<u8>()).unwrap_err().is_missing());
    }

    #[cfg(feature = "json")]
    #[test]
    fn json_that_does_not_fit_says_where() {
        type Ages = std::collections::BTreeMap<String, Vec<u8>>;
        for (body, status, words) in [
            ("", 400, &["line 1 column 0"][..]),
            (r#"{"a": [1,}"#, 400, &["line 1 column 10"]),
            (r#"{"a": [1]} x"#, 400, &["trailing", "column 12"]),
            ("{\n\"a\": [1, 300]}", 422, &["`a[1]`", "300", "u8", "line 2 column 12"]),
            (r#"{"a": 1}"#, 422, &["`a`", "a sequence"]),
            ("[]", 422, &["does not fit: ", "a map"]),
        ] {
            let mut request = Request::post("/", body).with_header("content-type", "application/json");
            let error = block_on(request.json::<Ages>()).unwrap_err();
            assert_eq!(error.status(), status, "{body}: {error}");
            for word in words {
                assert!(error.description().contains(word), "{error}");
            }
        }
    }
}

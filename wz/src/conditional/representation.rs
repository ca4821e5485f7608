use http::HeaderMap;

use crate::header::{ContentLength, ETag, HeaderMapExt, HttpDate, LastModified};

/// What a request selects: whether it is there, how it can be told from other states of it, and how long it is.
///
/// ```
/// use std::time::SystemTime;
/// use wz::conditional::Representation;
/// use wz::header::ETag;
///
/// let page = Representation::new().etag(ETag::of_content("Hello")).length(5);
/// let file = Representation::new().last_modified(SystemTime::UNIX_EPOCH).length(1 << 20);
/// assert!(page.exists() && !Representation::missing().exists());
/// # let _ = file;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representation {
    pub(super) exists: bool,
    pub(super) etag: Option<ETag>,
    pub(super) last_modified: Option<HttpDate>,
    pub(super) strong_date: bool,
    pub(crate) length: Option<u64>,
}

impl Representation {
    /// There is one; of which nothing is known yet.
    ///
    /// ```
    /// use wz::conditional::{Decision, Representation, evaluate};
    /// use wz::http::{HeaderMap, Method, header::IF_NONE_MATCH};
    ///
    /// let headers = HeaderMap::from_iter([(IF_NONE_MATCH, "*".parse().unwrap())]);
    /// let decision = |method| evaluate(&method, &headers, &Representation::new());
    /// assert_eq!(decision(Method::GET), Decision::NotModified);
    /// assert_eq!(decision(Method::PUT), Decision::PreconditionFailed);
    /// ```
    #[must_use]
    pub fn new() -> Representation {
        Representation { exists: true, etag: None, last_modified: None, strong_date: false, length: None }
    }

    /// There is none: what `PUT` may create.
    ///
    /// ```
    /// use wz::conditional::{Decision, Representation, evaluate};
    /// use wz::http::{HeaderMap, Method};
    ///
    /// let headers = HeaderMap::from_iter([(wz::http::header::IF_MATCH, "*".parse().unwrap())]);
    /// let decision = evaluate(&Method::PUT, &headers, &Representation::missing());
    /// assert_eq!(decision, Decision::PreconditionFailed);
    /// ```
    #[must_use]
    pub fn missing() -> Representation {
        Representation { exists: false, ..Representation::new() }
    }

    /// What the headers of a full response (status 200) say: `ETag`, `Last-Modified` and `Content-Length`.
    ///
    /// ```
    /// use wz::conditional::Representation;
    /// use wz::header::ETag;
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("etag", r#""v1""#.parse().unwrap());
    /// headers.insert("content-length", "10".parse().unwrap());
    /// let expected = Representation::new().etag(ETag::strong("v1")?).length(10);
    /// assert_eq!(Representation::of_response(&headers), expected);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn of_response(headers: &HeaderMap) -> Representation {
        let modified = headers.typed::<LastModified>().ok().flatten();
        let length = headers.typed::<ContentLength>().ok().flatten();
        Representation {
            exists: true,
            etag: headers.typed().ok().flatten(),
            last_modified: modified.map(|modified| modified.0),
            strong_date: modified.is_some(),
            length: length.map(|length| length.0),
        }
    }

    /// Its entity tag.
    ///
    /// ```
    /// use wz::conditional::{Decision, Representation, evaluate};
    /// use wz::header::ETag;
    /// use wz::http::{HeaderMap, Method, header::IF_NONE_MATCH};
    ///
    /// let headers = HeaderMap::from_iter([(IF_NONE_MATCH, r#""v1""#.parse().unwrap())]);
    /// let decision = |tag| Ok(evaluate(&Method::GET, &headers, &Representation::new().etag(ETag::strong(tag)?)));
    /// assert_eq!(decision("v1")?, Decision::NotModified);
    /// assert_eq!(decision("v2")?, Decision::Perform);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn etag(mut self, etag: ETag) -> Representation {
        self.etag = Some(etag);
        self
    }

    /// When it was last changed, to the second.
    ///
    /// This date counts as a strong validator (RFC 9110 §8.8.2.2): an `If-Range` with exactly this date is fulfilled. That
    /// is right as long as clients keep to the RFC and send such a date only when their copy is from a later second. Where
    /// more has to be sure, take a tag, or [`weak_last_modified`](Representation::weak_last_modified).
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::conditional::{Decision, Representation, evaluate};
    /// use wz::header::HttpDate;
    /// use wz::http::{HeaderMap, Method, header::IF_MODIFIED_SINCE};
    ///
    /// let first = HttpDate::UNIX_EPOCH;
    /// let headers = HeaderMap::from_iter([(IF_MODIFIED_SINCE, first.to_string().parse().unwrap())]);
    /// let decision = |date: HttpDate| evaluate(&Method::GET, &headers, &Representation::new().last_modified(date));
    /// assert_eq!(decision(first), Decision::NotModified);
    /// assert_eq!(decision(first + Duration::from_secs(1)), Decision::Perform);
    /// ```
    #[must_use]
    pub fn last_modified(self, date: impl Into<HttpDate>) -> Representation {
        Representation { last_modified: Some(date.into()), strong_date: true, ..self }
    }

    /// When it was last changed, where it may have changed more than once in that second: an `If-Range` with a date is not
    /// fulfilled.
    ///
    /// ```
    /// use wz::conditional::{Decision, Representation, evaluate};
    /// use wz::header::HttpDate;
    /// use wz::http::{HeaderMap, Method};
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("range", "bytes=0-0".parse().unwrap());
    /// headers.insert("if-range", HttpDate::UNIX_EPOCH.to_string().parse().unwrap());
    /// let sure = Representation::new().last_modified(HttpDate::UNIX_EPOCH).length(2);
    /// assert_eq!(evaluate(&Method::GET, &headers, &sure), Decision::Partial { range: 0..1, length: 2 });
    /// let unsure = Representation::new().weak_last_modified(HttpDate::UNIX_EPOCH).length(2);
    /// assert_eq!(evaluate(&Method::GET, &headers, &unsure), Decision::Perform);
    /// ```
    #[must_use]
    pub fn weak_last_modified(self, date: impl Into<HttpDate>) -> Representation {
        Representation { last_modified: Some(date.into()), strong_date: false, ..self }
    }

    /// Its length in bytes. Without it no range is served.
    ///
    /// ```
    /// use wz::conditional::{Decision, Representation, evaluate};
    /// use wz::http::{HeaderMap, Method, header::RANGE};
    ///
    /// let headers = HeaderMap::from_iter([(RANGE, "bytes=-2".parse().unwrap())]);
    /// let decision = |file| evaluate(&Method::GET, &headers, &file);
    /// assert_eq!(decision(Representation::new().length(10)), Decision::Partial { range: 8..10, length: 10 });
    /// assert_eq!(decision(Representation::new()), Decision::Perform);
    /// ```
    #[must_use]
    pub fn length(mut self, length: u64) -> Representation {
        self.length = Some(length);
        self
    }

    /// Sets `ETag` and `Last-Modified` of a response, as far as they are known: the other way of
    /// [`of_response`](Representation::of_response).
    ///
    /// ```
    /// use wz::conditional::Representation;
    /// use wz::header::ETag;
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// Representation::new().etag(ETag::strong("v1")?).set_validators(&mut headers);
    /// assert_eq!(headers["etag"], "\"v1\"");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn set_validators(&self, headers: &mut HeaderMap) {
        // Tags and dates are checked when they are made: they can always be written.
        if let Some(etag) = &self.etag {
            let _ = headers.set_typed(etag);
        }
        if let Some(date) = self.last_modified {
            let _ = headers.set_typed(&LastModified(date));
        }
    }

    /// Whether there is one: `false` for [`missing`](Representation::missing) only.
    ///
    /// ```
    /// use wz::conditional::Representation;
    ///
    /// assert!(Representation::new().exists() && !Representation::missing().exists());
    /// ```
    #[must_use]
    pub fn exists(&self) -> bool {
        self.exists
    }
}

impl Default for Representation {
    fn default() -> Representation {
        Representation::new()
    }
}

use super::{ContentType, Essence};
use crate::header::options::Options;

/// The media types that a program writes most; any other one is parsed.
///
/// ```
/// use wz::header::ContentType;
///
/// assert_eq!(ContentType::html().to_string(), "text/html; charset=utf-8");
/// assert_eq!(ContentType::text().to_string(), "text/plain; charset=utf-8");
/// assert_eq!(ContentType::json().to_string(), "application/json");
/// assert_eq!(ContentType::octet_stream().to_string(), "application/octet-stream");
/// assert_eq!("text/csv".parse::<ContentType>()?.or_utf8().to_string(), "text/csv; charset=utf-8");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
impl ContentType {
    /// `text/html` in UTF-8.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// assert_eq!(ContentType::html().to_string(), "text/html; charset=utf-8");
    /// assert_eq!(ContentType::json().to_string(), "application/json");
    /// assert_eq!(ContentType::octet_stream().to_string(), "application/octet-stream");
    /// ```
    pub fn html() -> ContentType {
        ContentType::of("text/html").or_utf8()
    }

    /// `text/plain` in UTF-8.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// assert_eq!(ContentType::text().to_string(), "text/plain; charset=utf-8");
    /// ```
    pub fn text() -> ContentType {
        ContentType::of("text/plain").or_utf8()
    }

    /// `application/json`, which is UTF-8 always (RFC 8259 §8.1), so without a charset.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// assert_eq!(ContentType::json().to_string(), "application/json");
    /// ```
    pub fn json() -> ContentType {
        ContentType::of("application/json")
    }

    /// `application/octet-stream`: bytes of which nothing is known.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// assert_eq!(ContentType::octet_stream().to_string(), "application/octet-stream");
    /// ```
    pub fn octet_stream() -> ContentType {
        ContentType::of("application/octet-stream")
    }

    fn of(essence: &'static str) -> ContentType {
        ContentType { essence: Essence::of(essence), parameters: Options::new() }
    }
}

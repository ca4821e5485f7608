use super::ContentType;

/// Types that are text although they are not `text/*` or XML.
const TEXT: [&str; 6] = [
    "application/ecmascript",
    "application/javascript",
    "application/sql",
    "application/xml",
    "application/xml-dtd",
    "application/xml-external-parsed-entity",
];

/// What sort of media type it is.
///
/// ```
/// use wz::header::ContentType;
///
/// let kind = |text: &str| text.parse::<ContentType>();
/// assert!(kind("application/vnd.api+json")?.is_json() && !kind("text/json")?.is_json());
/// assert!(kind("image/svg+xml")?.is_xml() && kind("image/svg+xml")?.is_text());
/// assert!(kind("application/x-www-form-urlencoded")?.is_form());
/// assert!(kind("multipart/form-data; boundary=x")?.is_multipart());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
impl ContentType {
    /// `application/json`, and `application/*+json` (RFC 6839 §3.1).
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// let is_json = |text: &str| text.parse().map(|kind: ContentType| kind.is_json());
    /// assert!(is_json("application/problem+json")? && !is_json("text/json")? && !is_json("application/jsonp")?);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_json(&self) -> bool {
        self.main_type() == "application" && (self.subtype() == "json" || self.suffix() == Some("json"))
    }

    /// `application/xml`, `text/xml`, and `*+xml` (RFC 7303).
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// let is_xml = |text: &str| text.parse().map(|kind: ContentType| kind.is_xml());
    /// assert!(is_xml("text/xml")? && is_xml("image/svg+xml")? && !is_xml("text/html")?);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_xml(&self) -> bool {
        matches!(self.essence(), "application/xml" | "text/xml") || self.suffix() == Some("xml")
    }

    /// `application/x-www-form-urlencoded` and `multipart/form-data`: what forms send.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// let is_form = |text: &str| text.parse().map(|kind: ContentType| kind.is_form());
    /// assert!(is_form("multipart/form-data; boundary=x")? && !is_form("multipart/mixed; boundary=x")?);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_form(&self) -> bool {
        matches!(self.essence(), "application/x-www-form-urlencoded" | "multipart/form-data")
    }

    /// `multipart/*` (RFC 2046 §5.1).
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// assert!("Multipart/Mixed; boundary=x".parse::<ContentType>()?.is_multipart());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_multipart(&self) -> bool {
        self.main_type() == "multipart"
    }

    /// Text that needs a charset, as Werkzeug has it: `text/*`, `*+xml`, and `application/` `xml`, `xml-dtd`,
    /// `xml-external-parsed-entity`, `javascript`, `ecmascript`, `sql`. JSON is none: it is UTF-8 always.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// assert!("image/svg+xml".parse::<ContentType>()?.is_text() && !ContentType::json().is_text());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_text(&self) -> bool {
        self.main_type() == "text" || self.suffix() == Some("xml") || TEXT.contains(&self.essence())
    }
}

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
    pub fn is_json(&self) -> bool {
        self.main_type() == "application" && (self.subtype() == "json" || self.suffix() == Some("json"))
    }

    /// `application/xml`, `text/xml`, and `*+xml` (RFC 7303).
    pub fn is_xml(&self) -> bool {
        matches!(self.essence(), "application/xml" | "text/xml") || self.suffix() == Some("xml")
    }

    /// `application/x-www-form-urlencoded` and `multipart/form-data`: what forms send.
    pub fn is_form(&self) -> bool {
        matches!(self.essence(), "application/x-www-form-urlencoded" | "multipart/form-data")
    }

    /// `multipart/*`.
    pub fn is_multipart(&self) -> bool {
        self.main_type() == "multipart"
    }

    /// Text that needs a charset, as Werkzeug has it: `text/*`, `*+xml`, and `application/` `xml`, `xml-dtd`,
    /// `xml-external-parsed-entity`, `javascript`, `ecmascript`, `sql`. JSON is none: it is UTF-8 always.
    pub fn is_text(&self) -> bool {
        self.main_type() == "text" || self.suffix() == Some("xml") || TEXT.contains(&self.essence())
    }
}

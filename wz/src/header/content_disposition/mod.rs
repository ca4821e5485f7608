//! `Content-Disposition`: whether a body is shown or saved, and under which name (RFC 6266, RFC 7578 §4.2).

mod filename;
mod write;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::CONTENT_DISPOSITION;

use super::options::{Options, Quoting, parse_with};
use super::syntax::is_token;
use super::usual;
use super::{Header, HeaderError, Lines};

pub use filename::safe_filename;

/// How a body is to be presented, with the name of its file.
///
/// ```
/// use wz::header::ContentDisposition;
///
/// let disposition = ContentDisposition::attachment().with_filename("naïve.txt");
/// assert_eq!(
///     disposition.to_string(),
///     "attachment; filename=na_ve.txt; filename*=UTF-8''na%C3%AFve.txt"
/// );
///
/// let read: ContentDisposition = "Attachment; filename=\"a.txt\"; filename*=UTF-8''%E2%82%AC.txt".parse()?;
/// assert!(read.is_attachment());
/// assert_eq!(read.filename(), Some("€.txt"));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Any name of a file can be written: what is not ASCII, is a control character or looks like an escape goes into
/// `filename*`, beside a `filename` for old readers in which it is `_` (RFC 6266 §4.3, appendix D). For `form-data`
/// there is no `filename*` (RFC 7578 §4.2): a name is written as browsers do, in UTF-8 with `%22`, `%0D` and `%0A`, and
/// backslashes as they are (HTML, multipart/form-data encoding algorithm); only those at its end are doubled, which would
/// escape the closing quote. Control characters other than these become spaces.
///
/// Parameters are read as those of an [`OptionsHeader`](super::OptionsHeader). Those of `form-data` are read as browsers
/// write them: `%22`, `%0D` and `%0A` are decoded, and a backslash is an escape only before a quote, where other clients
/// mean that. So `C:\dir` and `\\server\share` come as they are, while Werkzeug takes backslashes away. What a browser
/// cannot say, a name with `%22` in it, comes as a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentDisposition {
    kind: Cow<'static, str>,
    parameters: Options,
}

impl ContentDisposition {
    /// `attachment`: to be saved.
    ///
    /// ```
    /// use wz::header::ContentDisposition;
    ///
    /// let disposition = ContentDisposition::attachment();
    /// assert!(disposition.is_attachment() && disposition.to_string() == "attachment");
    /// ```
    pub fn attachment() -> ContentDisposition {
        ContentDisposition { kind: Cow::Borrowed("attachment"), parameters: Options::new() }
    }

    /// `inline`: to be shown.
    ///
    /// ```
    /// use wz::header::ContentDisposition;
    ///
    /// let disposition = ContentDisposition::inline().with_filename("a.pdf");
    /// assert!(!disposition.is_attachment() && disposition.to_string() == "inline; filename=a.pdf");
    /// ```
    pub fn inline() -> ContentDisposition {
        ContentDisposition { kind: Cow::Borrowed("inline"), parameters: Options::new() }
    }

    /// `form-data`: the field `name` of a multipart form.
    ///
    /// ```
    /// use wz::header::ContentDisposition;
    ///
    /// let part = ContentDisposition::form_data("file").with_filename("é\".txt");
    /// assert_eq!(part.to_string(), "form-data; name=\"file\"; filename=\"é%22.txt\"");
    /// ```
    pub fn form_data(name: &str) -> ContentDisposition {
        ContentDisposition { kind: Cow::Borrowed("form-data"), parameters: Options::new() }.with("name", name)
    }

    /// With the name of the file, which may be any text. Give the name only: browsers take folders before it away.
    ///
    /// ```
    /// use wz::header::ContentDisposition;
    ///
    /// let disposition = ContentDisposition::attachment().with_filename("a \"b\".txt");
    /// assert_eq!(disposition.to_string(), r#"attachment; filename="a \"b\".txt""#);
    /// assert_eq!(disposition.filename(), Some("a \"b\".txt"));
    /// ```
    #[must_use]
    pub fn with_filename(self, filename: &str) -> ContentDisposition {
        self.with("filename", filename)
    }

    fn with(mut self, name: &str, value: &str) -> ContentDisposition {
        // The names that are written here are tokens.
        let _ = self.parameters.set(name, value);
        self
    }

    /// The type, in lower case: `attachment`.
    ///
    /// ```
    /// use wz::header::ContentDisposition;
    ///
    /// assert_eq!("Form-Data; name=a".parse::<ContentDisposition>()?.kind(), "form-data");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Whether the body is to be saved: every type other than `inline` and `form-data` (RFC 6266 §4.2).
    ///
    /// ```
    /// use wz::header::ContentDisposition;
    ///
    /// let is_attachment = |text: &str| text.parse().map(|disposition: ContentDisposition| disposition.is_attachment());
    /// assert!(is_attachment("Attachment")? && is_attachment("unknown")? && !is_attachment("inline")?);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_attachment(&self) -> bool {
        !matches!(&*self.kind, "inline" | "form-data")
    }

    /// The name of the file as the other side wrote it; the extended form when there are both.
    ///
    /// It may hold a path, or anything else: see [`safe_filename`].
    ///
    /// ```
    /// use wz::header::ContentDisposition;
    ///
    /// let part: ContentDisposition = "form-data; name=upload; filename=\"../a.txt\"".parse()?;
    /// // As the client says it: not yet the name of a file.
    /// assert_eq!((part.name(), part.filename()), (Some("upload"), Some("../a.txt")));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn filename(&self) -> Option<&str> {
        self.parameters.get("filename")
    }

    /// The name of the field in a form.
    ///
    /// ```
    /// use wz::header::ContentDisposition;
    ///
    /// assert_eq!("form-data; name=\"a %22b%22\"".parse::<ContentDisposition>()?.name(), Some("a \"b\""));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn name(&self) -> Option<&str> {
        self.parameters.get("name")
    }

    /// All parameters.
    ///
    /// ```
    /// use wz::header::ContentDisposition;
    ///
    /// let disposition: ContentDisposition = "attachment; filename=a.txt; size=3".parse()?;
    /// assert!(disposition.parameters().iter().eq([("filename", "a.txt"), ("size", "3")]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn parameters(&self) -> &Options {
        &self.parameters
    }
}

impl FromStr for ContentDisposition {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<ContentDisposition, HeaderError> {
        let form = |kind: &str| kind.eq_ignore_ascii_case("form-data");
        let (kind, parameters) =
            parse_with(text, |kind| if form(kind) { Quoting::Form } else { Quoting::Header });
        if !is_token(kind) {
            let expected = "a disposition like `attachment; filename=\"a.txt\"`";
            return Err(HeaderError::syntax(expected).found(kind).of(CONTENT_DISPOSITION));
        }
        Ok(ContentDisposition { kind: usual::lower(kind, usual::DISPOSITIONS), parameters })
    }
}

impl fmt::Display for ContentDisposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind)?;
        let form = self.kind == "form-data";
        self.parameters.iter().try_for_each(|(name, value)| {
            f.write_str("; ")?;
            if form { write::form_parameter(f, name, value) } else { write::parameter(f, name, value) }
        })
    }
}

impl Header for ContentDisposition {
    const NAME: HeaderName = CONTENT_DISPOSITION;
    const LINES: Lines = Lines::Single;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for name in
            ["a.txt", "a b.txt", "é.txt", "\"\\", "a%20b", "%22", "a\r\nSet-Cookie: x", "", ";=,", "日本"]
        {
            let all = [
                ContentDisposition::attachment().with_filename(name),
                ContentDisposition::inline().with_filename(name),
            ];
            for disposition in all {
                let text = disposition.to_string();
                assert!(text.bytes().all(|byte| (32..127).contains(&byte)), "{text}");
                assert_eq!(text.parse(), Ok(disposition), "{text}");
            }
        }
    }

    #[test]
    fn names_in_forms_read_back() {
        for name in [
            "a",
            "f\r\n.txt",
            "\"",
            r"C:\dir\x.txt",
            r"\\server\x",
            "a\\",
            r"\\",
            "\\\"",
            "\"\\\\",
            "é\\n",
            "%0d%2F",
            "a\tb",
            "",
            ";=",
        ] {
            let part = ContentDisposition::form_data(name).with_filename(name);
            let written = part.to_string();
            assert_eq!(written.parse(), Ok(part), "{written}");
        }
    }

    #[test]
    fn names_in_forms_are_read_as_browsers_write_them() {
        let filename = |text: &str| {
            let read: ContentDisposition = format!("Form-Data; name=n; filename={text}").parse().unwrap();
            read.filename().map(str::to_owned)
        };
        assert_eq!(filename(r#""a\b""#).as_deref(), Some(r"a\b"));
        assert_eq!(filename(r#""a\\b""#).as_deref(), Some(r"a\\b"));
        assert_eq!(filename(r#""a\"b""#).as_deref(), Some("a\"b"));
        assert_eq!(filename(r#""a\""#).as_deref(), Some(r"a\"));
        assert_eq!(filename("\"%22%0D%0A\"").as_deref(), Some("\"\r\n"));
        assert_eq!(filename("\"a"), None);
        let read: ContentDisposition = r#"attachment; filename="a\b%0D""#.parse().unwrap();
        assert_eq!(read.filename(), Some("ab%0D"));
    }

    #[test]
    fn blanks_may_stand_around_the_equals_sign() {
        for text in [
            "INLINE; FILENAME= \"an example.html\"",
            "inline; filename =\"an example.html\"",
            "inline;filename\t=\t\"an example.html\" ",
        ] {
            let read: ContentDisposition = text.parse().unwrap();
            assert_eq!((read.kind(), read.filename()), ("inline", Some("an example.html")), "{text}");
        }
        let read: ContentDisposition = "attachment; filename*= UTF-8''%e2%82%ac%20rates".parse().unwrap();
        assert_eq!(read.filename(), Some("€ rates"));
    }

    #[test]
    fn a_part_of_a_form_cannot_break_out() {
        let part = ContentDisposition::form_data("a\"; filename=\"x").with_filename("\\\r\n\0é");
        assert_eq!(part.to_string(), "form-data; name=\"a%22; filename=%22x\"; filename=\"\\%0D%0A é\"");
        let read: ContentDisposition = part.to_string().parse().unwrap();
        assert_eq!((read.name(), read.is_attachment()), (Some("a\"; filename=\"x"), false));
    }

    #[test]
    fn knows_its_types() {
        assert!("unknown".parse::<ContentDisposition>().unwrap().is_attachment());
        assert!(!"INLINE".parse::<ContentDisposition>().unwrap().is_attachment());
        for text in ["", "; filename=x", "a b", "\"inline\"", "filename=x; a"] {
            assert!(text.parse::<ContentDisposition>().is_err(), "{text}");
        }
    }
}

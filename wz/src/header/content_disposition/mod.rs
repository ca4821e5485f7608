//! `Content-Disposition`: whether a body is shown or saved, and under which name (RFC 6266, RFC 7578 §4.2).

mod filename;
mod write;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::CONTENT_DISPOSITION;

use super::options::{Options, parse};
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
/// backslashes escaped.
///
/// Parameters are read as those of an [`OptionsHeader`](super::OptionsHeader).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentDisposition {
    kind: Cow<'static, str>,
    parameters: Options,
}

impl ContentDisposition {
    /// `attachment`: to be saved.
    pub fn attachment() -> ContentDisposition {
        ContentDisposition { kind: Cow::Borrowed("attachment"), parameters: Options::new() }
    }

    /// `inline`: to be shown.
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

    /// With the name of the file.
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
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Whether the body is to be saved: every type other than `inline` and `form-data` (RFC 6266 §4.2).
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
    pub fn name(&self) -> Option<&str> {
        self.parameters.get("name")
    }

    /// All parameters.
    pub fn parameters(&self) -> &Options {
        &self.parameters
    }
}

impl FromStr for ContentDisposition {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<ContentDisposition, HeaderError> {
        let (kind, parameters) = parse(text);
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
    fn a_part_of_a_form_cannot_break_out() {
        let part = ContentDisposition::form_data("a\"; filename=\"x").with_filename("\\\r\n\0é");
        assert_eq!(part.to_string(), "form-data; name=\"a%22; filename=%22x\"; filename=\"\\\\%0D%0A é\"");
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

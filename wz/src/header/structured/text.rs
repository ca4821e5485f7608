use std::fmt::{self, Write as _};
use std::str::FromStr;

use crate::header::HeaderError;

/// A string of printable ASCII (RFC 9651 §3.3.3). For other text there is
/// [`BareItem::DisplayString`](super::BareItem::DisplayString).
///
/// ```
/// use wz::header::structured::Text;
///
/// let text: Text = "say \"hi\"".parse()?;
/// assert_eq!(text.as_str(), "say \"hi\"");
/// assert_eq!(text.to_string(), r#""say \"hi\"""#);
/// assert!("é".parse::<Text>().is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// The text, without quotes.
    ///
    /// ```
    /// use wz::header::structured::Text;
    ///
    /// assert_eq!("a \"b\"".parse::<Text>()?.as_str(), "a \"b\"");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A text of which every character was looked at.
    pub(super) fn checked(text: String) -> Text {
        Text(text)
    }
}

impl FromStr for Text {
    type Err = HeaderError;

    /// Takes the text as it is: the text itself, not the quoted form.
    fn from_str(text: &str) -> Result<Text, HeaderError> {
        match text.bytes().position(|byte| !matches!(byte, b' '..=b'~')) {
            None => Ok(Text(text.to_owned())),
            Some(at) => {
                Err(HeaderError::unwritable("printable ASCII, or a display string").found(text).at(at))
            }
        }
    }
}

impl fmt::Display for Text {
    /// In quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for part in self.0.split_inclusive(['"', '\\']) {
            match part.as_bytes().last() {
                Some(&escaped @ (b'"' | b'\\')) => {
                    f.write_str(&part[..part.len() - 1])?;
                    f.write_char('\\')?;
                    f.write_char(char::from(escaped))?;
                }
                _ => f.write_str(part)?,
            }
        }
        f.write_char('"')
    }
}

use std::fmt;
use std::str::FromStr;

use super::{Options, parse};
use crate::header::HeaderError;

/// A value with options after `;`: Werkzeug's `parse_options_header` and `dump_options_header`.
///
/// ```
/// use wz::header::OptionsHeader;
///
/// let header: OptionsHeader = "attachment; filename*=UTF-8''na%C3%AFve%20name.txt".parse()?;
/// assert_eq!(header.value, "attachment");
/// assert_eq!(header.options.get("filename"), Some("naïve name.txt"));
/// assert_eq!(header.to_string(), "attachment; filename*=UTF-8''na%C3%AFve%20name.txt");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Parsing never fails. Of a name that is repeated the last value counts; a part that is malformed is ignored:
///
/// | text | option |
/// |---|---|
/// | `a; Name=Value` | `name`: `Value` |
/// | `a; b="c;\"d"` | `b`: `c;"d` |
/// | `a; b="x%22y"` | `b`: `x"y`, as browsers write it in forms |
/// | `a; b = c` | `b`: `c`, as in the examples of RFC 6266 §5 |
/// | `a; b*=UTF-8''%C3%A9` | `b`: `é` (RFC 8187; also `iso-8859-1` and `ascii`), even when there is a plain `b` |
/// | `a; b*=UTF-8''%FF; b=c` | `b`: `c`, because what cannot be decoded counts only when there is nothing else |
/// | `a; b*1=d; b*0=c` | `b`: `cd` (RFC 2231 §3): in the order of the numbers, from 0 up to a gap |
/// | `a; b*0*=UTF-8''%C3; b*1*=%A9` | `b`: `é` (RFC 2231 §4.1) |
/// | `a; b`, `a; "b"=c`, `a; b*1=c` | none |
///
/// What is written reads back. Text that is no token is quoted, and text that is not ASCII takes the form of RFC 8187.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OptionsHeader {
    /// The text before the first `;`.
    pub value: String,
    /// The parameters after it.
    pub options: Options,
}

impl FromStr for OptionsHeader {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<OptionsHeader, HeaderError> {
        let (value, options) = parse(text);
        Ok(OptionsHeader { value: value.to_owned(), options })
    }
}

/// Control characters other than tabs, and `;` in [`value`](OptionsHeader::value) become spaces: they would end it.
impl fmt::Display for OptionsHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ends = |character: char| character == ';' || (character.is_ascii_control() && character != '\t');
        for part in self.value.split_inclusive(ends) {
            match part.strip_suffix(ends) {
                Some(before) => write!(f, "{before} ")?,
                None => f.write_str(part)?,
            }
        }
        if self.options.is_empty() { Ok(()) } else { write!(f, "; {}", self.options) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let mut header = OptionsHeader { value: "a".into(), options: Options::new() };
        for (place, value) in
            ["", "x y", "é", "a\r\nb", "%22", "a%20b", "\"", "\\", "\\\"", "x;y=z", "\0", "\u{7f}"]
                .iter()
                .enumerate()
        {
            header.options.set(&format!("n{place}"), *value).unwrap();
        }
        let text = header.to_string();
        assert!(text.bytes().all(|byte| (32..127).contains(&byte)), "{text}");
        assert_eq!(text.parse(), Ok(header));
    }

    #[test]
    fn a_value_does_not_break_out() {
        let header = OptionsHeader { value: "a\r\nb; c=d".into(), options: Options::new() };
        assert_eq!(header.to_string(), "a  b  c=d");
        let header = OptionsHeader { value: "\u{85}a\u{9f}".into(), options: Options::new() };
        assert_eq!(header.to_string().parse(), Ok(header));
        assert_eq!("a\tb; c=d".parse::<OptionsHeader>().unwrap().to_string(), "a\tb; c=d");
    }
}

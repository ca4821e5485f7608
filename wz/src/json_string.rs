//! Text inside JSON. Written here, since the lists and pages that need it must not depend on the feature `json`.

use std::fmt::{self, Write};

/// A text as a JSON string (RFC 8259 section 7), quotes included.
pub(crate) struct JsonString<'t>(pub(crate) &'t str);

impl fmt::Display for JsonString<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        let mut rest = self.0;
        while let Some(at) = rest.find(|c| matches!(c, '"' | '\\' | '\0'..='\x1f')) {
            f.write_str(&rest[..at])?;
            match rest.as_bytes()[at] {
                byte @ (b'"' | b'\\') => write!(f, "\\{}", char::from(byte))?,
                byte => write!(f, "\\u{byte:04x}")?,
            }
            rest = &rest[at + 1..];
        }
        f.write_str(rest)?;
        f.write_char('"')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_json_has_to() {
        assert_eq!(JsonString("a\"b\\\n\u{1}\u{7f}ü").to_string(), "\"a\\\"b\\\\\\u000a\\u0001\u{7f}ü\"");
        assert_eq!(JsonString("").to_string(), "\"\"");
    }
}

//! Text inside HTML: what template engines do, for who writes HTML by hand.

use std::fmt;

/// Text made safe between tags and inside a quoted attribute: markupsafe's `escape`. In an attribute without quotes, in a
/// script or in a style it is not safe.
///
/// ```
/// use wz::html::Escaped;
///
/// let name = "<script>";
/// assert_eq!(format!("<p title=\"{0}\">{0}", Escaped(name)), "<p title=\"&lt;script&gt;\">&lt;script&gt;");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Escaped<'t>(pub &'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&#34;",
                _ => "&#39;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_the_five() {
        assert_eq!(Escaped("a<b> & 'c' \"ü\"").to_string(), "a&lt;b&gt; &amp; &#39;c&#39; &#34;ü&#34;");
        assert_eq!(Escaped("").to_string(), "");
    }
}

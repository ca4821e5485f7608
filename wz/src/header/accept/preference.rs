use std::fmt;

use super::Quality;

/// One element of an `Accept` header: what is wanted, and how much.
///
/// ```
/// use wz::header::{Accept, Quality};
///
/// let accept: Accept = "text/*;q=0.5".parse()?;
/// let wanted = accept.find("text/html").unwrap();
/// assert_eq!((wanted.range.to_string(), wanted.quality), ("text/*".into(), "0.5".parse()?));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preference<R> {
    /// What is wanted; it may have wildcards.
    pub range: R,
    /// How much; 0 when it is not acceptable.
    pub quality: Quality,
}

/// `range`, or `range;q=0.5`.
impl<R: fmt::Display> fmt::Display for Preference<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.range.fmt(f)?;
        if self.quality == Quality::ONE { Ok(()) } else { write!(f, ";q={}", self.quality) }
    }
}

use std::cmp::Ordering;

use super::preferences::Range;
use crate::header::options::Options;
use crate::header::syntax::is_token;

/// A content coding, a charset or a language, or `*`.
impl Range for Box<str> {
    fn read(value: &str, options: Options) -> Option<Box<str>> {
        // None of them has parameters.
        (is_token(value) && options.is_empty()).then(|| value.into())
    }

    fn compare_specificity(&self, other: &Box<str>) -> Ordering {
        self.is_exact().cmp(&other.is_exact())
    }

    fn is_exact(&self) -> bool {
        **self != *"*"
    }

    fn is_writable(&self) -> bool {
        is_token(self)
    }
}

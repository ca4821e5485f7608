use std::fmt;

/// A range of bytes in the rule's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }
}

/// Why a rule cannot be used, and where.
///
/// `Display` writes the message, then the rule with a caret line under the guilty characters:
///
/// ```
/// let error = wz_rule::parse("/user/<int:>").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "a variable needs a name: letters, digits and `_`, not starting with a digit\n\
///      \x20 /user/<int:>\n\
///      \x20            ^"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    message: String,
    rule: String,
    span: Span,
}

impl RuleError {
    /// An error about the bytes `span` of `rule`: whole characters, and none beyond its end.
    pub fn new(rule: &str, span: Span, message: impl Into<String>) -> RuleError {
        let span = Span::new(rule.floor_char_boundary(span.start), rule.ceil_char_boundary(span.end));
        RuleError { message: message.into(), rule: rule.to_owned(), span }
    }

    /// What is wrong and what to write instead, without the picture.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where in the rule, in bytes.
    pub fn span(&self) -> Span {
        self.span
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Columns are counted in characters, so that the caret stands right under non-ASCII text too.
        let columns = |to: usize| self.rule.char_indices().take_while(|(at, _)| *at < to).count();
        let (start, end) = (columns(self.span.start), columns(self.span.end));
        let shown: String = self.rule.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        write!(
            f,
            "{}\n  {}\n  {:start$}{:^<width$}",
            self.message,
            shown,
            "",
            "",
            width = (end - start).max(1)
        )
    }
}

impl std::error::Error for RuleError {}

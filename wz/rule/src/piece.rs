use crate::Span;
use crate::arguments::Argument;

/// A run of literal text, or a variable as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Text that stands for itself.
    Text {
        /// The text, not percent-encoded.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `<converter(arguments):name>`
    Placeholder(Placeholder),
}

/// A variable as written, its converter not yet looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct Placeholder {
    /// The variable's name.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// The converter's name; `None` for the short form `<name>`, which means `string`.
    pub converter: Option<String>,
    /// Where the converter's name stands (the variable's name for the short form).
    pub converter_span: Span,
    /// The arguments in parentheses.
    pub arguments: Vec<Argument>,
}

use crate::{RuleError, Span};

/// One argument of a converter: `min=1` or, by position, `1`.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// The name before `=`, if any.
    pub name: Option<String>,
    /// The value as read.
    pub value: Value,
    /// The value as written, quotes removed: `any(007)` means the text `007`.
    pub text: String,
    /// The whole argument.
    pub span: Span,
    /// The value alone.
    pub value_span: Span,
}

/// The value of a converter argument, in the notation of Python literals that Werkzeug's rules use.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `None`
    None,
    /// `True` or `False` (`true` and `false` are taken too)
    Bool(bool),
    /// `-5`
    Int(i128),
    /// `1.5`, `1e3`
    Float(f64),
    /// `"quoted, with anything"`, `'so'`, or a bareword such as `en-GB`
    Text(String),
}

/// Reads `rule[at..]` up to and including the closing parenthesis; returns the arguments and the offset after it.
pub(crate) fn parse(rule: &str, open: usize) -> Result<(Vec<Argument>, usize), RuleError> {
    let mut cursor = Cursor { rule, at: open + 1 };
    let mut arguments = Vec::new();
    loop {
        cursor.skip_space();
        match cursor.peek() {
            Some(b')') => return Ok((arguments, cursor.at + 1)),
            Some(b',') => return Err(cursor.error_here("an argument is missing before this comma")),
            None => {
                let span = Span::new(open, open + 1);
                return Err(RuleError::new(rule, span, "this parenthesis is never closed: write `)`"));
            }
            Some(_) => arguments.push(cursor.argument()?),
        }
        cursor.skip_space();
        match cursor.peek() {
            Some(b',') => cursor.at += 1,
            Some(b')') | None => {}
            Some(_) => return Err(cursor.error_here("expected `,` or `)` after an argument")),
        }
    }
}

struct Cursor<'r> {
    rule: &'r str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.rule.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
    }

    /// An error under the character at the cursor.
    fn error_here(&self, message: &str) -> RuleError {
        let width = self.rule[self.at..].chars().next().map_or(1, char::len_utf8);
        RuleError::new(self.rule, Span::new(self.at, self.at + width), message)
    }

    fn argument(&mut self) -> Result<Argument, RuleError> {
        let start = self.at;
        let name = self.argument_name();
        let value_start = self.at;
        let (value, text) = self.value()?;
        let value_span = Span::new(value_start, self.at);
        Ok(Argument { name, value, text, span: Span::new(start, self.at), value_span })
    }

    /// `name =` when that is what follows; otherwise the cursor stays.
    fn argument_name(&mut self) -> Option<String> {
        let rest = &self.rule[self.at..];
        let len = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let after = rest[len..].trim_start_matches(' ');
        if len == 0 || !after.starts_with('=') {
            return None;
        }
        self.at = self.rule.len() - after.len() + 1;
        self.skip_space();
        Some(rest[..len].to_owned())
    }

    fn value(&mut self) -> Result<(Value, String), RuleError> {
        if let Some(quoted) = self.quoted()? {
            return Ok((Value::Text(quoted.clone()), quoted));
        }
        let rest = &self.rule[self.at..];
        let len = rest.find([',', ')', '(', '<', '>', '"', '\'', '=', ':']).unwrap_or(rest.len());
        let word = rest[..len].trim_end_matches(' ');
        if word.is_empty() {
            return Err(
                self.error_here("expected a value: a number, True, False, None, a word or a quoted text")
            );
        }
        let span = Span::new(self.at, self.at + word.len());
        if word.contains(' ') {
            return Err(RuleError::new(self.rule, span, "a text with spaces needs quotes"));
        }
        self.at += word.len();
        Ok((
            bareword(word).ok_or_else(|| RuleError::new(self.rule, span, "this number is too large"))?,
            word.into(),
        ))
    }

    /// A quoted text, with Python's optional `u` or `r` in front; `None` when there is no quote.
    fn quoted(&mut self) -> Result<Option<String>, RuleError> {
        let bytes = self.rule.as_bytes();
        let prefix = usize::from(matches!(bytes.get(self.at), Some(b'u' | b'U' | b'r' | b'R')));
        let Some(quote @ (b'"' | b'\'')) = bytes.get(self.at + prefix).copied() else { return Ok(None) };
        let open = self.at + prefix;
        let inner = &self.rule[open + 1..];
        let Some(len) = inner.find(quote as char) else {
            let span = Span::new(open, open + 1);
            return Err(RuleError::new(self.rule, span, "this quote is never closed"));
        };
        self.at = open + len + 2;
        Ok(Some(inner[..len].to_owned()))
    }
}

/// What a word without quotes means; `None` for a whole number beyond 128 bits.
fn bareword(word: &str) -> Option<Value> {
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let starts_like_a_number = unsigned.starts_with(|c: char| c.is_ascii_digit());
    Some(match word {
        "None" => Value::None,
        "True" | "true" => Value::Bool(true),
        "False" | "false" => Value::Bool(false),
        _ if starts_like_a_number && unsigned.bytes().all(|b| b.is_ascii_digit()) => {
            Value::Int(word.parse().ok()?)
        }
        _ => match word.parse::<f64>() {
            Ok(number) if starts_like_a_number && number.is_finite() => Value::Float(number),
            _ => Value::Text(word.to_owned()),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<(Option<String>, Value)> {
        let (arguments, end) = parse(text, 0).unwrap();
        assert_eq!(end, text.len());
        arguments.into_iter().map(|a| (a.name, a.value)).collect()
    }

    #[test]
    fn literals() {
        let read = values("(1, -2,007, 1.5, 1e3, True, false, None, foo.bar, \"a, b\", u'c/d', min = -3)");
        let text = |t: &str| Value::Text(t.to_owned());
        assert_eq!(
            read.iter().map(|(_, v)| v.clone()).collect::<Vec<_>>(),
            [
                Value::Int(1),
                Value::Int(-2),
                Value::Int(7),
                Value::Float(1.5),
                Value::Float(1000.0),
                Value::Bool(true),
                Value::Bool(false),
                Value::None,
                text("foo.bar"),
                text("a, b"),
                text("c/d"),
                Value::Int(-3),
            ]
        );
        assert_eq!(read[11].0.as_deref(), Some("min"));
    }

    #[test]
    fn mistakes_are_placed() {
        for (text, at) in [("(1", 0), ("(,1)", 1), ("(1 2)", 1), ("(\"a)", 1), ("(min=)", 5), ("(a\"b\")", 2)]
        {
            assert_eq!(parse(text, 0).unwrap_err().span().start, at, "{text}");
        }
    }
}

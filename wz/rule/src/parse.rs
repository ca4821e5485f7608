use crate::arguments;
use crate::misplaced::{arguments_of_the_name, superfluous_space};
use crate::piece::{Piece, Placeholder};
use crate::text::check_text;
use crate::{RuleError, Span};

/// Reads a path rule into its pieces.
///
/// ```
/// use wz_rule::{Piece, parse};
///
/// let pieces = parse("/user/<int(min=1):id>").unwrap();
/// assert!(matches!(&pieces[1], Piece::Placeholder(p) if p.name == "id" && p.converter.as_deref() == Some("int")));
/// ```
///
/// # Errors
/// The rule does not start with `/`, a `<` is not closed, a name is missing or used twice, an argument is
/// malformed, or the text has a `?`, a `#` or a `%XX`, which a path as it is matched never has, or a `>` that closes
/// nothing.
pub fn parse(rule: &str) -> Result<Vec<Piece>, RuleError> {
    if !rule.starts_with('/') {
        let width = rule.chars().next().map_or(1, char::len_utf8);
        let message = format!("a rule must start with `/`: write `/{rule}`");
        return Err(RuleError::new(rule, Span::new(0, width), message));
    }
    pieces(rule)
}

/// Reads a host pattern, such as `<tenant>.example.com`, into its pieces.
///
/// # Errors
/// As [`parse`], and for characters that no host name has.
pub fn parse_host(pattern: &str) -> Result<Vec<Piece>, RuleError> {
    if pattern.is_empty() {
        return Err(RuleError::new(pattern, Span::new(0, 1), "a host pattern cannot be empty"));
    }
    let mut pieces = pieces(pattern)?;
    for piece in &mut pieces {
        let Piece::Text { text, span } = piece else { continue };
        if let Some(at) = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))) {
            let at = span.start + at;
            let message = "a host pattern has letters, digits, `-`, `_`, `.` and variables; no port, and \
                           international names in their `xn--` form";
            return Err(RuleError::new(pattern, Span::new(at, at + 1), message));
        }
        text.make_ascii_lowercase();
    }
    Ok(pieces)
}

/// Reads the target of a redirect: any text of a URL with `<name>` where a variable's value goes.
///
/// # Errors
/// A `<` that is not closed, a name that is missing, or a converter: values are written by the rule's own ones.
pub fn parse_redirect(target: &str) -> Result<Vec<Piece>, RuleError> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(open) = target[at..].find('<').map(|i| at + i) {
        pieces.push(Piece::Text { text: target[at..open].to_owned(), span: Span::new(at, open) });
        let (placeholder, after) = placeholder(target, open)?;
        if placeholder.converter.is_some() {
            let message = "in a redirect a variable is just `<name>`: the rule has its converter";
            return Err(RuleError::new(target, placeholder.converter_span, message));
        }
        pieces.push(Piece::Placeholder(placeholder));
        at = after;
    }
    pieces.push(Piece::Text { text: target[at..].to_owned(), span: Span::new(at, target.len()) });
    pieces.retain(|piece| !matches!(piece, Piece::Text { text, .. } if text.is_empty()));
    Ok(pieces)
}

fn pieces(rule: &str) -> Result<Vec<Piece>, RuleError> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < rule.len() {
        let end = rule[at..].find('<').map_or(rule.len(), |i| at + i);
        if end > at {
            let span = Span::new(at, end);
            check_text(rule, span)?;
            pieces.push(Piece::Text { text: rule[at..end].to_owned(), span });
        }
        if end == rule.len() {
            break;
        }
        let (placeholder, after) = placeholder(rule, end)?;
        let twice = |p: &&Piece| matches!(p, Piece::Placeholder(earlier) if earlier.name == placeholder.name);
        if pieces.iter().find(twice).is_some() {
            let message =
                format!("the variable `{}` is in this rule twice: give it another name", placeholder.name);
            return Err(RuleError::new(rule, placeholder.name_span, message));
        }
        pieces.push(Piece::Placeholder(placeholder));
        at = after;
    }
    Ok(pieces)
}

/// Reads the variable whose `<` is at `open`; returns it and the offset after its `>`.
pub(crate) fn placeholder(rule: &str, open: usize) -> Result<(Placeholder, usize), RuleError> {
    let error = |at: usize, message: &str| {
        if let Some(message) =
            superfluous_space(rule, open, at, |tight| placeholder(tight, 0).ok().map(|(it, _)| it))
        {
            return Err(RuleError::new(rule, Span::new(at, at + 1), message));
        }
        let width = rule[at..].chars().next().map_or(1, char::len_utf8);
        Err(RuleError::new(rule, Span::new(at, at + width), message))
    };
    let first = Span::new(open + 1, name_end(rule, open + 1));
    let mut at = first.end;
    let mut arguments = Vec::new();
    let mut name_span = first;
    let mut converter = None;
    if rule[at..].starts_with('(') {
        if first.start == first.end {
            return error(at, "a converter's name must stand before its arguments");
        }
        (arguments, at) = arguments::parse(rule, at)?;
        if !rule[at..].starts_with(':') {
            return error(at.min(rule.len()), "expected `:` and the variable's name after the converter");
        }
    }
    if rule[at..].starts_with(':') {
        if first.start == first.end {
            return error(at, "a converter's name must stand before the `:`; for plain text write `<name>`");
        }
        converter = Some(rule[first.start..first.end].to_owned());
        name_span = Span::new(at + 1, name_end(rule, at + 1));
        at = name_span.end;
    }
    if at == rule.len() {
        return Err(RuleError::new(rule, Span::new(open, at), "this `<` is never closed: write `>`"));
    }
    if name_span.start == name_span.end {
        let message = "a variable needs a name: letters, digits and `_`, not starting with a digit";
        return error(name_span.start, message);
    }
    match rule[at..].chars().next() {
        Some('(') if let Some(message) = arguments_of_the_name(rule, &converter, name_span) => {
            Err(RuleError::new(rule, first, message))
        }
        Some('>') => {
            let name = rule[name_span.start..name_span.end].to_owned();
            Ok((Placeholder { name, name_span, converter, converter_span: first, arguments }, at + 1))
        }
        Some('/' | '<') | None => {
            Err(RuleError::new(rule, Span::new(open, at), "this `<` is never closed: write `>`"))
        }
        Some(other) => error(
            at,
            &format!(
                "`{other}` cannot be here: a variable is `<name>`, `<converter:name>` or `<converter(arguments):name>`"
            ),
        ),
    }
}

/// The end of the name that starts at `start` (`start` itself when there is none).
fn name_end(rule: &str, start: usize) -> usize {
    let rest = &rule.as_bytes()[start..];
    if rest.first().is_none_or(u8::is_ascii_digit) {
        return start;
    }
    start + rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_in_order() {
        let pieces = parse("/v<int:major>.<minor>/x").unwrap();
        let shown: Vec<String> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text { text, .. } => text.clone(),
                Piece::Placeholder(p) => format!("{:?}:{}", p.converter.as_deref(), p.name),
            })
            .collect();
        assert_eq!(shown, ["/v", "Some(\"int\"):major", ".", "None:minor", "/x"]);
    }

    #[test]
    fn literal_braces() {
        assert_eq!(parse("/{a}/b").unwrap().len(), 1);
    }

    #[test]
    fn mistakes_are_placed() {
        let cases = [
            ("user", 0, 1),
            ("", 0, 0),
            ("/<", 1, 2),
            ("/<int(:x>", 6, 7),
            ("/<int:1x>", 6, 7),
            ("/<int(min=1:x>", 11, 12),
            ("/<int:>", 6, 7),
            ("/<a>/<a>", 6, 7),
            ("/<a b>", 3, 4),
            ("/<a", 1, 3),
            ("/<a/b>", 1, 3),
            ("/s?q=1", 2, 3),
            ("/a#b", 2, 3),
            ("/a%20b", 2, 5),
            ("/<:x>", 2, 3),
            ("/<(1):x>", 2, 3),
            ("/<int(1)x>", 8, 9),
            ("/é<é>", 4, 6),
            ("/<int:x>>", 8, 9),
        ];
        for (rule, start, end) in cases {
            let error = parse(rule).unwrap_err();
            assert_eq!(error.span(), Span::new(start, end), "{error}");
        }
    }

    #[test]
    fn hosts() {
        assert_eq!(parse_host("<tenant>.Example.com").unwrap().len(), 2);
        assert_eq!(parse_host("a:80").unwrap_err().span().start, 1);
        assert_eq!(parse_host("a/b").unwrap_err().span().start, 1);
    }
}

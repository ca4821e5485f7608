use crate::parse::{parse, parse_host};
use crate::piece::Piece;
use crate::{Converter, RuleError, Span, encode_path_text, resolve};

/// A rule read, checked and split at its slashes.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The segments; `/` alone and a trailing slash are an empty last segment.
    pub segments: Vec<Segment>,
}

/// What stands between two slashes. No parts at all is the empty segment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Segment {
    /// Text and variables, in order. Two texts never follow each other.
    pub parts: Vec<Part>,
}

/// Text or a variable inside a segment.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Literal text, percent-encoded as [`encode_path_text`] does.
    Text(String),
    /// A variable.
    Variable(Variable),
}

/// A variable with its converter.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Where the name stands in the rule.
    pub span: Span,
    /// What it takes.
    pub converter: Converter,
}

/// The most bytes of literal text in one segment, percent-encoded: their number has to fit into a byte of the
/// table.
pub const LONGEST_TEXT: usize = 254;

impl Rule {
    /// Parses a path rule. `merge_slashes` makes `//` in the rule mean `/`; `is_custom` says which converter
    /// names beside the built-in ones are known.
    ///
    /// ```
    /// let rule = wz_rule::Rule::parse("/v<int:major>.<int:minor>/", true, |_| false).unwrap();
    /// assert_eq!(rule.segments.len(), 2);
    /// assert_eq!(rule.variables().map(|v| v.name.as_str()).collect::<Vec<_>>(), ["major", "minor"]);
    /// ```
    ///
    /// # Errors
    /// See [`parse`] and [`resolve`].
    pub fn parse(
        rule: &str,
        merge_slashes: bool,
        is_custom: impl Fn(&str) -> bool,
    ) -> Result<Rule, RuleError> {
        let mut segments = vec![Segment::default()];
        for piece in parse(rule)? {
            match piece {
                Piece::Text { text, span } => {
                    for (i, run) in text.split('/').enumerate() {
                        if i > 0 {
                            segments.push(Segment::default());
                        }
                        if let (false, Some(segment)) = (run.is_empty(), segments.last_mut()) {
                            let mut encoded = String::with_capacity(run.len());
                            encode_path_text(run, &mut encoded);
                            if encoded.len() > LONGEST_TEXT {
                                let message = format!(
                                    "the text between two slashes has at most {LONGEST_TEXT} bytes, percent-encoded"
                                );
                                return Err(RuleError::new(rule, span, message));
                            }
                            segment.parts.push(Part::Text(encoded));
                        }
                    }
                }
                Piece::Placeholder(placeholder) => {
                    let converter = resolve(rule, &placeholder, &is_custom)?;
                    let variable =
                        Variable { name: placeholder.name, span: placeholder.name_span, converter };
                    if let Some(segment) = segments.last_mut() {
                        segment.parts.push(Part::Variable(variable));
                    }
                }
            }
        }
        // What stands before the leading slash is no segment.
        segments.remove(0);
        if merge_slashes && segments.len() > 1 {
            let last = segments.pop();
            segments.retain(|segment| !segment.parts.is_empty());
            segments.extend(last);
        }
        Ok(Rule { segments })
    }

    /// Parses a host pattern: one segment, matched against the whole host.
    ///
    /// # Errors
    /// See [`parse_host`] and [`resolve`].
    pub fn parse_host(pattern: &str, is_custom: impl Fn(&str) -> bool) -> Result<Rule, RuleError> {
        let mut segment = Segment::default();
        for piece in parse_host(pattern)? {
            segment.parts.push(match piece {
                Piece::Text { text, .. } => Part::Text(text),
                Piece::Placeholder(placeholder) => {
                    let converter = resolve(pattern, &placeholder, &is_custom)?;
                    if let Converter::Any(choices) = &converter
                        && choices.iter().any(|choice| choice.bytes().any(|byte| byte.is_ascii_uppercase()))
                    {
                        let message = "hosts are compared in lower case: write these choices so";
                        return Err(RuleError::new(pattern, placeholder.converter_span, message));
                    }
                    Part::Variable(Variable {
                        name: placeholder.name,
                        span: placeholder.name_span,
                        converter,
                    })
                }
            });
        }
        Ok(Rule { segments: vec![segment] })
    }

    /// All variables in order.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.segments.iter().flat_map(|segment| &segment.parts).filter_map(|part| match part {
            Part::Variable(variable) => Some(variable),
            Part::Text(_) => None,
        })
    }

    /// Whether the rule ends with a slash (Werkzeug's *branch*; otherwise it is a *leaf*).
    pub fn is_branch(&self) -> bool {
        self.segments.last().is_some_and(|segment| segment.parts.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(rule: &str, merge: bool) -> String {
        let rule = Rule::parse(rule, merge, |name| name == "Hex").unwrap();
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Variable(v) => format!("<{}>", v.name),
        };
        let segment = |s: &Segment| s.parts.iter().map(part).collect::<String>();
        rule.segments.iter().map(segment).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn splits_and_encodes() {
        assert_eq!(shape("/", true), "");
        assert_eq!(shape("/a", true), "a");
        assert_eq!(shape("/a/", true), "a|");
        assert_eq!(shape("/a b/<x>-<y>.é/<path:p>/edit", true), "a%20b|<x>-<y>.%C3%A9|<p>|edit");
        assert_eq!(shape("//a//b//", true), "a|b|");
        assert_eq!(shape("//", true), "");
        assert_eq!(shape("/a//b", false), "a||b");
        assert_eq!(shape("/<Hex(1):c>", true), "<c>");
    }

    #[test]
    fn converters_are_checked() {
        let cases = [
            ("/<itn:id>", "unknown converter `itn`: did you mean `int`?"),
            (
                "/<int(mim=1):id>",
                "unknown argument `mim`; did you mean `min`?: `int` takes fixed_digits, min, max, signed",
            ),
            ("/<int(min=a):id>", "expected a whole number"),
            ("/<int(min=5, max=1):id>", "nothing is at least 5 and at most 1"),
            ("/<int(min=-5):id>", "negative values need `signed=True`"),
            ("/<int(1,2,3,True,5):id>", "`int` takes fixed_digits, min, max, signed"),
            ("/<int(min=1,min=2):id>", "`min` is given twice"),
            ("/<path(1):p>", "`path` takes no arguments"),
            ("/<any:p>", "`any` needs the texts to choose from, as in `any(draft, published)`"),
            ("/<any(a,a):p>", "`a` is listed twice"),
            ("/<any('a/b'):p>", "`any` stays inside one segment: a text with `/` can never match"),
            ("/<string(minlength=3,maxlength=2):p>", "nothing is at least 3 and at most 2 characters long"),
            ("/<float(signed=1):p>", "expected True or False"),
        ];
        for (rule, message) in cases {
            assert_eq!(Rule::parse(rule, true, |_| false).unwrap_err().message(), message);
        }
        assert!(Rule::parse("/<int(min=-5, signed=True):id>", true, |_| false).is_ok());
    }
}

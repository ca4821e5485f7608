//! Variables that are right but for a space or the order of their parts.

use crate::built_in::is_built_in;
use crate::piece::Placeholder;
use crate::unknown::built_in_behind;
use crate::{Span, arguments};

/// The message about `<x:int(min=1)>`: the converter comes first.
pub(crate) fn arguments_of_the_name(rule: &str, first: &Option<String>, name: Span) -> Option<String> {
    let (first, written) = (first.as_ref()?, &rule[name.start..name.end]);
    let converter = converter_of_type(written)?;
    let (_, end) = arguments::parse(rule, name.end).ok()?;
    let arguments = &rule[name.end..end];
    Some(format!("the converter comes first: write `<{converter}{arguments}:{first}>`"))
}

/// The message about a space at `at`, when the variable that opens at `open` is right without it, as `read` finds. A
/// space inside of a name is something else.
pub(crate) fn superfluous_space(
    rule: &str,
    open: usize,
    at: usize,
    read: impl Fn(&str) -> Option<Placeholder>,
) -> Option<String> {
    if !rule[at..].starts_with(' ') {
        return None;
    }
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if rule[..at].ends_with(is_word) && rule[at..].trim_start().starts_with(is_word) {
        return None;
    }
    let written = &rule[open..=open + rule[open..].find('>')?];
    // Spaces in arguments may mean something.
    if written.contains('(') {
        return Some("leave out the space".to_owned());
    }
    let tight = written.replace(' ', "");
    let placeholder = read(&tight)?;
    Some(match (placeholder.converter, converter_of_type(&placeholder.name)) {
        // As the parameter of a function is written.
        (Some(name), Some(converter)) if !is_built_in(&name) => {
            format!("the converter comes first, without a space: write `<{converter}:{name}>`")
        }
        _ => format!("leave out the space: write `{tight}`"),
    })
}

/// The converter that a type means. Other names of converters, such as `path` and `text`, are variables as often,
/// behind a converter of the user's.
fn converter_of_type(name: &str) -> Option<&str> {
    let is_type =
        matches!(name, "int" | "integer" | "float" | "double" | "str" | "string" | "any" | "usize" | "isize")
            || name.ends_with(|c: char| c.is_ascii_digit());
    built_in_behind(name).filter(|_| is_type)
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn spaces_that_are_too_many() {
        for rule in ["/<int: x>", "/< int:x>", "/<int:x >", "/<int :x>"] {
            let error = parse(rule).unwrap_err();
            assert_eq!(error.message(), "leave out the space: write `<int:x>`", "{rule}");
            assert_eq!(rule.as_bytes()[error.span().start], b' ');
        }
        assert!(!parse("/<a b>").unwrap_err().message().contains("leave out"));
    }

    #[test]
    fn converters_that_come_second() {
        let message = |rule: &str| parse(rule).unwrap_err().message().to_owned();
        assert_eq!(message("/<id: u32>"), "the converter comes first, without a space: write `<int:id>`");
        assert_eq!(message("/<id:int(min=1)>"), "the converter comes first: write `<int(min=1):id>`");
        assert_eq!(message("/<hex: path>"), "leave out the space: write `<hex:path>`");
        assert!(message("/<id:x(min=1)>").starts_with("`(` cannot be here"));
    }
}

//! Lists and dictionaries as Werkzeug reads and writes them; the iterators of [`syntax`](super::syntax) are what
//! they stand on.

use std::collections::HashMap;

use super::ext_value::ExtValue;
use super::syntax::{is_token, list, quoted_string, trim, unquote, write_value};

/// The elements of a list header, without the quotes around whole elements: Werkzeug's `parse_list_header`.
///
/// Empty elements are dropped. In an element that is quoted in part, quotes and escapes stay. A quote that is not
/// closed makes the whole list empty: nobody can say where its elements end.
///
/// ```
/// use wz::header::parse_list;
///
/// assert_eq!(parse_list(r#"token,, "quoted, value", a "b c""#), ["token", "quoted, value", r#"a "b c""#]);
/// assert!(parse_list(r#"a, "open"#).is_empty());
/// ```
pub fn parse_list(text: &str) -> Vec<String> {
    elements(text).map(|element| unquote(element).into_owned()).collect()
}

/// The elements, or none when a quote is open.
pub(super) fn elements(text: &str) -> impl Iterator<Item = &str> {
    list(if is_closed(text) { text } else { "" })
}

/// Whether every quote in the text is closed.
pub(super) fn is_closed(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte == b'"') {
        match quoted_string(&rest[at..]) {
            Some(quoted) => rest = quoted.rest,
            None => return false,
        }
    }
    true
}

/// Writes a list header: tokens as they are, other elements in quotes. Werkzeug's `dump_header` of a list.
///
/// A control character other than a tab becomes a space (RFC 9110 §5.5).
///
/// ```
/// assert_eq!(wz::header::dump_list(["a", "b c", ""]), r#"a, "b c", """#);
/// ```
pub fn dump_list<S: AsRef<str>>(elements: impl IntoIterator<Item = S>) -> String {
    let mut text = String::new();
    for element in elements {
        separate(&mut text);
        // A string takes everything.
        let _ = write_value(&mut text, element.as_ref());
    }
    text
}

/// The `name=value` pairs and bare names of a list header, in order: Werkzeug's `parse_dict_header`.
///
/// Names keep their case, and of a name that is repeated the last value counts, at the place of the first. `name*`
/// takes its value as RFC 8187 writes it (`UTF-8''%C3%A9`; ASCII, UTF-8 and ISO-8859-1). Elements without a name are
/// dropped, and so are those whose name has a `*` beside the mark.
///
/// ```
/// use wz::header::parse_dict;
///
/// let pairs = parse_dict(r#"a=b, c="d, e", f, g*=UTF-8''%C3%BC"#);
/// let some = |text: &str| Some(text.to_owned());
/// assert_eq!(pairs, [
///     ("a".into(), some("b")), ("c".into(), some("d, e")), ("f".into(), None), ("g".into(), some("ü")),
/// ]);
/// ```
pub fn parse_dict(text: &str) -> Vec<(String, Option<String>)> {
    let mut pairs: Vec<(String, Option<String>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for element in elements(text) {
        let element = unquote(element);
        let (name, value) = match element.split_once('=') {
            Some((name, value)) => (trim(name), Some(trim(value))),
            None => (trim(&element), None),
        };
        let (name, value) = match (value, name.strip_suffix('*')) {
            (Some(value), Some(name)) => (name, Some(ExtValue::read(value).unquoted().into_owned())),
            (value, _) => (name, value.map(|value| unquote(value).into_owned())),
        };
        // In RFC 8187 a name has no `*`, so the next writer would take it for a mark.
        if name.is_empty() || (value.is_some() && name.ends_with('*')) {
            continue;
        }
        match places.get(name) {
            Some(&place) => pairs[place].1 = value,
            None => {
                places.insert(name.to_owned(), pairs.len());
                pairs.push((name.to_owned(), value));
            }
        }
    }
    pairs
}

/// Writes `name=value` pairs and bare names as list header: Werkzeug's `dump_header` of a dictionary.
///
/// Values that are no tokens are quoted; a control character in them other than a tab becomes a space (RFC 9110 §5.5). A
/// pair whose name is no token is left out, because it could not be read back.
///
/// ```
/// assert_eq!(wz::header::dump_dict([("a", None), ("b", Some("c d"))]), r#"a, b="c d""#);
/// ```
pub fn dump_dict<N: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, Option<V>)>) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        let name = name.as_ref();
        if is_token(name) {
            separate(&mut text);
            text.push_str(name);
            if let Some(value) = value {
                text.push('=');
                let _ = write_value(&mut text, value.as_ref());
            }
        }
    }
    text
}

fn separate(text: &mut String) {
    if !text.is_empty() {
        text.push_str(", ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lists_as_werkzeug_does() {
        assert_eq!(parse_list(r#"a,"b,c""#), ["a", "b,c"]);
        assert_eq!(parse_list(r#"a "b c",d"#), [r#"a "b c""#, "d"]);
        assert_eq!(parse_list(r#""""#), [""]);
        assert_eq!(parse_list(r#""a"b,c"#), [r#""a"b"#, "c"]);
        for open in [r#""a"#, r#"a,"b\""#, r#"a"b"c""#, "\"\\"] {
            assert!(parse_list(open).is_empty(), "{open}");
        }
    }

    #[test]
    fn reads_pairs_as_werkzeug_does() {
        let read = |text: &str| {
            let show = |(name, value): (String, Option<String>)| match value {
                Some(value) => format!("{name}={value}"),
                None => name,
            };
            parse_dict(text).into_iter().map(show).collect::<Vec<_>>().join("|")
        };
        assert_eq!(read(r#"a=b, c="d, e", f"#), "a=b|c=d, e|f");
        assert_eq!(read("=b, a=, A=1,a=2"), "a=2|A=1");
        assert_eq!(read("a*=UTF-8''%c3%a9, b*=latin9''%a4, c*=iso-8859-1''%e9, d*=x"), "a=é|b=%a4|c=é|d=x");
        assert_eq!(read("*=x, **=x, a**=x, b*, c=d"), "b*|c=d");
    }

    #[test]
    fn leaves_out_names_that_break_out() {
        assert_eq!(dump_dict([("a\r\nb", Some("c")), ("", None), ("d", Some("é"))]), "d=\"é\"");
    }
}

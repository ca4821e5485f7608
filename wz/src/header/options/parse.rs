use std::borrow::Cow;

use super::Options;
use super::scan::parts;
use crate::header::ext_value::{Charset, ExtValue};
use crate::header::ordered::Ordered;
use crate::header::syntax::{cut, trim, unquote};
use crate::header::usual;

/// What has been read of one name.
#[derive(Debug)]
enum Value {
    /// `name=value`
    Plain(Cow<'static, str>),
    /// `name*=UTF-8''value`
    Extended(String),
    /// `name*0=value; name*1*=value`: what there is until now, and the charset of its first part.
    Continued(String, Option<Charset>),
}

/// The value before the first `;`, and the options after it.
pub(in crate::header) fn parse(text: &str) -> (&str, Options) {
    let (value, rest) = cut(text, b';').unwrap_or((text, ""));
    let value = trim(value);
    // Options of nothing are none.
    let rest = if value.is_empty() { "" } else { trim(rest) };
    if !rest.bytes().any(|byte| byte == b'*') {
        let mut values = Ordered::default();
        parts(rest).for_each(|(name, value)| values.set(usual::lower(name, usual::NAMES), plain(value)));
        return (value, Options::from_values(values));
    }
    let mut values = Ordered::default();
    for (name, value) in parts(rest) {
        let marked = Marked::of(name);
        // In RFC 8187 a name has no `*`, so the next writer would take it for a mark.
        if !marked.name.is_empty() && !marked.name.ends_with('*') {
            put(&mut values, &marked, value);
        }
    }
    let text = |value| match value {
        Value::Plain(text) => text,
        Value::Extended(text) | Value::Continued(text, _) => Cow::Owned(text),
    };
    (value, Options::from_values(values.map(text)))
}

fn put(values: &mut Ordered<Value>, marked: &Marked<'_>, text: &str) {
    let known = values.get_mut(marked.name);
    if marked.continued {
        let prior = match &known {
            Some(Value::Continued(_, charset)) => *charset,
            _ => None,
        };
        let (part, charset) = if marked.extended {
            let value = ExtValue::read(text, prior);
            (value.text, value.charset)
        } else {
            (plain(text), prior)
        };
        match known {
            Some(Value::Continued(whole, known)) => {
                whole.push_str(&part);
                *known = charset;
            }
            _ => set(values, marked.name, Value::Continued(part.into_owned(), charset)),
        }
    } else if marked.extended {
        let value = ExtValue::read(text, None);
        let readable = !matches!(value.charset, None | Some(Charset::Unknown));
        let text = value.text.into_owned();
        set(values, marked.name, if readable { Value::Extended(text) } else { Value::Plain(text.into()) });
    } else if !matches!(known, Some(Value::Extended(_))) {
        // The extended form is the one to take, wherever it stands (RFC 8187 §4.2, RFC 6266 §4.3).
        set(values, marked.name, Value::Plain(plain(text)));
    }
}

fn set(values: &mut Ordered<Value>, name: &str, value: Value) {
    values.set(usual::lower(name, usual::NAMES), value);
}

/// Without quotes; `%22` is how browsers escape a quote in a form.
fn plain(text: &str) -> Cow<'static, str> {
    let text = unquote(text);
    match text {
        text if text.bytes().any(|byte| byte == b'%') && text.contains("%22") => {
            Cow::Owned(text.replace("%22", "\""))
        }
        Cow::Borrowed(text) => usual::kept(text, usual::VALUES),
        Cow::Owned(text) => Cow::Owned(text),
    }
}

/// Whether a name has a mark at its end, and so is not read as it is.
pub(super) fn is_marked(name: &str) -> bool {
    Marked::of(name).name != name
}

/// A name without the marks at its end: `*` for an extended value, `*1` for a part of a continued one.
#[derive(Debug)]
struct Marked<'t> {
    name: &'t str,
    extended: bool,
    continued: bool,
}

impl Marked<'_> {
    fn of(name: &str) -> Marked<'_> {
        let (rest, extended) = match name.strip_suffix('*') {
            Some(rest) => (rest, true),
            None => (name, false),
        };
        let digits = rest.len() - rest.trim_end_matches(|last: char| last.is_ascii_digit()).len();
        match rest[..rest.len() - digits].strip_suffix('*') {
            Some(name) if digits > 0 => Marked { name, extended, continued: true },
            _ => Marked { name: rest, extended, continued: false },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        let (_, options) = parse(text);
        options.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    fn one(text: &str) -> Option<String> {
        parse(text).1.get("f").map(str::to_owned)
    }

    #[test]
    fn names_are_lower_case_and_the_last_counts() {
        assert_eq!(read("a; F=1; f=2; G=X"), [("f".into(), "2".into()), ("g".into(), "X".into())]);
        assert_eq!(parse(";a=b").1.len() + parse("").1.len() + parse("a").1.len(), 0);
        assert_eq!(parse(" TEXT/html ; a=b").0, "TEXT/html");
    }

    #[test]
    fn extended_values() {
        assert_eq!(one("a; f*=UTF-8''%e2%82%ac").as_deref(), Some("€"));
        assert_eq!(one("a; f*=UTF-8''%e2%82%ac; f=euro").as_deref(), Some("€"));
        assert_eq!(one("a; f=euro; f*=UTF-8''%e2%82%ac").as_deref(), Some("€"));
        assert_eq!(one("a; f*=latin9''%a4; f=euro").as_deref(), Some("euro"));
        assert_eq!(one("a; f**=UTF-8''x"), None);
        assert_eq!(one("a; f=\"x%22y\"").as_deref(), Some("x\"y"));
    }

    #[test]
    fn continued_values() {
        assert_eq!(one("a; f*0*=UTF-8''%c3%a9; f*1=x; f*2*=%20y").as_deref(), Some("éx y"));
        assert_eq!(one("a; f=1; f*0=2").as_deref(), Some("2"));
        assert_eq!(one("a; f*0=2; f=1").as_deref(), Some("1"));
        assert_eq!(one("a; f*1=b; f*0=a").as_deref(), Some("ba"));
        assert_eq!(one("a; f*0*=latin9''%a4; f*1*=%20").as_deref(), Some("%a4%20"));
    }

    #[test]
    fn a_name_that_looks_continued_reads_back() {
        for text in ["a; f*0*0=x", "a; f*0*0*=UTF-8''%c3%a9", "a; f*1*2=\"x y\"; f=z"] {
            let (_, options) = parse(text);
            assert_eq!(parse(&format!("a; {options}")).1, options, "{text}");
        }
    }

    #[test]
    fn many_names_and_changes_of_mind() {
        let names: String =
            (0..20_000).map(|number| format!(";n{number}=x;n{number}*0=y;n{number}=z")).collect();
        assert_eq!(parse(&format!("a{names}")).1.len(), 20_000);
        assert_eq!(parse(&format!("a{}", ";f*1=x".repeat(100_000))).1.get("f").map(str::len), Some(100_000));
    }
}

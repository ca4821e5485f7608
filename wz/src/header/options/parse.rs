use super::Options;
use super::found::Found;
use super::mark::Marked;
use super::quoting::Quoting;
use super::scan::parts;
use crate::header::ordered::Ordered;
use crate::header::syntax::{cut, trim};
use crate::header::usual;

/// The value before the first `;`, and the options after it.
pub(in crate::header) fn parse(text: &str) -> (&str, Options) {
    parse_with(text, |_| Quoting::Header)
}

/// The same, with what counts as quoting in the options of a value.
pub(in crate::header) fn parse_with(text: &str, quoting: impl FnOnce(&str) -> Quoting) -> (&str, Options) {
    let (value, rest) = cut(text, b';').unwrap_or((text, ""));
    let value = trim(value);
    // Options of nothing are none.
    let rest = if value.is_empty() { "" } else { trim(rest) };
    if rest.is_empty() {
        return (value, Options::new());
    }
    let quoting = quoting(value);
    let parts = parts(rest, quoting);
    if !rest.bytes().any(|byte| byte == b'*') {
        let mut values = Ordered::default();
        parts.for_each(|(name, text)| values.set(usual::lower(name, usual::NAMES), quoting.value(text)));
        return (value, Options::from_values(values));
    }
    let mut values = Ordered::<Found<'_>>::default();
    for (name, text) in parts {
        let marked = Marked::of(name);
        // In RFC 8187 a name has no `*`, so the next writer would take it for a mark.
        if !marked.name.is_empty() && !marked.name.ends_with('*') {
            values.entry(usual::lower(marked.name, usual::NAMES)).add(&marked, text);
        }
    }
    (value, Options::from_values(values.filter_map(|found| found.value(quoting))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        let (_, options) = parse(text);
        options.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    #[test]
    fn names_are_lower_case_and_the_last_counts() {
        assert_eq!(read("a; F=1; f=2; G=X"), [("f".into(), "2".into()), ("g".into(), "X".into())]);
        assert_eq!(parse(";a=b").1.len() + parse("").1.len() + parse("a").1.len(), 0);
        assert_eq!(parse(" TEXT/html ; a=b").0, "TEXT/html");
        assert_eq!(read("a; f=\"x%22y\""), [("f".into(), "x\"y".into())]);
        assert_eq!(read("a; f=1; g*1=2; h*=UTF-8''3"), [("f".into(), "1".into()), ("h".into(), "3".into())]);
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
        assert_eq!(parse(&format!("a{}", ";f*1=x".repeat(100_000))).1.len(), 0);
    }
}

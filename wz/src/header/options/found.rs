use std::borrow::Cow;

use super::mark::Marked;
use super::quoting::Quoting;
use crate::header::ext_value::{Decoder, ExtValue, charset_of};

/// All that has been read of one name.
#[derive(Debug, Default)]
pub(super) struct Found<'t> {
    /// `name=value`, as it is written.
    plain: Option<&'t str>,
    /// `name*=UTF-8''value`
    extended: Option<ExtValue<'t>>,
    /// `name*0=value; name*1*=value`, in the order of the text.
    sections: Vec<Section<'t>>,
    /// Whether a section stands after the plain value.
    continued: bool,
}

/// A part of a value (RFC 2231 §3).
#[derive(Debug)]
struct Section<'t> {
    number: usize,
    extended: bool,
    text: &'t str,
}

impl<'t> Found<'t> {
    pub(super) fn add(&mut self, marked: &Marked<'_>, text: &'t str) {
        let Marked { extended, section, .. } = *marked;
        if let Some(digits) = section {
            // A zero in front is not in the grammar, and what is too large is behind a gap.
            let number = if digits.len() > 1 && digits.starts_with('0') { None } else { digits.parse().ok() };
            self.continued = true;
            self.sections.extend(number.map(|number| Section { number, extended, text }));
        } else if extended {
            let value = ExtValue::read(text);
            if value.decoded || !self.extended.as_ref().is_some_and(|known| known.decoded) {
                self.extended = Some(value);
            }
        } else {
            self.plain = Some(text);
            self.continued = false;
        }
    }

    /// The value that counts: the extended form, wherever it stands (RFC 8187 §4.2, RFC 6266 §4.3), unless it cannot be
    /// decoded and there is a plain one.
    pub(super) fn value(self, quoting: Quoting) -> Option<Cow<'static, str>> {
        let (joined, continued) = match join(&self.sections, quoting) {
            Some(Joined::Extended(value)) => (Some(value), None),
            Some(Joined::Plain(text)) => (None, Some(Cow::Owned(text))),
            None => (None, None),
        };
        let plain = self.plain.map(|text| quoting.value(text));
        let plain = if self.continued { continued.or(plain) } else { plain.or(continued) };
        // A name with sections is not in the grammar of HTTP, so the other one goes first.
        let all = [self.extended, joined];
        let extended = |decoded| {
            let value = all.iter().flatten().find(|value| value.decoded == decoded);
            value.map(|value| Cow::Owned(value.text.to_string()))
        };
        extended(true).or(plain).or_else(|| extended(false))
    }
}

/// What some sections are together.
enum Joined {
    Plain(String),
    /// The first one is extended.
    Extended(ExtValue<'static>),
}

/// The sections from 0 on, up to a gap. They are sorted by their place in the array and not compared, so it takes linear
/// time; of a number that stands twice the last counts.
fn join(sections: &[Section<'_>], quoting: Quoting) -> Option<Joined> {
    let mut places = vec![None; sections.len()];
    for section in sections {
        if let Some(place) = places.get_mut(section.number) {
            *place = Some(section);
        }
    }
    let mut sections = places.into_iter().map_while(|place| place);
    let first = sections.next()?;
    // Only the first has a charset, and that is the one of all (RFC 2231 §4.1).
    let (charset, text) = if first.extended { charset_of(first.text) } else { (None, first.text) };
    let mut decoder = Decoder::new(charset);
    let mut add =
        |extended, text| if extended { decoder.encoded(text) } else { decoder.plain(&quoting.value(text)) };
    add(first.extended, text);
    sections.for_each(|section| add(section.extended, section.text));
    let value = decoder.finish();
    Some(if first.extended { Joined::Extended(value) } else { Joined::Plain(value.text.into_owned()) })
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn one(text: &str) -> Option<String> {
        parse(&format!("a; {text}")).1.get("f").map(str::to_owned)
    }

    #[test]
    fn extended_values() {
        for (text, value) in [
            ("f*=UTF-8''%e2%82%ac", "€"),
            ("f*=UTF-8''%e2%82%ac; f=euro", "€"),
            ("f=euro; f*=UTF-8''%e2%82%ac", "€"),
            ("f* = UTF-8''%e2%82%ac; f = euro", "€"),
            ("f*=UTF-8''; f=euro", ""),
        ] {
            assert_eq!(one(text).as_deref(), Some(value), "{text}");
        }
        assert_eq!(one("f**=UTF-8''x"), None);
        assert_eq!(one("f *=UTF-8''x"), None);
    }

    #[test]
    fn what_cannot_be_decoded_does_not_beat_another_one() {
        for broken in [
            "f*=UTF-8''%ff",
            "f*=latin9''%a4",
            "f*=ascii''%e9",
            "f*=x",
            "f*=''x",
            "f*=UTF-8''50%",
            "f*=\"UTF-8''x\"",
            "f*0*=UTF-8''%e2%82",
            "f*0*=latin9''x; f*1=y",
            "f*0*=UTF-8''%e2%82; f*2*=%ac",
        ] {
            assert_eq!(one(&format!("f=euro; {broken}")).as_deref(), Some("euro"), "{broken}");
            assert_eq!(one(&format!("{broken}; f=euro")).as_deref(), Some("euro"), "{broken}");
            assert_eq!(
                one(&format!("f*=UTF-8''good; {broken}; f=euro")).as_deref(),
                Some("good"),
                "{broken}"
            );
            assert!(one(broken).is_some(), "{broken}");
        }
        assert_eq!(one("f*=UTF-8''%ff").as_deref(), Some("\u{fffd}"));
        assert_eq!(one("f*=latin9''%a4").as_deref(), Some("%a4"));
    }

    #[test]
    fn sections_are_joined_by_their_numbers() {
        for (text, value) in [
            ("f*1=b; f*0=a", Some("ab")),
            ("f*0=\"a b\"; f*1=\" c\"", Some("a b c")),
            ("f*0=a; f*2=c", Some("a")),
            ("f*0=a; f*01=b", Some("a")),
            ("f*00=a", None),
            ("f*1=b; f*2=c", None),
            ("f*1=b; f=c", Some("c")),
            ("f*0=a; f*1=b; f*0=c", Some("cb")),
            ("f*0=a; f*99999999999999999999=b; f*18446744073709551615=c", Some("a")),
            ("f=1; f*0=2", Some("2")),
            ("f*0=2; f=1", Some("1")),
            ("f*0=2; f=1; f*1=3", Some("23")),
        ] {
            assert_eq!(one(text).as_deref(), value, "{text}");
        }
        let ten: String = (0..12).rev().map(|number| format!("f*{number}={number},;")).collect();
        assert_eq!(one(&ten).as_deref(), Some("01234567891011"));
    }

    #[test]
    fn bytes_of_sections_are_joined_before_they_are_decoded() {
        for (text, value) in [
            ("f*0*=UTF-8''%c3%a9; f*1=x; f*2*=%20y", "éx y"),
            ("f*0*=utf-8''%e2%82; f*1*=%ac", "€"),
            ("f*1*=%ac; f*0*=utf-8''%e2%82", "€"),
            ("f*0*=utf-8''; f*1*=%e2%82%ac", "€"),
            ("f*0*=utf-8''; f*1=\"a%41\"", "a%41"),
            ("f*0*=utf-8''%e2%82; f=euro; f*1*=%ac", "€"),
            ("f*0*=utf-8''%e2%82; f*1*=%ac; f=euro", "€"),
            ("f*0*=iso-8859-1''%e9; f*1*=%e9", "éé"),
            ("f*0*=iso-8859-1''x; f*=UTF-8''y", "y"),
            ("f*=UTF-8''y; f*0=x", "y"),
            ("f*0*=latin9''%a4; f*1*=%20", "%a4%20"),
            ("f*0=x; f*1*=%20y", "x%20y"),
            ("f*0*=utf-8'en'a; f*1*='b'c", "a'b'c"),
        ] {
            assert_eq!(one(text).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn many_sections() {
        let sections: String = (0..100_000).rev().map(|number| format!(";f*{number}*=%41")).collect();
        assert_eq!(parse(&format!("a{sections}")).1.get("f").map(str::len), Some(300_000));
        let same = ";f*0*=utf-8''x".repeat(100_000);
        assert_eq!(parse(&format!("a{same}")).1.get("f"), Some("x"));
    }
}

use std::borrow::Cow;

use crate::percent::{ALPHANUMERIC, decoded, escaped, push_encoded_as, push_escape, with};

/// The names and values of a query, in order; a name as often as it is there.
///
/// As the URL standard and Werkzeug read them: `&` separates (`;` does not), the first `=` ends the name, `+` is a space,
/// an empty value is a value. Bytes that are no UTF-8 stay as `%XX`, so that nothing fails and nothing is lost; where
/// that ought to be an error, take [`form::urlencoded::pairs`](crate::form::urlencoded::pairs).
///
/// ```
/// use wz::url::query_pairs;
///
/// let pairs: Vec<_> = query_pairs("tag=a+b&tag=%C3%BC&x&bad=%ff").collect();
/// let expected = [("tag", "a b"), ("tag", "ü"), ("x", ""), ("bad", "%FF")];
/// assert!(pairs.iter().map(|(name, value)| (&**name, &**value)).eq(expected));
/// ```
#[must_use]
pub fn query_pairs(query: &str) -> QueryPairs<'_> {
    QueryPairs { rest: query }
}

/// Names and values in the order of a query; see [`query_pairs`].
///
/// ```
/// use wz::url::{QueryPairs, query_pairs};
///
/// let pairs: QueryPairs<'_> = query_pairs("page=2&q=a&page=3");
/// let pages: Vec<_> = pairs.filter(|(name, _)| name == "page").map(|(_, value)| value).collect();
/// assert_eq!(pages, ["2", "3"]);
/// ```
#[derive(Debug, Clone)]
pub struct QueryPairs<'q> {
    rest: &'q str,
}

impl<'q> Iterator for QueryPairs<'q> {
    type Item = (Cow<'q, str>, Cow<'q, str>);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, value) = next_pair(&mut self.rest)?;
        Some((lossless(name), lossless(value)))
    }
}

fn lossless(text: &str) -> Cow<'_, str> {
    let Some(bytes) = decoded(text, true) else { return Cow::Borrowed(text) };
    String::from_utf8(bytes).map_or_else(
        |error| {
            let mut text = String::new();
            for chunk in error.as_bytes().utf8_chunks() {
                text.push_str(chunk.valid());
                chunk.invalid().iter().for_each(|byte| push_escape(*byte, &mut text));
            }
            Cow::Owned(text)
        },
        Cow::Owned,
    )
}

/// A query of names and values, in order.
///
/// A space is `+`, and `!$'()*,/:;?@` stand for themselves, as in Werkzeug.
///
/// ```
/// use wz::url::{encode_query, query_pairs};
///
/// let query = encode_query([("q", "a b&c"), ("tag", "x"), ("tag", "ü/y")]);
/// assert_eq!(query, "q=a+b%26c&tag=x&tag=%C3%BC/y");
/// assert_eq!(encode_query(query_pairs(&query)), query);
/// ```
#[must_use]
pub fn encode_query<N: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, V)>) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        push_form_encoded(name.as_ref(), &mut query);
        query.push('=');
        push_form_encoded(value.as_ref(), &mut query);
    }
    query
}

/// Takes the next pair off a query or form, as it stands there.
pub(crate) fn next_pair<'t>(rest: &mut &'t str) -> Option<(&'t str, &'t str)> {
    while !rest.is_empty() {
        let text: &'t str = rest;
        let end = memchr::memchr(b'&', text.as_bytes()).unwrap_or(text.len());
        *rest = text.get(end + 1..).unwrap_or_default();
        if end > 0 {
            let pair = &text[..end];
            let name = pair.bytes().position(|byte| byte == b'=').unwrap_or(end);
            return Some((&pair[..name], pair.get(name + 1..).unwrap_or_default()));
        }
    }
    None
}

/// Appends form-encoded text: a space is `+`, and unreserved characters and `!$'()*,/:;?@` are themselves.
pub(crate) fn push_form_encoded(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let encoded = |byte| if byte == b' ' { "+" } else { escaped(byte) };
    push_encoded_as(text, |at| IN_FORM[usize::from(bytes[at])], encoded, out);
}

/// What stands for itself in a form.
const IN_FORM: [bool; 256] = with(ALPHANUMERIC, b"-._~!$'()*,/:;?@");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_and_back() {
        let read = |query: &str| query_pairs(query).map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>();
        assert_eq!(read("a;b=1;2&&=x&c=d=e&"), ["a;b=1;2", "=x", "c=d=e"]);
        assert_eq!(read("%61+b=%C3%bc%&x=%zz%4"), ["a b=ü%", "x=%zz%4"]);
        assert_eq!(read("%e2%28%a1=%fF+"), ["%E2(%A1=%FF "]);
        assert!(read("&&&").is_empty());
        assert_eq!(encode_query([("", ""), ("a", "~%é\n")]), "=&a=~%25%C3%A9%0A");
    }
}

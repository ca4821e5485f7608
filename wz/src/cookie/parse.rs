use std::borrow::Cow;
use std::iter::FusedIterator;

use http::HeaderMap;
use http::header::COOKIE;

use super::value::unquote_bytes;

/// Names and values of a `Cookie` header, in order; see [`parse`].
///
/// ```
/// use wz::cookie::{Cookies, parse};
///
/// let cookies: Cookies<'_> = parse("a=1; b=2; a=3");
/// assert_eq!(cookies.clone().filter(|(name, _)| name == "a").count(), 2);
/// let found = cookies.into_iter().find(|(name, _)| name == "b");
/// assert_eq!(found.map(|(_, value)| value.into_owned()).as_deref(), Some("2"));
/// ```
#[derive(Debug, Clone)]
pub struct Cookies<'h> {
    rest: &'h [u8],
}

/// The cookies in the text of a `Cookie` header: Werkzeug's `parse_cookie`.
///
/// Lazy, in one pass, and lenient:
///
/// - a name that stands several times is given each time; the first one counts, as it has the longest path
///   (RFC 6265 §5.4);
/// - a bare name has an empty value; a value without name is left out, so it cannot pose as a cookie with a prefix;
/// - spaces and tabs around names and values are ignored; whatever cannot be read is skipped up to the next `;`;
/// - a value in quotes may contain `;`, and loses quotes and escapes as [`unquote`](super::unquote) says; names are
///   as they are sent, and never decoded;
/// - bytes that are not UTF-8 become U+FFFD.
///
/// There is no limit but that of the header: nothing is stored, and no input takes more than linear time.
///
/// ```
/// let cookies = wz::cookie::parse("a=b; c=\"d; \\\"e\\\"\"; =x; f");
/// assert!(cookies.eq([("a".into(), "b".into()), ("c".into(), "d; \"e\"".into()), ("f".into(), "".into())]));
/// ```
pub fn parse<T: AsRef<[u8]> + ?Sized>(header: &T) -> Cookies<'_> {
    Cookies { rest: header.as_ref() }
}

/// The cookies of all `Cookie` lines of a request, in order. HTTP/2 lets clients send several (RFC 9113 §8.2.3).
///
/// ```
/// use wz::http::HeaderMap;
///
/// let mut headers = HeaderMap::new();
/// headers.append("cookie", "a=1; b=2".parse().unwrap());
/// headers.append("cookie", "c=3".parse().unwrap());
/// let names: Vec<_> = wz::cookie::all(&headers).map(|(name, _)| name).collect();
/// assert_eq!(names, ["a", "b", "c"]);
/// ```
pub fn all(headers: &HeaderMap) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    headers.get_all(COOKIE).into_iter().flat_map(|line| parse(line.as_bytes()))
}

/// The value of the first cookie called `name`; names are case-sensitive.
///
/// ```
/// use wz::http::HeaderMap;
///
/// let mut headers = HeaderMap::new();
/// headers.insert("cookie", "a=1; b=2; a=3".parse().unwrap());
/// assert_eq!(wz::cookie::get(&headers, "a").as_deref(), Some("1"));
/// assert_eq!(wz::cookie::get(&headers, "A"), None);
/// ```
pub fn get<'h>(headers: &'h HeaderMap, name: &str) -> Option<Cow<'h, str>> {
    let lines = headers.get_all(COOKIE).into_iter();
    let mut pairs = lines.flat_map(|line| Raw { rest: line.as_bytes() });
    // Only the value that is asked for is decoded.
    pairs.find(|(found, _)| *found == name.as_bytes()).map(|(_, value)| unquote_bytes(value))
}

impl<'h> Iterator for Cookies<'h> {
    type Item = (Cow<'h, str>, Cow<'h, str>);

    fn next(&mut self) -> Option<Self::Item> {
        let mut raw = Raw { rest: self.rest };
        let (name, value) = raw.next()?;
        self.rest = raw.rest;
        Some((String::from_utf8_lossy(name), unquote_bytes(value)))
    }
}

impl FusedIterator for Cookies<'_> {}

/// Name and value as they stand there.
type Pair<'h> = (&'h [u8], &'h [u8]);

/// The pairs as they stand there.
struct Raw<'h> {
    rest: &'h [u8],
}

impl<'h> Iterator for Raw<'h> {
    type Item = Pair<'h>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let text = self.rest;
            if let Some((pair, end)) = pair(text) {
                self.rest = text.get(end + 1..).unwrap_or_default();
                return Some(pair);
            }
            let next = text.iter().position(|&byte| byte == b';').map_or(text.len(), |at| at + 1);
            self.rest = &text[next..];
        }
        None
    }
}

/// A pair at the start of the text, and where the `;` or the end after it is.
fn pair(text: &[u8]) -> Option<(Pair<'_>, usize)> {
    let start = skip_space(text, 0);
    let end = until(text, start, |byte| matches!(byte, b' ' | b'\t' | b'=' | b'"' | b';'));
    let name = text.get(start..end).filter(|name| !name.is_empty())?;
    let at = skip_space(text, end);
    if text.get(at) != Some(&b'=') {
        return is_end(text, at).then_some(((name, &[][..]), at));
    }
    let start = skip_space(text, at + 1);
    let end = match text.get(start) {
        Some(b'"') => closing_quote(text, start)? + 1,
        _ => until(text, start, |byte| matches!(byte, b' ' | b'\t' | b'"' | b';')),
    };
    let at = skip_space(text, end);
    is_end(text, at).then_some(((name, &text[start..end]), at))
}

fn skip_space(text: &[u8], from: usize) -> usize {
    until(text, from, |byte| !matches!(byte, b' ' | b'\t'))
}

fn until(text: &[u8], from: usize, stop: impl Fn(u8) -> bool) -> usize {
    text[from..].iter().position(|&byte| stop(byte)).map_or(text.len(), |at| from + at)
}

fn is_end(text: &[u8], at: usize) -> bool {
    text.get(at).is_none_or(|&byte| byte == b';')
}

/// Where the quote that is opened at `open` is closed.
///
/// Linear over a whole header although a pair that fails is read again from its next `;`: the quote that opens
/// another value follows a `=` or a space, so it closes this one.
fn closing_quote(text: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        match text.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

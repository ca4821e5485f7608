use std::str::FromStr;
use std::time::Duration;

use http::header::SET_COOKIE;

use super::name::Prefix;
use super::set_cookie::Attributes;
use super::{SetCookie, date};
use crate::header::syntax::trim;
use crate::header::{HeaderError, read_seconds};

/// Name and value of a cookie may have so many bytes together (6265bis §5.6).
const LONGEST_PAIR: usize = 4096;
/// The value of an attribute may have so many bytes; a longer one is ignored.
const LONGEST_ATTRIBUTE: usize = 1024;

impl FromStr for SetCookie {
    type Err = HeaderError;

    /// Reads a `Set-Cookie` header as browsers do (6265bis §5.6): unknown attributes and those with a wrong value are
    /// ignored, of those that stand twice the last one counts, and a header without `=` is a value without name.
    ///
    /// # Errors
    /// A control character other than a tab, neither name nor value, more than 4096 bytes of both, or a value without
    /// name that looks like a name with a prefix.
    fn from_str(text: &str) -> Result<SetCookie, HeaderError> {
        let refused = |error: HeaderError, found: &str| Err(error.found(found).of(SET_COOKIE));
        if let Some(at) = text.bytes().position(|byte| byte.is_ascii_control() && byte != b'\t') {
            return refused(HeaderError::syntax("no control character").at(at), text);
        }
        let mut parts = text.split(';');
        let pair = parts.next().unwrap_or(text);
        let (name, value) = pair.split_once('=').unwrap_or(("", pair));
        let (name, value) = (trim(name), trim(value));
        if name.is_empty() && (value.is_empty() || Prefix::of(value).is_some()) {
            return refused(HeaderError::syntax("a cookie like `name=value`").at(0), text);
        }
        if name.len() + value.len() > LONGEST_PAIR {
            return refused(HeaderError::limit("at most 4096 bytes of name and value"), text);
        }
        let mut attributes = Attributes::default();
        for part in parts {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            if value.len() <= LONGEST_ATTRIBUTE {
                set(&mut attributes, trim(name), trim(value));
            }
        }
        Ok(SetCookie { name: name.to_owned(), written: value.to_owned(), attributes })
    }
}

fn set(attributes: &mut Attributes, name: &str, value: &str) {
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    if is("Expires") {
        // A date that cannot be read leaves what there was (RFC 6265 §5.2.1).
        attributes.expires = date::read(value).or(attributes.expires);
    } else if is("Max-Age") {
        attributes.max_age = max_age(value).or(attributes.max_age);
    } else if is("Domain") {
        let domain = trim(value.strip_prefix('.').unwrap_or(value));
        attributes.domain = (!domain.is_empty()).then(|| domain.to_ascii_lowercase());
    } else if is("Path") {
        attributes.path = match value {
            "/" => Some("/".into()),
            value => value.starts_with('/').then(|| value.to_owned().into()),
        };
    } else if is("Secure") {
        attributes.secure = true;
    } else if is("HttpOnly") {
        attributes.http_only = true;
    } else if is("SameSite") {
        attributes.same_site = value.parse().ok();
    } else if is("Partitioned") {
        attributes.partitioned = true;
    }
}

/// Whole seconds; what is negative has passed, and what is too large never does.
fn max_age(value: &str) -> Option<Duration> {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let seconds = read_seconds(digits)?;
    Some(Duration::from_secs(if digits.len() < value.len() { 0 } else { seconds }))
}

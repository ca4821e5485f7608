//! `Forwarded` (RFC 7239).

mod element;
mod node;

use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::FORWARDED;

pub use element::ForwardedElement;
pub use node::{Node, NodeName, NodePort, Obfuscated};

use super::syntax::list;
use super::{Header, HeaderError, Lines};

/// `Forwarded`: what each proxy says of the request that it got (RFC 7239).
///
/// Only what your own proxies have added, at the right, can be trusted; see [`trusted`](Forwarded::trusted). Reading is
/// strict, since a part that is read otherwise than a proxy has written it could be the client's.
///
/// ```
/// use wz::header::{Forwarded, HeaderMapExt};
/// use wz::http::HeaderMap;
///
/// let mut headers = HeaderMap::new();
/// headers.append("forwarded", "for=6.6.6.6".parse().unwrap());
/// headers.append("forwarded", r#"for="[2001:db8::7]:4711";proto=https;host=example.com"#.parse().unwrap());
///
/// let forwarded: Forwarded = headers.typed()?.unwrap();
/// let element = forwarded.trusted(1).unwrap();
/// assert_eq!(element.client().unwrap().address(), Some("2001:db8::7".parse().unwrap()));
/// assert_eq!((element.proto(), element.host()), (Some("https"), Some("example.com")));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forwarded(pub Vec<ForwardedElement>);

impl Forwarded {
    /// What the outermost of `proxies` proxies that you run has seen: the element so many places from the right, 1
    /// for the last one. `None` when there are fewer, or for 0: then nothing here can be trusted.
    ///
    /// ```
    /// use wz::header::Forwarded;
    ///
    /// let forwarded: Forwarded = "for=6.6.6.6, for=203.0.113.7, for=10.0.0.1".parse()?;
    /// assert_eq!(forwarded.trusted(2).unwrap().to_string(), "for=203.0.113.7");
    /// assert!(forwarded.trusted(0).is_none() && forwarded.trusted(4).is_none());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn trusted(&self, proxies: usize) -> Option<&ForwardedElement> {
        self.0.get(self.0.len().checked_sub(proxies)?)
    }
}

impl FromStr for Forwarded {
    type Err = HeaderError;

    /// # Errors
    /// An element has something other than `name=value`, a name twice, or a `for` or `by` that names no node.
    fn from_str(text: &str) -> Result<Forwarded, HeaderError> {
        let elements: Result<_, HeaderError> = list(text).map(str::parse).collect();
        elements.map(Forwarded).map_err(|error| error.of(FORWARDED))
    }
}

impl fmt::Display for Forwarded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, element) in self.0.iter().enumerate() {
            // One that says nothing keeps its place, for the places are counted.
            let nothing = if *element == ForwardedElement::new() { ";" } else { "" };
            write!(f, "{}{element}{nothing}", if at > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl Header for Forwarded {
    const NAME: HeaderName = FORWARDED;
    const LINES: Lines = Lines::Joined;
}

#[cfg(test)]
mod tests;

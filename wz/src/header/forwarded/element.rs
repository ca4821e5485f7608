use std::fmt;
use std::str::FromStr;

use super::Node;
use crate::header::HeaderError;
use crate::header::syntax::{is_token, quoted_string, split, trim, write_parameter};

/// What one proxy says (RFC 7239 §4).
///
/// ```
/// use wz::header::ForwardedElement;
///
/// let element = ForwardedElement::new()
///     .for_node("203.0.113.7".parse()?)
///     .with("proto", "https")?
///     .with("host", "example.com:8080")?;
/// assert_eq!(element.to_string(), r#"for=203.0.113.7;proto=https;host="example.com:8080""#);
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForwardedElement {
    client: Option<Node>,
    by: Option<Node>,
    /// The others, names in lower case.
    others: Vec<(String, String)>,
}

impl ForwardedElement {
    /// Nothing said, which is written as an empty element.
    ///
    /// ```
    /// use wz::header::ForwardedElement;
    ///
    /// let element = ForwardedElement::new();
    /// assert!(element.client().is_none() && element.to_string().is_empty());
    /// ```
    pub fn new() -> ForwardedElement {
        ForwardedElement::default()
    }

    /// `for`: who sent the request to the proxy.
    ///
    /// ```
    /// use wz::header::ForwardedElement;
    ///
    /// let element: ForwardedElement = "for=203.0.113.7;proto=https".parse()?;
    /// assert_eq!(element.client().unwrap().address(), Some([203, 0, 113, 7].into()));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn client(&self) -> Option<&Node> {
        self.client.as_ref()
    }

    /// `by`: where the request came in at the proxy.
    ///
    /// ```
    /// use wz::header::ForwardedElement;
    ///
    /// let element: ForwardedElement = r#"by="[2001:db8::1]:443""#.parse()?;
    /// assert_eq!(element.by().unwrap().to_string(), "[2001:db8::1]:443");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn by(&self) -> Option<&Node> {
        self.by.as_ref()
    }

    /// `host`: the `Host` of the request. It still has to be checked.
    ///
    /// ```
    /// use wz::header::ForwardedElement;
    ///
    /// assert_eq!(r#"Host="a.example:80""#.parse::<ForwardedElement>()?.host(), Some("a.example:80"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn host(&self) -> Option<&str> {
        self.get("host")
    }

    /// `proto`: the scheme of the request, as it is written.
    ///
    /// ```
    /// use wz::header::ForwardedElement;
    ///
    /// assert_eq!("for=_a;proto=https".parse::<ForwardedElement>()?.proto(), Some("https"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn proto(&self) -> Option<&str> {
        self.get("proto")
    }

    /// A parameter other than `for` and `by`, without regard to the case of its name.
    ///
    /// ```
    /// use wz::header::ForwardedElement;
    ///
    /// let element: ForwardedElement = "for=_a;secret=x".parse()?;
    /// assert_eq!((element.get("Secret"), element.get("for")), (Some("x"), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.others.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Sets `for`.
    ///
    /// ```
    /// use std::net::IpAddr;
    /// use wz::header::ForwardedElement;
    ///
    /// let client: IpAddr = "2001:db8::7".parse().unwrap();
    /// assert_eq!(ForwardedElement::new().for_node(client.into()).to_string(), r#"for="[2001:db8::7]""#);
    /// ```
    #[must_use]
    pub fn for_node(self, node: Node) -> ForwardedElement {
        ForwardedElement { client: Some(node), ..self }
    }

    /// Sets `by`.
    ///
    /// ```
    /// use wz::header::ForwardedElement;
    ///
    /// assert_eq!(ForwardedElement::new().by_node("_proxy:80".parse()?).to_string(), r#"by="_proxy:80""#);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn by_node(self, node: Node) -> ForwardedElement {
        ForwardedElement { by: Some(node), ..self }
    }

    /// Adds a parameter, of any name.
    ///
    /// ```
    /// use wz::header::ForwardedElement;
    ///
    /// let element = ForwardedElement::new().with("for", "unknown")?.with("Proto", "http")?;
    /// assert_eq!(element.to_string(), "for=unknown;proto=http");
    /// assert!(element.clone().with("proto", "https").is_err() && element.with("by", "not a node").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The name is no token or is there already, the value has a control character, or it names no node as `for` and
    /// `by` want it.
    pub fn with(mut self, name: &str, value: &str) -> Result<ForwardedElement, HeaderError> {
        let name = name.to_ascii_lowercase();
        let twice = match name.as_str() {
            "for" => self.client.replace(value.parse()?).is_some(),
            "by" => self.by.replace(value.parse()?).is_some(),
            _ if !is_token(&name) => {
                return Err(HeaderError::unwritable("a token as name of a parameter").found(&name));
            }
            _ if value.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') => {
                return Err(HeaderError::unwritable("a value without control characters").found(value));
            }
            _ => {
                let twice = self.get(&name).is_some();
                self.others.push((name.clone(), value.to_owned()));
                twice
            }
        };
        if twice { Err(HeaderError::syntax("each parameter once").found(&name)) } else { Ok(self) }
    }
}

/// So many parameters an element may have, where the RFC knows four; each is compared with those before it.
const MOST: usize = 32;

impl FromStr for ForwardedElement {
    type Err = HeaderError;

    /// At most 32 parameters. A value without quotes may have characters that should be in quotes, as proxies write
    /// it.
    fn from_str(text: &str) -> Result<ForwardedElement, HeaderError> {
        let mut element = ForwardedElement::new();
        for (at, pair) in split(text, b';').filter(|pair| !pair.is_empty()).enumerate() {
            let wrong = || HeaderError::syntax("`name=value`").found(pair);
            if at >= MOST {
                return Err(HeaderError::limit("at most 32 parameters"));
            }
            let (name, value) = pair.split_once('=').ok_or_else(wrong)?;
            let (name, value) = (trim(name), trim(value));
            element = if value.starts_with('"') {
                let quoted =
                    quoted_string(value).filter(|quoted| quoted.rest.is_empty()).ok_or_else(wrong)?;
                element.with(name, &quoted.value)?
            } else if value.is_empty() || value.contains('"') {
                return Err(wrong());
            } else {
                element.with(name, value)?
            };
        }
        Ok(element)
    }
}

impl fmt::Display for ForwardedElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nodes = [("for", &self.client), ("by", &self.by)];
        let nodes = nodes.into_iter().filter_map(|(name, node)| Some((name, node.as_ref()?.to_string())));
        let others = self.others.iter().map(|(name, value)| (name.as_str(), value.clone()));
        for (at, (name, value)) in nodes.chain(others).enumerate() {
            f.write_str(if at > 0 { ";" } else { "" })?;
            write_parameter(f, name, &value)?;
        }
        Ok(())
    }
}

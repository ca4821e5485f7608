use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use crate::header::HeaderError;

/// A client or proxy: an address or another name, and perhaps a port (RFC 7239 §6).
///
/// ```
/// use wz::header::{Node, NodePort};
///
/// let node: Node = "[::1]:8080".parse()?;
/// assert_eq!((node.address(), node.port), (Some("::1".parse().unwrap()), Some(NodePort::Number(8080))));
/// assert_eq!("_hidden".parse::<Node>()?.address(), None);
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Node {
    /// Who.
    pub name: NodeName,
    /// From which port.
    pub port: Option<NodePort>,
}

/// The name of a [`Node`].
///
/// ```
/// use wz::header::{Node, NodeName};
///
/// assert_eq!("192.0.2.1:80".parse::<Node>()?.name, NodeName::Address([192, 0, 2, 1].into()));
/// assert_eq!("unknown".parse::<Node>()?.name, NodeName::Unknown);
/// assert!(matches!("_proxy".parse::<Node>()?.name, NodeName::Obfuscated(name) if name.as_str() == "_proxy"));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NodeName {
    /// An address.
    Address(IpAddr),
    /// `unknown`.
    Unknown,
    /// A name that says nothing, such as `_hidden`; parsing makes it.
    Obfuscated(Obfuscated),
}

/// The port of a [`Node`].
///
/// ```
/// use wz::header::{Node, NodePort};
///
/// assert_eq!("192.0.2.1:80".parse::<Node>()?.port, Some(NodePort::Number(80)));
/// assert_eq!("192.0.2.1".parse::<Node>()?.port, None);
/// assert!(matches!("unknown:_http".parse::<Node>()?.port, Some(NodePort::Obfuscated(_))));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NodePort {
    /// A number.
    Number(u16),
    /// A text that says nothing, such as `_http`; parsing makes it.
    Obfuscated(Obfuscated),
}

/// A text of `_` and letters, digits, `.`, `_` and `-` (RFC 7239 §6.3).
///
/// ```
/// use wz::header::NodeName;
///
/// let node: wz::header::Node = "_SEVKISEK".parse()?;
/// assert!(matches!(node.name, NodeName::Obfuscated(name) if name.as_str() == "_SEVKISEK"));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Obfuscated(String);

impl Obfuscated {
    /// The text, with the `_` at its start.
    ///
    /// ```
    /// use wz::header::{Node, NodePort};
    ///
    /// let port = "unknown:_http".parse::<Node>()?.port;
    /// assert!(matches!(port, Some(NodePort::Obfuscated(port)) if port.as_str() == "_http"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn read(text: &str) -> Option<Obfuscated> {
        let rest = text.strip_prefix('_')?;
        let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        (!rest.is_empty() && rest.bytes().all(legal)).then(|| Obfuscated(text.to_owned()))
    }
}

impl Node {
    /// The address, if it is one.
    ///
    /// ```
    /// use wz::header::Node;
    ///
    /// assert_eq!("192.0.2.1:80".parse::<Node>()?.address(), Some([192, 0, 2, 1].into()));
    /// assert_eq!("unknown".parse::<Node>()?.address(), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn address(&self) -> Option<IpAddr> {
        if let NodeName::Address(address) = self.name { Some(address) } else { None }
    }
}

impl From<IpAddr> for Node {
    fn from(address: IpAddr) -> Node {
        Node { name: NodeName::Address(address), port: None }
    }
}

impl FromStr for Node {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Node, HeaderError> {
        read(text).ok_or_else(|| {
            HeaderError::value("an address (IPv6 in brackets), `unknown` or `_name`, and perhaps `:port`")
                .found(text)
        })
    }
}

fn read(text: &str) -> Option<Node> {
    let (name, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            let address: Ipv6Addr = address.parse().ok()?;
            let port = if port.is_empty() { None } else { Some(port.strip_prefix(':')?) };
            (NodeName::Address(address.into()), port)
        }
        None => {
            let (name, port) = text.split_once(':').map_or((text, None), |(name, port)| (name, Some(port)));
            let name = if name.eq_ignore_ascii_case("unknown") {
                NodeName::Unknown
            } else if let Some(name) = Obfuscated::read(name) {
                NodeName::Obfuscated(name)
            } else {
                NodeName::Address(name.parse::<Ipv4Addr>().ok()?.into())
            };
            (name, port)
        }
    };
    let port = match port {
        None => None,
        Some(digits)
            if (1..=5).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            Some(NodePort::Number(digits.parse().ok()?))
        }
        Some(text) => Some(NodePort::Obfuscated(Obfuscated::read(text)?)),
    };
    Some(Node { name, port })
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            NodeName::Address(IpAddr::V4(address)) => write!(f, "{address}")?,
            NodeName::Address(IpAddr::V6(address)) => write!(f, "[{address}]")?,
            NodeName::Unknown => f.write_str("unknown")?,
            NodeName::Obfuscated(name) => f.write_str(&name.0)?,
        }
        match &self.port {
            None => Ok(()),
            Some(NodePort::Number(port)) => write!(f, ":{port}"),
            Some(NodePort::Obfuscated(port)) => write!(f, ":{}", port.0),
        }
    }
}

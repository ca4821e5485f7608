use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;

use super::{IpNetwork, ProxyFix};
use crate::header::{
    Forwarded, ForwardedElement, HeaderMapExt, Node, NodePort, XForwardedFor, XForwardedHost, XForwardedPort,
    XForwardedPrefix, XForwardedProto,
};
use crate::request::Scheme;
use crate::url;

/// What trusted proxies say of the client, as far as it makes sense.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) client: Option<SocketAddr>,
    pub(super) scheme: Option<Scheme>,
    /// With its port, if it has one.
    pub(super) host: Option<String>,
    pub(super) port: Option<u16>,
    pub(super) prefix: Option<String>,
}

impl Said {
    pub(super) fn read(fix: &ProxyFix, headers: &HeaderMap) -> Said {
        let mut said = Said::default();
        let mut hops = 1;
        if fix.forwarded > 0 {
            let elements = read::<Forwarded>(headers).map(|forwarded| forwarded.0).unwrap_or_default();
            let clients: Vec<_> = elements.iter().map(|element| element.client().and_then(client)).collect();
            hops = fix.hops(&clients);
            if let Some(at) = at(elements.len(), fix.count(fix.forwarded, hops), fix.walks()) {
                said.client = clients[at];
                said.scheme = elements[at].proto().and_then(scheme);
                said.host = ForwardedElement::host(&elements[at]).and_then(host);
            }
        }
        if fix.x_for > 0 {
            let sent = read::<XForwardedFor>(headers).unwrap_or_default();
            let clients: Vec<_> = sent.values().iter().map(|text| address(text)).collect();
            hops = fix.hops(&clients);
            if let Some(at) = at(clients.len(), fix.count(fix.x_for, hops), fix.walks()) {
                said.client = clients[at];
            }
        }
        let value = |values: &[String], count| {
            let at = at(values.len(), fix.count(count, hops), fix.walks())?;
            values.get(at).cloned()
        };
        if fix.x_proto > 0 {
            let sent = read::<XForwardedProto>(headers).unwrap_or_default();
            said.scheme = value(sent.values(), fix.x_proto).and_then(|text| scheme(&text));
        }
        if fix.x_host > 0 {
            let sent = read::<XForwardedHost>(headers).unwrap_or_default();
            said.host = value(sent.values(), fix.x_host).and_then(|text| host(&text));
        }
        if fix.x_port > 0 {
            let sent = read::<XForwardedPort>(headers).unwrap_or_default();
            said.port = value(sent.values(), fix.x_port).and_then(|text| port(&text));
        }
        if fix.x_prefix > 0 {
            let sent = read::<XForwardedPrefix>(headers).unwrap_or_default();
            said.prefix = value(sent.values(), fix.x_prefix).and_then(|text| prefix(&text));
        }
        said
    }
}

impl ProxyFix {
    /// Whether the addresses say how many proxies there are.
    fn walks(&self) -> bool {
        self.peers.is_some()
    }

    fn count(&self, count: usize, hops: usize) -> usize {
        if self.walks() { hops } else { count }
    }

    /// How many proxies there are, when their networks are known: from the right, all that are in these, and the client.
    fn hops(&self, clients: &[Option<SocketAddr>]) -> usize {
        let is_proxy = |peers: &[IpNetwork], client: &Option<SocketAddr>| {
            client.is_some_and(|client| peers.iter().any(|network| network.contains(client.ip())))
        };
        let Some(peers) = &self.peers else { return 1 };
        let proxies = clients.iter().rev().take_while(|client| is_proxy(peers, client)).count();
        (proxies + 1).min(clients.len()).max(1)
    }
}

/// The position of the value that is so many places from the right. When proxies are counted, fewer values are none that
/// can be trusted; when they are known, one that has added no value has passed on what it got.
fn at(length: usize, count: usize, known: bool) -> Option<usize> {
    match length.checked_sub(count) {
        None if known && length > 0 => Some(0),
        at => at.filter(|at| *at < length),
    }
}

/// Nothing of a header that is not well-formed is trusted.
fn read<H: crate::header::Header>(headers: &HeaderMap) -> Option<H> {
    headers.typed::<H>().ok().flatten()
}

/// An address, perhaps with a port; port 0 without.
fn address(text: &str) -> Option<SocketAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let alone = bare.parse::<IpAddr>().map(|ip| SocketAddr::new(ip, 0)).ok();
    alone.or_else(|| text.parse().ok())
}

fn client(node: &Node) -> Option<SocketAddr> {
    let port = match &node.port {
        Some(NodePort::Number(port)) => *port,
        _ => 0,
    };
    Some(SocketAddr::new(node.address()?, port))
}

/// Some proxies call the scheme of a WebSocket by its own name.
fn scheme(text: &str) -> Option<Scheme> {
    let is = |name: &str| text.eq_ignore_ascii_case(name);
    if is("https") || is("wss") {
        Some(Scheme::Https)
    } else if is("http") || is("ws") {
        Some(Scheme::Http)
    } else {
        None
    }
}

fn host(text: &str) -> Option<String> {
    url::split_port(text, true).map(|_| text.to_owned())
}

fn port(text: &str) -> Option<u16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|port| *port != 0)
}

/// The start of a path: never another host, never something before the root.
fn prefix(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    let segments = text.strip_prefix('/').map(|rest| rest.split('/'));
    let legal = |segment: &str| {
        !segment.is_empty()
            && segment != "."
            && segment != ".."
            && segment.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}?#".contains(&byte))
    };
    match segments {
        Some(mut segments) => segments.all(legal).then(|| text.to_owned()),
        // A slash alone is no prefix, and says so.
        None => text.is_empty().then(String::new),
    }
}

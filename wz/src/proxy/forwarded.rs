use std::net::SocketAddr;

use http::header::{FORWARDED, HOST, HeaderMap, HeaderName, HeaderValue};

use super::settings::Settings;
use crate::header::{ForwardedElement, Node};
use crate::middleware::Original;
use crate::request::Request;

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const HOST_OF_CLIENT: HeaderName = HeaderName::from_static("x-forwarded-host");
const PREFIX: HeaderName = HeaderName::from_static("x-forwarded-prefix");

/// What is known of the client of a request.
pub(super) struct Known {
    client: Option<SocketAddr>,
    scheme: &'static str,
    /// With its port.
    pub(super) host: Option<String>,
    prefix: String,
}

impl Known {
    pub(super) fn of(request: &Request, settings: &Settings) -> Known {
        // What is added to the words of a proxy is what that proxy is: not whom it speaks for.
        let proxy = request.extensions().get::<Original>().filter(|_| settings.appends);
        let host = match request.uri().authority() {
            Some(authority) => Some(authority.as_str()),
            None => request.headers().get(HOST).and_then(|host| host.to_str().ok()),
        };
        Known {
            client: proxy.map_or_else(|| request.peer_addr(), |proxy| proxy.peer_addr),
            scheme: proxy.map_or_else(|| request.scheme(), |proxy| proxy.scheme),
            // Only one that is well-formed is passed on.
            host: host.filter(|_| request.host().is_some()).map(str::to_owned),
            prefix: if settings.keeps_prefix { String::new() } else { request.script_root().to_owned() },
        }
    }

    /// Tells it to the other server, in both ways that there are.
    pub(super) fn tell(&self, headers: &mut HeaderMap, appends: bool) {
        let address = self.client.map(|client| client.ip().to_canonical());
        let x_for = address.map_or_else(|| "unknown".to_owned(), |address| address.to_string());
        let told = [
            (FOR, Some(x_for)),
            (PROTO, Some(self.scheme.to_owned())),
            (HOST_OF_CLIENT, self.host.clone()),
            (PREFIX, Some(self.prefix.clone()).filter(|prefix| !prefix.is_empty())),
            (FORWARDED, Some(self.element().to_string())),
        ];
        let before: Vec<_> = told.iter().map(|(name, _)| joined(headers, name)).collect();
        forget(headers);
        for ((name, value), before) in told.into_iter().zip(before) {
            let before = before.filter(|_| appends);
            let value = match (before, value) {
                (Some(before), Some(value)) => Some([before, value].join(", ")),
                (before, value) => value.or(before),
            };
            if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
                headers.insert(name, value);
            }
        }
    }

    fn element(&self) -> ForwardedElement {
        let unknown = Node { name: crate::header::NodeName::Unknown, port: None };
        let node = self.client.map_or(unknown, |client| client.ip().to_canonical().into());
        let element = ForwardedElement::new().for_node(node);
        // Neither has anything that could not be written.
        let with =
            |element: ForwardedElement, name, value| element.clone().with(name, value).unwrap_or(element);
        let element = with(element, "proto", self.scheme);
        match &self.host {
            Some(host) => with(element, "host", host),
            None => element,
        }
    }
}

/// All lines of a header as one.
fn joined(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let lines: Vec<_> = headers.get_all(name).iter().filter_map(|line| line.to_str().ok()).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

/// Takes away what only a proxy can say, in any spelling that a server might take for it: `X_Forwarded_For` is the same to
/// one that speaks CGI or WSGI. And `Proxy`, which is then a variable of the environment.
pub(super) fn forget(headers: &mut HeaderMap) {
    let said: Vec<HeaderName> = headers
        .keys()
        .filter(|name| {
            let plain = name.as_str().replace('_', "-");
            plain.starts_with("x-forwarded-") || ["forwarded", "x-real-ip", "proxy"].contains(&plain.as_str())
        })
        .cloned()
        .collect();
    for name in said {
        headers.remove(name);
    }
}

//! Who the client is and what it has asked for, when a proxy stands in between.

mod network;
mod original;
mod said;

use http::header::{HOST, HeaderValue};

use super::{Middleware, Next};
use crate::handler::HandlerFuture;
use crate::request::Request;
use crate::url;

pub use network::{IpNetwork, IpNetworkError};
pub use original::Original;
use said::Said;

/// Makes requests through your own proxies look as if they came from the client: its [address](Request::peer_addr),
/// [scheme](Request::scheme), [host](Request::host), and the [path before the application](Request::script_root). What
/// they were is kept as [`Original`] among the extensions.
///
/// Without it none of the headers that say so is looked at, since a client can send them as well as a proxy. With it, what
/// counts is how many proxies add to them, for each header: so many values from the right is what the outermost of them has
/// seen. Fewer values are ignored. **Set a number for a header only when so many proxies set or add to it**: one that passes
/// on what it gets passes on what the client has made up. Werkzeug's `ProxyFix`, with its defaults: one proxy, which sets
/// `X-Forwarded-For` and `X-Forwarded-Proto`.
///
/// ```
/// use wz::handler::PeerAddr;
/// use wz::middleware::ProxyFix;
/// use wz::prelude::*;
///
/// #[get("/")]
/// fn index(request: &Request) -> String {
///     let client = request.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default();
///     format!("{client} {}://{}", request.scheme(), request.host().unwrap_or_default())
/// }
///
/// routes! { Site = index }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let app = App::new(Site).middleware(ProxyFix::new().x_host(1));
/// let request = Request::get("/")
///     .with_header("host", "app.internal:5000")
///     .with_header("x-forwarded-for", "6.6.6.6, 203.0.113.7")
///     .with_header("x-forwarded-proto", "https")
///     .with_header("x-forwarded-host", "example.com");
/// let response = runtime.block_on(app.call(request));
/// assert_eq!(response.body().as_bytes(), Some(&b"203.0.113.7 https://example.com"[..]));
/// ```
///
/// Let it be the first middleware, so that all others see the client. Values that make no sense (an address that is none,
/// another scheme than `http` and `https`, a host that is none, a prefix that leads elsewhere) are ignored. The host is one
/// that the client has chosen, as it is without a proxy: [`App::hosts`](crate::App::hosts) says which are answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProxyFix {
    forwarded: usize,
    x_for: usize,
    x_proto: usize,
    x_host: usize,
    x_port: usize,
    x_prefix: usize,
    peers: Option<Vec<IpNetwork>>,
}

impl ProxyFix {
    /// One proxy, which sets `X-Forwarded-For` and `X-Forwarded-Proto`.
    pub fn new() -> ProxyFix {
        ProxyFix { forwarded: 0, x_for: 1, x_proto: 1, x_host: 0, x_port: 0, x_prefix: 0, peers: None }
    }

    /// How many proxies add to `X-Forwarded-For`; 0: it is not looked at.
    #[must_use]
    pub fn x_for(mut self, proxies: usize) -> ProxyFix {
        self.x_for = proxies;
        self
    }

    /// How many proxies add to `X-Forwarded-Proto`. `wss` and `ws` are taken for `https` and `http`.
    #[must_use]
    pub fn x_proto(mut self, proxies: usize) -> ProxyFix {
        self.x_proto = proxies;
        self
    }

    /// How many proxies add to `X-Forwarded-Host`. It takes the place of the `Host` header.
    #[must_use]
    pub fn x_host(mut self, proxies: usize) -> ProxyFix {
        self.x_host = proxies;
        self
    }

    /// How many proxies add to `X-Forwarded-Port`. It takes the place of the port in the `Host` header.
    #[must_use]
    pub fn x_port(mut self, proxies: usize) -> ProxyFix {
        self.x_port = proxies;
        self
    }

    /// How many proxies add to `X-Forwarded-Prefix`. It comes before the rest of the script root.
    #[must_use]
    pub fn x_prefix(mut self, proxies: usize) -> ProxyFix {
        self.x_prefix = proxies;
        self
    }

    /// How many proxies add to `Forwarded` (RFC 7239), whose `for`, `proto` and `host` are taken. `X-Forwarded-For`,
    /// `-Proto` and `-Host` are not looked at any more: a proxy that writes the one passes on the others.
    ///
    /// ```
    /// use wz::middleware::ProxyFix;
    /// use wz::prelude::*;
    ///
    /// #[get("/")]
    /// fn index(request: &Request) -> String {
    ///     format!("{:?} {}", request.peer_addr(), request.scheme())
    /// }
    ///
    /// routes! { Site = index }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site).middleware(ProxyFix::new().forwarded(1));
    /// let request = Request::get("/").with_header("forwarded", r#"for="[2001:db8::7]:4711";proto=https"#);
    /// let response = runtime.block_on(app.call(request));
    /// assert_eq!(response.body().as_bytes(), Some(&b"Some([2001:db8::7]:4711) https"[..]));
    /// ```
    #[must_use]
    pub fn forwarded(self, proxies: usize) -> ProxyFix {
        ProxyFix { forwarded: proxies, x_for: 0, x_proto: 0, x_host: 0, ..self }
    }

    /// Says in which networks the proxies are, instead of how many there are. A request from elsewhere stays as it is, and so
    /// does one through no socket with an address. Of the addresses in the header, those from the right that are in these
    /// networks are proxies, and the next one is the client. The numbers then only say which headers are looked at: 0 or not.
    ///
    /// ```
    /// use wz::middleware::ProxyFix;
    ///
    /// let fix = ProxyFix::new().x_host(1).peers(["127.0.0.1", "::1", "10.0.0.0/8"])?;
    /// assert!(ProxyFix::new().peers(["10.0.0.1/8"]).is_err());
    /// # Ok::<_, wz::middleware::IpNetworkError>(())
    /// ```
    ///
    /// # Errors
    /// When one is no [network](IpNetwork).
    pub fn peers<N: AsRef<str>>(
        mut self,
        networks: impl IntoIterator<Item = N>,
    ) -> Result<ProxyFix, IpNetworkError> {
        let networks: Result<_, _> = networks.into_iter().map(|network| network.as_ref().parse()).collect();
        self.peers = Some(networks?);
        Ok(self)
    }

    fn trusts(&self, request: &Request) -> bool {
        let Some(peers) = &self.peers else { return true };
        request.peer_addr().is_some_and(|peer| peers.iter().any(|network| network.contains(peer.ip())))
    }

    fn fix(&self, request: &mut Request) {
        let original = Original::of(request);
        request.extensions_mut().insert(original);
        if !self.trusts(request) {
            return;
        }
        let said = Said::read(self, request.headers());
        if let Some(client) = said.client {
            request.set_peer(client);
        }
        if let Some(scheme) = said.scheme {
            request.set_scheme(scheme);
        }
        if let Some(host) = host(request, said.host, said.port) {
            request.set_host(host);
        }
        if let Some(prefix) = said.prefix.filter(|prefix| !prefix.is_empty()) {
            // What the proxy has taken away came before all that has been taken away since.
            request.set_script_root(&[&*prefix, request.script_root()].concat());
        }
    }
}

/// The `Host` header that the client has sent, or would have.
fn host(request: &Request, host: Option<String>, port: Option<u16>) -> Option<HeaderValue> {
    let Some(port) = port else { return HeaderValue::try_from(host?).ok() };
    let own = || {
        let authority = request.uri().authority().map(|authority| authority.as_str().to_owned());
        authority.or_else(|| Some(request.headers().get(HOST)?.to_str().ok()?.to_owned()))
    };
    let host = host.or_else(own)?;
    let (name, _) = url::split_port(&host, true)?;
    HeaderValue::try_from(format!("{name}:{port}")).ok()
}

impl Default for ProxyFix {
    fn default() -> ProxyFix {
        ProxyFix::new()
    }
}

#[diagnostic::do_not_recommend]
impl Middleware for ProxyFix {
    fn call(&self, mut request: Request, next: Next) -> HandlerFuture {
        self.fix(&mut request);
        HandlerFuture::new(next.run(request))
    }
}

#[cfg(test)]
mod tests;

use super::{BadHost, Map, MapAdapter};

/// What a [`Map`] is bound to: host, mount point, scheme and the defaults for matching.
///
/// ```
/// use wz::http::Method;
/// use wz::routing::map::{Binding, Map, Rule};
///
/// let map = Map::new([Rule::new("/<page>", "page")]).unwrap();
/// let urls = Binding::new("Example.com").script_name("/wiki").scheme("https").bind(&map).unwrap();
/// assert_eq!(urls.build("page", [("page", "a b")]).unwrap(), "/wiki/a%20b");
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Binding {
    pub(super) server_name: String,
    pub(super) script_name: String,
    pub(super) subdomain: Option<String>,
    pub(super) scheme: String,
    pub(super) default_method: http::Method,
}

impl Binding {
    /// Bound to a host: `example.com`, with a port when it is not the usual one.
    pub fn new(server_name: impl Into<String>) -> Binding {
        Binding {
            server_name: server_name.into(),
            script_name: "/".to_owned(),
            subdomain: None,
            scheme: "http".to_owned(),
            default_method: http::Method::GET,
        }
    }

    /// Bound to what a request was sent to: the host it names, seen from the application's own name.
    ///
    /// With `server_name` the labels to its left are the subdomain, and a host that does not end with it is an
    /// error: it never satisfies a wildcard. Standard ports (80 for `http` and `ws`, 443 for `https` and `wss`)
    /// are left out on both sides.
    ///
    /// # Errors
    /// The host is missing or none, or is another one than `server_name`.
    pub fn to_request(
        head: &http::request::Parts,
        scheme: &str,
        server_name: Option<&str>,
    ) -> Result<Binding, BadHost> {
        let named = head.uri.authority().map(http::uri::Authority::as_str);
        let header = || head.headers.get(http::header::HOST).and_then(|value| value.to_str().ok());
        let host = without_standard_port(named.or_else(header).unwrap_or(""), scheme).to_ascii_lowercase();
        if !is_host(&host) {
            return Err(BadHost { host });
        }
        let Some(server_name) = server_name else { return Ok(Binding::new(host).scheme(scheme)) };
        let server_name = without_standard_port(server_name, scheme).to_ascii_lowercase();
        let subdomain = match host.strip_suffix(&server_name) {
            Some("") => "",
            Some(left) if left.ends_with('.') => &left[..left.len() - 1],
            _ => return Err(BadHost { host }),
        };
        Ok(Binding::new(server_name).scheme(scheme).subdomain(subdomain))
    }

    /// The mount point; `/` by default.
    pub fn script_name(mut self, script_name: impl Into<String>) -> Binding {
        self.script_name = script_name.into();
        self
    }

    /// The subdomain; the map's default one when not set. Not with `host_matching`.
    pub fn subdomain(mut self, subdomain: impl Into<String>) -> Binding {
        self.subdomain = Some(subdomain.into());
        self
    }

    /// The scheme: `http` (default), `https`, `ws`, `wss`, or `""` for URLs that keep the one of the page.
    pub fn scheme(mut self, scheme: impl Into<String>) -> Binding {
        self.scheme = scheme.into();
        self
    }

    /// The method that URL building tries first; GET by default.
    pub fn default_method(mut self, method: http::Method) -> Binding {
        self.default_method = method;
        self
    }

    /// An adapter for the map.
    ///
    /// # Errors
    /// The server name is not a host.
    pub fn bind<E>(mut self, map: &Map<E>) -> Result<MapAdapter<'_, E>, BadHost> {
        self.server_name.make_ascii_lowercase();
        if !self.server_name.is_empty() && !is_host(&self.server_name) {
            return Err(BadHost { host: self.server_name });
        }
        if !self.script_name.starts_with('/') {
            self.script_name.insert(0, '/');
        }
        if !self.script_name.ends_with('/') {
            self.script_name.push('/');
        }
        let subdomain = match self.subdomain.take() {
            Some(subdomain) if !map.options.host_matching => subdomain.to_ascii_lowercase(),
            _ => map.options.default_subdomain.clone(),
        };
        Ok(MapAdapter { map, subdomain, binding: self })
    }
}

fn without_standard_port<'h>(host: &'h str, scheme: &str) -> &'h str {
    let port = match scheme {
        "http" | "ws" => ":80",
        "https" | "wss" => ":443",
        _ => return host,
    };
    host.strip_suffix(port).unwrap_or(host)
}

/// Labels with dots between them, or an IPv6 address in brackets; then perhaps a port.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let port_fits = port.is_none_or(|port| {
        !port.starts_with('0') && port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok()
    });
    let address = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let name_fits = match address {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => name.strip_suffix('.').unwrap_or(name).split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        }),
    };
    port_fits && name_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(
        host: &str,
        scheme: &str,
        server_name: Option<&str>,
    ) -> Result<(String, Option<String>), BadHost> {
        let request = http::Request::get("/").header("host", host).body(()).unwrap();
        Binding::to_request(&request.into_parts().0, scheme, server_name)
            .map(|b| (b.server_name, b.subdomain))
    }

    #[test]
    fn subdomains_are_what_is_left() {
        let is = |name: &str, sub: Option<&str>| Ok((name.to_owned(), sub.map(str::to_owned)));
        assert_eq!(bound("Example.com:80", "http", None), is("example.com", None));
        assert_eq!(bound("www.example.com", "http", Some("example.com")), is("example.com", Some("www")));
        assert_eq!(bound("example.com", "https", Some("example.com:443")), is("example.com", Some("")));
        assert!(bound("evil.com", "http", Some("example.com")).is_err());
        assert!(bound("badexample.com", "http", Some("example.com")).is_err());
        assert!(bound("example.com:8080", "http", Some("example.com")).is_err());
    }

    #[test]
    fn hosts() {
        for good in ["example.com", "a.com.", "[::1]:5000", "my_service", "localhost:5000", "1.2.3.4"] {
            assert!(is_host(good), "{good}");
        }
        for bad in
            ["", "a..b", "a b", "a/b", "a:0", "a:01", "a:99999", "::1", "a@b", ":80", "a:", "[::1%eth0]"]
        {
            assert!(!is_host(bad), "{bad}");
        }
    }
}

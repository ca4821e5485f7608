use http::header::HOST;

use super::Request;
use crate::header::Origin;

/// Whether a page of this origin is one of the host that is asked. Its scheme is taken from the page: whether the client
/// speaks TLS is not known where that ends in front of this server.
pub(crate) fn is_same_origin(origin: &Origin, request: &Request) -> bool {
    let host = match request.uri().authority() {
        Some(authority) => Some(authority.as_str()),
        None => request.headers().get(HOST).and_then(|host| host.to_str().ok()),
    };
    let scheme = origin.scheme().filter(|scheme| matches!(*scheme, "http" | "https"));
    let own = scheme.zip(host).and_then(|(scheme, host)| Origin::new(scheme, host).ok());
    own.as_ref() == Some(origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_and_port_count() {
        for (origin, host, same) in [
            ("https://a.example", "a.example", true),
            ("https://a.example", "A.example:443", true),
            ("http://a.example", "a.example:443", false),
            ("http://a.example:8080", "a.example:8080", true),
            ("https://b.a.example", "a.example", false),
            ("null", "null", false),
            ("file://a.example", "a.example", false),
        ] {
            let request = Request::get("/").with_header("host", host);
            assert_eq!(is_same_origin(&origin.parse().unwrap(), &request), same, "{origin} {host}");
        }
        assert!(!is_same_origin(&"http://a".parse().unwrap(), &Request::get("/")));
        let target = Request::get("https://a.example/").with_header("host", "other.example");
        assert!(is_same_origin(&"https://a.example".parse().unwrap(), &target));
    }
}

use std::net::{IpAddr, Ipv6Addr};

use crate::request::Request;

/// The address of the client. What came through no socket is all one client.
pub(super) fn by_address(request: &Request) -> String {
    match request.peer_addr().map(|address| address.ip().to_canonical()) {
        Some(IpAddr::V4(address)) => address.to_string(),
        // Whoever has one address of IPv6 has all those with the same first half.
        Some(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_of_ipv6_are_one_client() {
        let key = |address: &str| {
            let mut request = Request::get("/");
            request.set_peer(format!("{address}:1").parse().unwrap());
            by_address(&request)
        };
        assert_eq!(key("192.0.2.1"), "192.0.2.1");
        assert_eq!(key("[::ffff:192.0.2.1]"), "192.0.2.1");
        assert_eq!(key("[2001:db8:1:2:3:4:5:6]"), "2001:db8:1:2::/64");
        assert_eq!(key("[2001:db8:1:2::ffff]"), "2001:db8:1:2::/64");
        assert_ne!(key("[2001:db8:1:3::]"), key("[2001:db8:1:2::]"));
        assert_eq!(by_address(&Request::get("/")), "");
    }
}

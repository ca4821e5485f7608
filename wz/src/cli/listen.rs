//! What `run` may listen on.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::usage_error::UsageError;

/// The value of `--host`: an address, an IPv6 one also in the brackets that it has in a URL, or a name.
pub(super) fn host(given: &str) -> Result<String, UsageError> {
    let refused =
        |hint: &str| Err(UsageError(format!("`--host` must be an address or a name, not `{given}`{hint}")));
    let bare = given.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let host = bare.unwrap_or(given);
    // The name of an interface follows an address that several of them may have (RFC 4007).
    let is_ipv6 = host.split('%').next().is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    if is_ipv6 {
        return Ok(host.to_owned());
    }
    if host.contains(':') && bare.is_none() {
        return refused(": a port is given by `--port`");
    }
    // Asking the network for the name `300.1.1.1` would take long, and say less.
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if host.split('.').count() == 4 && host.split('.').all(is_number) && host.parse::<Ipv4Addr>().is_err() {
        return refused(": each of the four numbers of an address is at most 255, without leading zeros");
    }
    if bare.is_some() || host.is_empty() || host.contains(['/', '[', ']']) {
        refused("")
    } else {
        Ok(host.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_names() {
        for (given, kept) in [
            ("127.0.0.1", "127.0.0.1"),
            ("0", "0"),
            ("localhost", "localhost"),
            ("::1", "::1"),
            ("[::1]", "::1"),
            ("fe80::1%eth0", "fe80::1%eth0"),
            ("[fe80::1%eth0]", "fe80::1%eth0"),
        ] {
            assert_eq!(host(given), Ok(kept.to_owned()), "{given}");
        }
    }

    #[test]
    fn what_is_neither() {
        for (given, hint) in [
            ("300.1.1.1", "at most 255"),
            ("127.0.0.01", "leading zeros"),
            ("localhost:80", "`--port`"),
            ("::1:x", "`--port`"),
            ("[::1]:80", "`--port`"),
            ("[a]", "not `[a]`"),
            ("http://a/", "not `http"),
            ("", "not ``"),
        ] {
            let refused = host(given).unwrap_err().to_string();
            assert!(refused.contains(hint) && refused.starts_with("`--host` must be"), "{given}: {refused}");
        }
    }
}

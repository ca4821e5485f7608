//! What `run` may listen on.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::options::Options;
use super::usage_error::UsageError;
use crate::app::App;
use crate::serve::{Address, AddressError};

/// The value of `--host`, or of what else a message calls it: an address, an IPv6 one also in the brackets that it has in
/// a URL, or a name.
pub(super) fn host(called: &str, given: &str) -> Result<String, UsageError> {
    let refused =
        |hint: &str| Err(UsageError(format!("{called} must be an address or a name, not `{given}`{hint}")));
    let bare = given.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let host = bare.unwrap_or(given);
    // The name of an interface follows an address that several of them may have (RFC 4007).
    let is_ipv6 = host.split('%').next().is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    if is_ipv6 {
        return Ok(host.to_owned());
    }
    if host.contains(':') && bare.is_none() {
        return refused(": a port is given on its own");
    }
    // Asking the network for the name `300.1.1.1` would take long, and say less.
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if host.split('.').count() == 4 && host.split('.').all(is_number) && host.parse::<Ipv4Addr>().is_err() {
        return refused(": each of the four numbers of an address is at most 255, without leading zeros");
    }
    if bare.is_some() || host.is_empty() || host.contains(|c: char| c.is_whitespace() || "/[]".contains(c)) {
        refused("")
    } else {
        Ok(host.to_owned())
    }
}

/// What `run` was told.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) host: Option<String>,
    pub(super) port: Option<u16>,
    pub(super) listen: Vec<Address>,
    pub(super) workers: Option<usize>,
}

impl Run {
    pub(super) fn new(options: Options) -> Result<Run, UsageError> {
        let Options { host, port, listen, workers, .. } = options;
        if !listen.is_empty() && (host.is_some() || port.is_some()) {
            let text = "`--listen` says host and port itself: leave `--host` and `--port` away";
            return Err(UsageError(text.to_owned()));
        }
        let host = host.map(|host| self::host("`--host`", &host)).transpose()?;
        Ok(Run { host, port, listen, workers })
    }

    /// Whether the command line says where to listen.
    #[cfg(all(unix, feature = "systemd"))]
    pub(super) fn is_explicit(&self) -> bool {
        self.host.is_some() || self.port.is_some() || !self.listen.is_empty()
    }

    /// Where to listen: what the command line says, then the configuration, then this machine only.
    pub(super) fn addresses(&self, app: &App) -> Result<Vec<Address>, UsageError> {
        if !self.listen.is_empty() {
            return Ok(self.listen.clone());
        }
        let configured = app.configured();
        if let (None, None, Some(listen)) =
            (&self.host, self.port, configured.and_then(|c| c.listen.as_deref()))
        {
            let listen = listen.iter().map(|address| address.parse());
            return listen
                .collect::<Result<_, AddressError>>()
                .map_err(|error| UsageError(format!("`listen` in the configuration: {error}")));
        }
        let port = self.port.or_else(|| configured?.port).unwrap_or(5000);
        let host = match (&self.host, configured.and_then(|configured| configured.host.as_deref())) {
            (Some(host), _) => host.clone(),
            (None, Some(host)) => self::host("`host` in the configuration", host)?,
            (None, None) => "127.0.0.1".to_owned(),
        };
        Ok(vec![Address::tcp(host, port)])
    }

    /// How many processes are to serve; `None`: this one does.
    #[cfg(all(unix, feature = "workers"))]
    pub(super) fn workers(&self, app: &App) -> Option<usize> {
        self.workers.or_else(|| app.configured()?.workers)
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
            assert_eq!(host("`--host`", given), Ok(kept.to_owned()), "{given}");
        }
    }

    #[test]
    fn what_is_neither() {
        for (given, hint) in [
            ("300.1.1.1", "at most 255"),
            ("127.0.0.01", "leading zeros"),
            ("localhost:80", "a port"),
            ("::1:x", "a port"),
            ("[::1]:80", "a port"),
            ("[a]", "not `[a]`"),
            ("http://a/", "not `http"),
            ("a b", "not `a b`"),
            ("", "not ``"),
        ] {
            let refused = host("`--host`", given).unwrap_err().to_string();
            assert!(refused.contains(hint) && refused.starts_with("`--host` must be"), "{given}: {refused}");
        }
    }
}

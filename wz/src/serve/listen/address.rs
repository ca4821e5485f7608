use std::fmt;
#[cfg(unix)]
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// What a server can listen on, as text: `127.0.0.1:5000`, `[::1]:5000`, `localhost:5000`, `unix:/run/app.sock`.
///
/// A host is an address of this machine or a name of one: `127.0.0.1` for programs on it, `0.0.0.0` or `[::]` for all
/// networks. Port 0 is any that is free. The path of a Unix socket may be relative; `unix://path` is the same.
///
/// ```
/// use wz::serve::Address;
///
/// let address: Address = "[::1]:5000".parse()?;
/// assert_eq!(address, Address::tcp("::1", 5000));
/// assert_eq!(address.to_string(), "[::1]:5000");
/// # #[cfg(unix)]
/// assert_eq!("unix:/run/app.sock".parse::<Address>()?.to_string(), "unix:/run/app.sock");
///
/// let error = "localhost".parse::<Address>().unwrap_err();
/// assert!(error.to_string().contains("`localhost:5000`"));
/// # Ok::<_, wz::serve::AddressError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address(pub(super) Place);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Tcp(String, u16),
    #[cfg(unix)]
    Unix(PathBuf),
}

impl Address {
    /// A port of a host, which is an address (an IPv6 one without brackets) or a name.
    pub fn tcp(host: impl Into<String>, port: u16) -> Address {
        Address(Place::Tcp(host.into(), port))
    }

    /// The port; `None` of a Unix socket.
    ///
    /// ```
    /// use wz::serve::Address;
    ///
    /// assert_eq!(Address::tcp("localhost", 5000).port(), Some(5000));
    /// ```
    pub fn port(&self) -> Option<u16> {
        match &self.0 {
            Place::Tcp(_, port) => Some(*port),
            #[cfg(unix)]
            Place::Unix(_) => None,
        }
    }

    /// The path of a Unix socket.
    #[cfg(unix)]
    pub fn unix(path: impl AsRef<Path>) -> Address {
        Address(Place::Unix(path.as_ref().to_owned()))
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Address, AddressError> {
        let refused = |hint: String| Err(AddressError { text: text.to_owned(), hint });
        if let Some(path) = text.strip_prefix("unix:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() {
                return refused("the path of the socket follows `unix:`".to_owned());
            }
            #[cfg(unix)]
            return Ok(Address::unix(path));
            #[cfg(not(unix))]
            return refused("there are no Unix sockets on this system".to_owned());
        }
        if let Some((scheme, _)) = text.split_once("://") {
            return refused(format!("host and port stand there without `{scheme}://`"));
        }
        let host_and_port =
            text.rsplit_once(':').filter(|(host, _)| !host.contains(':') || host.ends_with(']'));
        let Some((host, port)) = host_and_port else {
            let host = text.trim_matches(['[', ']']);
            let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
            return refused(format!("a port follows the host, as in `{host}:5000`"));
        };
        let Ok(port) = port.parse() else {
            return refused(format!("a port is a number from 0 to 65535, not `{port}`"));
        };
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        if host.is_empty() || host.contains(['/', '[', ']']) {
            return refused(format!("a host stands before the port, as in `127.0.0.1:{port}`"));
        }
        Ok(Address::tcp(host, port))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Place::Tcp(host, port) if host.contains(':') => write!(f, "[{host}]:{port}"),
            Place::Tcp(host, port) => write!(f, "{host}:{port}"),
            #[cfg(unix)]
            Place::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

/// Text that is no [`Address`]; says what it should look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressError {
    text: String,
    hint: String,
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot listen on `{}`: {}", self.text, self.hint)
    }
}

impl std::error::Error for AddressError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_ports() {
        for (text, host, port) in [
            ("127.0.0.1:0", "127.0.0.1", 0),
            ("[::]:80", "::", 80),
            ("[fe80::1%eth0]:80", "fe80::1%eth0", 80),
            ("localhost:65535", "localhost", 65535),
        ] {
            let address: Address = text.parse().unwrap();
            assert_eq!((&address, &*address.to_string()), (&Address::tcp(host, port), text));
        }
    }

    #[test]
    fn what_is_none() {
        for (text, hint) in [
            ("", "`:5000`"),
            ("localhost", "`localhost:5000`"),
            ("::1", "`[::1]:5000`"),
            ("[::1]", "`[::1]:5000`"),
            (":80", "`127.0.0.1:80`"),
            ("a:b", "not `b`"),
            ("a:70000", "not `70000`"),
            ("http://a:80", "without `http://`"),
            ("a/b:80", "stands before the port"),
            ("unix:", "follows `unix:`"),
        ] {
            let error = text.parse::<Address>().unwrap_err().to_string();
            assert!(error.contains(hint), "{text}: {error}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn unix_sockets() {
        for (text, path) in [("unix:/a/b", "/a/b"), ("unix:a", "a"), ("unix:///a", "/a"), ("unix://a", "a")] {
            assert_eq!(text.parse(), Ok(Address::unix(path)), "{text}");
        }
    }
}

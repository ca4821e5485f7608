use std::io::{self, ErrorKind};

use crate::serve::Address;

const ADDRESSES: &str =
    "`--host` takes an address of this machine: 127.0.0.1 for programs on it, 0.0.0.0 or :: for all networks";

/// Why the address cannot be listened on, and what to do.
pub(super) fn cannot_listen(error: &io::Error, address: &Address) -> String {
    let Some(port) = address.port() else { return cannot_make_socket(error, address) };
    match error.kind() {
        ErrorKind::AddrInUse => {
            let other = if port < u16::MAX { port + 1 } else { 5000 };
            let find = if cfg!(windows) {
                format!("netstat -ano | findstr :{port}")
            } else if cfg!(target_os = "linux") {
                format!("ss -ltnp 'sport = :{port}'")
            } else {
                format!("lsof -nP -iTCP:{port} -sTCP:LISTEN")
            };
            format!(
                "{address} is in use by another program: take another port with `--port {other}`, \
                 or find that program with `{find}`"
            )
        }
        ErrorKind::PermissionDenied => {
            format!(
                "not allowed to listen on {address}: ports below 1024 are for the administrator, take another with `--port`"
            )
        }
        ErrorKind::AddrNotAvailable => {
            format!("cannot listen on {address}: this machine does not have that address. {ADDRESSES}")
        }
        _ => format!("cannot listen on {address}: {error}. {ADDRESSES}"),
    }
}

fn cannot_make_socket(error: &io::Error, address: &Address) -> String {
    let advice = match error.kind() {
        ErrorKind::AddrInUse => {
            return format!("{address} is in use by another program: stop that one, or take another path");
        }
        ErrorKind::NotFound => ". The folder must be there",
        ErrorKind::PermissionDenied => ". The folder must be one that this program may write to",
        _ => "",
    };
    format!("cannot listen on {address}: {error}{advice}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_to_do() {
        let message =
            |kind: ErrorKind, host| cannot_listen(&io::Error::from(kind), &Address::tcp(host, 5000));
        let in_use = message(ErrorKind::AddrInUse, "::1");
        assert!(in_use.starts_with("[::1]:5000 is in use") && in_use.contains("--port 5001"), "{in_use}");
        assert!(message(ErrorKind::PermissionDenied, "a").contains("--port"));
        assert!(message(ErrorKind::AddrNotAvailable, "10.9.8.7").contains("10.9.8.7:5000"));
        assert!(message(ErrorKind::Other, "no.such.name").contains("`--host` takes"));
    }

    #[cfg(unix)]
    #[test]
    fn of_unix_sockets_too() {
        let message = |kind: ErrorKind| cannot_listen(&io::Error::from(kind), &Address::unix("/run/a"));
        assert!(message(ErrorKind::AddrInUse).contains("another path"));
        assert!(message(ErrorKind::NotFound).contains("folder must be there"));
        assert!(message(ErrorKind::PermissionDenied).contains("may write"));
    }
}

use std::future::poll_fn;
use std::io::{self, ErrorKind};
use std::pin::pin;
use std::task::Poll;

use tokio::net::TcpListener;

use super::listen;
use super::signals::Signals;
use crate::app::App;
use crate::error::{Error, Result};
use crate::{log, serve};

/// `run`: serves until a signal comes.
pub(super) fn run(app: App, host: Option<String>, port: Option<u16>) -> Result {
    app.check()?;
    let (host, port) = listen::address(&app, host, port).map_err(|error| Error::msg(error.to_string()))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(serve_at(app, &host, port));
    // A handler that blocks its thread must not keep the program from ending.
    runtime.shutdown_background();
    result
}

async fn serve_at(app: App, host: &str, port: u16) -> Result {
    let listener = TcpListener::bind((host, port))
        .await
        .map_err(|error| Error::msg(cannot_listen(&error, host, port)))?;
    let signals = Signals::listen()?;
    log::line(&format!(" * Serving on http://{}/  (Ctrl-C to stop)", listener.local_addr()?));

    let stop = async {
        signals.reached(1).await;
        log::line(" * Stopping; once more to stop at once");
    };
    let mut served = pin!(serve::serve_until(listener, app, stop));
    let mut at_once = pin!(signals.reached(2));
    poll_fn(|cx| match served.as_mut().poll(cx) {
        Poll::Pending => at_once.as_mut().poll(cx),
        ready => ready,
    })
    .await;
    Ok(())
}

const ADDRESSES: &str =
    "`--host` takes an address of this machine: 127.0.0.1 for programs on it, 0.0.0.0 or :: for all networks";

/// Why the address cannot be listened on, and what to do.
fn cannot_listen(error: &io::Error, host: &str, port: u16) -> String {
    let address = if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_to_do() {
        let message = |kind: ErrorKind, host| cannot_listen(&io::Error::from(kind), host, 5000);
        let in_use = message(ErrorKind::AddrInUse, "::1");
        assert!(in_use.starts_with("[::1]:5000 is in use") && in_use.contains("--port 5001"), "{in_use}");
        assert!(message(ErrorKind::PermissionDenied, "a").contains("--port"));
        assert!(message(ErrorKind::AddrNotAvailable, "10.9.8.7").contains("10.9.8.7:5000"));
        assert!(message(ErrorKind::Other, "no.such.name").contains("`--host` takes"));
    }
}

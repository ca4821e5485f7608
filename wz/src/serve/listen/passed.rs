use std::io;

use listenfd::ListenFd;
use tokio::net::{TcpListener, UnixListener};

use super::listener::Listener;

impl Listener {
    /// The sockets that the process was started with, as systemd does it for a `.socket` unit: the variables
    /// `LISTEN_FDS` and `LISTEN_PID` say how many there are (`sd_listen_fds(3)`). None without these variables.
    ///
    /// They are given once: the variables are removed, so that programs which this one starts do not take them for theirs.
    /// Since the sockets outlive the process, no connection is refused while it is started again.
    ///
    /// ```no_run
    /// use wz::serve::{Binding, Listener, Server};
    ///
    /// # async fn example(app: wz::App) -> wz::Result {
    /// let mut listeners = Listener::passed()?;
    /// if listeners.is_empty() {
    ///     listeners.push(Binding::new("127.0.0.1:5000".parse()?).listen().await?);
    /// }
    /// let first = listeners.remove(0);
    /// let server = listeners.into_iter().fold(Server::new(first, app), Server::and_listener);
    /// server.run_until(std::future::pending::<()>()).await;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// One of them is no listening TCP or Unix socket.
    ///
    /// # Panics
    /// Outside of a runtime of tokio.
    pub fn passed() -> io::Result<Vec<Listener>> {
        let mut passed = ListenFd::from_env();
        (0..passed.len()).map(|place| take(&mut passed, place)).collect()
    }
}

fn take(passed: &mut ListenFd, place: usize) -> io::Result<Listener> {
    let of_no_use = |error: io::Error| {
        let text =
            format!("socket {} of those passed by `LISTEN_FDS` cannot be listened on: {error}", place + 1);
        io::Error::new(error.kind(), text)
    };
    // The wrong kind is an error, and leaves the socket for the other.
    if let Ok(Some(listener)) = passed.take_tcp_listener(place) {
        listener.set_nonblocking(true)?;
        return Ok(TcpListener::from_std(listener)?.into());
    }
    match passed.take_unix_listener(place).map_err(of_no_use)? {
        Some(listener) => {
            listener.set_nonblocking(true)?;
            Ok(UnixListener::from_std(listener)?.into())
        }
        None => Err(of_no_use(io::ErrorKind::NotFound.into())),
    }
}

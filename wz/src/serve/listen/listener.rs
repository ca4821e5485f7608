use std::fmt;
use std::io;
use std::net::SocketAddr;
#[cfg(all(unix, feature = "workers"))]
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::task::{Context, Poll, ready};

use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::UnixListener;

use super::super::stream::Stream;
#[cfg(unix)]
use super::socket_file::SocketFile;

/// Where a [`Server`](crate::serve::Server) takes connections from: a TCP port or a Unix socket.
///
/// Made by a [`Binding`](super::Binding), from a listener of tokio, or of the sockets that
/// the process was started with (feature `systemd`: `Listener::passed`). As text it is what a client is to be told:
/// `http://127.0.0.1:5000/` or `unix:/run/app.sock`.
///
/// Requests that come by a Unix socket have no [`peer_addr`](crate::Request::peer_addr).
#[derive(Debug)]
pub struct Listener {
    socket: Socket,
    /// Removes it at the end.
    #[cfg(unix)]
    file: Option<SocketFile>,
}

#[derive(Debug)]
enum Socket {
    Tcp(TcpListener),
    #[cfg(unix)]
    Unix(UnixListener),
}

impl Listener {
    #[cfg(unix)]
    pub(super) fn of_file(listener: UnixListener, file: SocketFile) -> Listener {
        Listener { socket: Socket::Unix(listener), file: Some(file) }
    }

    /// The address of a TCP port; `None` of a Unix socket.
    pub fn local_addr(&self) -> Option<SocketAddr> {
        match &self.socket {
            Socket::Tcp(listener) => listener.local_addr().ok(),
            #[cfg(unix)]
            Socket::Unix(_) => None,
        }
    }

    pub(in crate::serve) fn poll_accept(
        &self,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<(Stream, Option<SocketAddr>)>> {
        Poll::Ready(match &self.socket {
            Socket::Tcp(listener) => {
                ready!(listener.poll_accept(cx)).map(|(socket, peer)| (Stream::Tcp(socket), Some(peer)))
            }
            #[cfg(unix)]
            Socket::Unix(listener) => {
                ready!(listener.poll_accept(cx)).map(|(socket, _)| (Stream::Unix(socket), None))
            }
        })
    }
}

#[cfg(all(unix, feature = "workers"))]
impl Listener {
    /// A socket that another process listens at too.
    pub(in crate::serve) fn of_descriptor(descriptor: OwnedFd) -> io::Result<Listener> {
        let socket = socket2::Socket::from(descriptor);
        socket.set_nonblocking(true)?;
        if socket.local_addr()?.is_unix() {
            Ok(UnixListener::from_std(OwnedFd::from(socket).into())?.into())
        } else {
            Ok(TcpListener::from_std(socket.into())?.into())
        }
    }

    pub(in crate::serve) fn descriptor(&self) -> BorrowedFd<'_> {
        match &self.socket {
            Socket::Tcp(listener) => listener.as_fd(),
            Socket::Unix(listener) => listener.as_fd(),
        }
    }
}

impl From<TcpListener> for Listener {
    fn from(listener: TcpListener) -> Listener {
        Listener {
            socket: Socket::Tcp(listener),
            #[cfg(unix)]
            file: None,
        }
    }
}

/// Its file stays when the server has ended.
#[cfg(unix)]
impl From<UnixListener> for Listener {
    fn from(listener: UnixListener) -> Listener {
        Listener { socket: Socket::Unix(listener), file: None }
    }
}

impl fmt::Display for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.socket {
            Socket::Tcp(listener) => match listener.local_addr() {
                Ok(address) => write!(f, "http://{address}/"),
                Err(_) => f.write_str("a TCP port"),
            },
            #[cfg(unix)]
            Socket::Unix(listener) => {
                let bound = listener.local_addr().ok();
                // The system knows the name that the file had first.
                let file = self.file.as_ref().map(SocketFile::path);
                match file.or_else(|| bound.as_ref().and_then(|bound| bound.as_pathname())) {
                    Some(path) => write!(f, "unix:{}", path.display()),
                    None => f.write_str("a Unix socket"),
                }
            }
        }
    }
}

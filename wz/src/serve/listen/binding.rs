use std::io;
use std::net::SocketAddr;

use socket2::{Domain, Protocol, Socket, Type};
use tokio::net::{TcpListener, lookup_host};

use super::address::{Address, Place};
use super::listener::Listener;
#[cfg(unix)]
use super::socket_file::SocketFile;

/// A [`Listener`] to be: an address, and how to listen there.
///
/// ```
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
/// # runtime.block_on(async {
/// use wz::serve::Binding;
///
/// let listener = Binding::new("127.0.0.1:0".parse()?).backlog(4096).listen().await?;
/// assert!(listener.to_string().starts_with("http://127.0.0.1:"));
/// # Ok::<_, wz::Error>(()) }).unwrap();
/// ```
#[derive(Debug, Clone)]
#[must_use = "nothing listens until `listen` is called"]
pub struct Binding {
    address: Address,
    backlog: i32,
    only_v6: bool,
    reuse_port: bool,
    #[cfg(unix)]
    mode: Option<u32>,
}

const BACKLOG: i32 = 1024;

impl Binding {
    /// With the defaults.
    pub fn new(address: Address) -> Binding {
        Binding {
            address,
            backlog: BACKLOG,
            only_v6: false,
            reuse_port: false,
            #[cfg(unix)]
            mode: None,
        }
    }

    /// How many connections wait to be accepted before the system refuses more: 1024 by default, and never more than
    /// the system allows (`net.core.somaxconn`). Unix sockets have that of the system.
    pub fn backlog(mut self, connections: u16) -> Binding {
        self.backlog = connections.into();
        self
    }

    /// Whether `[::]` is for IPv6 alone. By default it takes IPv4 too, whatever the system's own default is.
    pub fn only_v6(mut self, only: bool) -> Binding {
        self.only_v6 = only;
        self
    }

    /// Whether other processes of this user may listen at the same port; the system shares connections out among them
    /// (`SO_REUSEPORT`). When one of them ends, those that wait for it to accept them are lost. Off by default.
    #[cfg(unix)]
    pub fn reuse_port(mut self, reuse: bool) -> Binding {
        self.reuse_port = reuse;
        self
    }

    /// The permissions of a Unix socket's file: who may write it may connect. Those of the process's umask by default;
    /// 0o660 is for a web server in the same group.
    #[cfg(unix)]
    pub fn mode(mut self, mode: u32) -> Binding {
        self.mode = Some(mode);
        self
    }

    /// Listens.
    ///
    /// Of a name with several addresses the first that can be listened on counts. A Unix socket that another program
    /// has left behind is replaced.
    ///
    /// # Errors
    /// The address is in use, is not this machine's, or is not allowed.
    ///
    /// # Panics
    /// Outside of a runtime of tokio.
    pub async fn listen(self) -> io::Result<Listener> {
        match &self.address.0 {
            Place::Tcp(host, port) => {
                let mut last = None;
                for address in lookup_host((&**host, *port)).await? {
                    match self.tcp(address) {
                        Ok(listener) => return Ok(listener.into()),
                        Err(error) => last = Some(error),
                    }
                }
                Err(last
                    .unwrap_or_else(|| io::Error::new(io::ErrorKind::NotFound, "the name has no address")))
            }
            #[cfg(unix)]
            Place::Unix(path) => {
                let (listener, file) = SocketFile::bind(path, self.mode)?;
                listener.set_nonblocking(true)?;
                Ok(Listener::of_file(tokio::net::UnixListener::from_std(listener)?, file))
            }
        }
    }

    fn tcp(&self, address: SocketAddr) -> io::Result<TcpListener> {
        let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
        if address.is_ipv6() {
            socket.set_only_v6(self.only_v6)?;
        }
        // Else the port of a server that has just ended is taken for a minute. On Windows this means something else.
        #[cfg(unix)]
        socket.set_reuse_address(true)?;
        #[cfg(unix)]
        if self.reuse_port {
            socket.set_reuse_port(true)?;
        }
        socket.set_nonblocking(true)?;
        socket.bind(&address.into())?;
        socket.listen(self.backlog)?;
        TcpListener::from_std(socket.into())
    }
}

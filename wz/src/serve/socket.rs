use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use super::exchange::Exchange;
use super::patience::Patience;
use super::presence::Presence;
use super::settings::Settings;

/// The socket of a connection, with three habits hyper does not have.
///
/// Writes fail when the client takes nothing for a while: without that, a client that asks for something large and
/// then stops reading keeps its task and buffers for ever.
///
/// It fails when the client of a request at work has left, so that the handler of that request is dropped.
///
/// It closes slowly when a body was left unread. Closing at once would make the system answer what still arrives with
/// a reset, and a client that gets one often loses the response too: it would never see why its upload was refused.
pub(super) struct Socket {
    socket: TokioIo<TcpStream>,
    patience: Patience,
    presence: Presence,
    exchange: Exchange,
    lingering: Option<Pin<Box<Sleep>>>,
}

/// How long a client may go on sending a body that nobody reads.
const LINGER: Duration = Duration::from_secs(2);

impl Socket {
    pub(super) fn new(socket: TcpStream, settings: &Settings, exchange: Exchange) -> Socket {
        Socket {
            socket: TokioIo::new(socket),
            patience: Patience::new(settings.write_timeout),
            presence: Presence::new(settings.half_close_timeout),
            exchange,
            lingering: None,
        }
    }

    fn or_timeout<T>(&mut self, cx: &mut Context<'_>, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if result.is_pending() {
            ready!(self.patience.poll_exhausted(cx));
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        self.patience.renew();
        self.presence.renew();
        result
    }

    /// Throws away what arrives, until the client closes or its time is over.
    fn poll_linger(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let timer = self.lingering.get_or_insert_with(|| Box::pin(sleep(LINGER)));
        while timer.as_mut().poll(cx).is_pending() {
            let mut space = [0; 8192];
            let mut buffer = ReadBuf::new(&mut space);
            let read = ready!(Pin::new(self.socket.inner_mut()).poll_read(cx, &mut buffer));
            if read.is_err() || buffer.filled().is_empty() {
                break;
            }
        }
        Poll::Ready(())
    }
}

impl Read for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_read(cx, buf)
    }
}

impl Write for Socket {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.socket).poll_write(cx, buf);
        self.or_timeout(cx, result)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        // hyper flushes whenever it has been woken, whether there is something to write or not. This is the one place
        // where a client that leaves can be seen: hyper does not read while a request is at work.
        if !self.exchange.is_at_work() {
            self.presence.renew();
        } else {
            let Socket { socket, presence, .. } = &mut *self;
            if presence.poll_gone(socket.inner(), cx).is_ready() {
                return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
            }
        }
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.lingering.is_none() {
            ready!(Pin::new(&mut self.socket).poll_shutdown(cx))?;
        }
        if self.exchange.has_unread() {
            ready!(self.poll_linger(cx));
        }
        Poll::Ready(Ok(()))
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.socket).poll_write_vectored(cx, bufs);
        self.or_timeout(cx, result)
    }
}

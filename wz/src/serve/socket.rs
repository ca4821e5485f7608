use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;

use super::exchange::Exchange;
use super::linger::Linger;
use super::patience::Patience;
use super::presence::Presence;
use super::settings::Settings;
use super::stream::Stream;

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
    socket: TokioIo<Stream>,
    patience: Patience,
    presence: Presence,
    exchange: Exchange,
    linger: Linger,
}

impl Socket {
    pub(super) fn new(socket: Stream, settings: &Settings, exchange: Exchange) -> Socket {
        Socket {
            socket: TokioIo::new(socket),
            patience: Patience::new(settings.write_timeout),
            presence: Presence::new(settings.half_close_timeout),
            exchange,
            linger: Linger::new(settings),
        }
    }

    fn or_timeout<T>(&mut self, cx: &mut Context<'_>, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        self.exchange.set_stalled(result.is_pending());
        if result.is_pending() {
            ready!(self.patience.poll_exhausted(cx));
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        self.patience.renew();
        self.presence.renew();
        result
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
        let Socket { socket, linger, exchange, .. } = &mut *self;
        if !linger.has_begun() {
            ready!(Pin::new(&mut *socket).poll_shutdown(cx))?;
        }
        if exchange.has_unread() {
            if !linger.has_begun() {
                exchange.close();
            }
            ready!(linger.poll_over(socket.inner_mut(), cx));
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

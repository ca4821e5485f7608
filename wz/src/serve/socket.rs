use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use super::patience::Patience;

/// The socket of a connection, with two habits hyper does not have.
///
/// Writes fail when the client takes nothing for a while: without that, a client that asks for something large and
/// then stops reading keeps its task and buffers for ever.
///
/// It closes slowly when a body was left unread. Closing at once would make the system answer what still arrives with
/// a reset, and a client that gets one often loses the response too: it would never see why its upload was refused.
pub(super) struct Socket {
    socket: TokioIo<TcpStream>,
    patience: Patience,
    unread: Unread,
    lingering: Option<Pin<Box<Sleep>>>,
}

/// Whether a request's body was given up before its end; shared by the socket and the bodies that come from it.
#[derive(Clone, Default)]
pub(super) struct Unread(Arc<AtomicBool>);

impl Unread {
    pub(super) fn mark(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// How long a client may go on sending a body that nobody reads.
const LINGER: Duration = Duration::from_secs(2);

impl Socket {
    pub(super) fn new(socket: TcpStream, write_timeout: Duration, unread: Unread) -> Socket {
        Socket {
            socket: TokioIo::new(socket),
            patience: Patience::new(write_timeout),
            unread,
            lingering: None,
        }
    }

    fn or_timeout<T>(&mut self, cx: &mut Context<'_>, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if result.is_pending() {
            ready!(self.patience.poll_exhausted(cx));
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        self.patience.renew();
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
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.lingering.is_none() {
            ready!(Pin::new(&mut self.socket).poll_shutdown(cx))?;
        }
        if self.unread.0.load(Ordering::Relaxed) {
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

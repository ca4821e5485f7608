use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf, copy_bidirectional};
use tokio::time::{Instant, timeout};

use crate::upgrade::Connection;

/// How long one end may still be silent when the other one sends no more, which mostly is gone.
const HALF_CLOSED: Duration = Duration::from_secs(5);

/// Passes bytes in both directions until both ends are done, or nothing has passed for so long.
pub(super) async fn tunnel(client: Connection, server: OnUpgrade, silence: Duration) {
    let Ok(server) = server.await else { return };
    let passed = Arc::new(Passed::default());
    let mut client = Counted { inner: client.io, passed: Arc::clone(&passed) };
    let mut server = TokioIo::new(server);
    let mut copy = pin!(copy_bidirectional(&mut client, &mut server));
    let (mut before, mut since) = (0, Instant::now());
    // Whoever breaks it off is no concern of the other: both are closed.
    while timeout(silence.min(HALF_CLOSED), copy.as_mut()).await.is_err() {
        let now = passed.bytes.load(Ordering::Relaxed);
        if std::mem::replace(&mut before, now) != now {
            since = Instant::now();
        } else if passed.half_closed.load(Ordering::Relaxed) || since.elapsed() >= silence {
            return;
        }
    }
}

#[derive(Default)]
struct Passed {
    bytes: AtomicU64,
    /// One end sends no more.
    half_closed: AtomicBool,
}

/// The client's end: what comes from there and what goes there.
struct Counted<I> {
    inner: I,
    passed: Arc<Passed>,
}

impl<I> Counted<I> {
    fn count(&self, bytes: usize) {
        self.passed.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    fn half_close(&self) {
        self.passed.half_closed.store(true, Ordering::Relaxed);
    }
}

impl<I: AsyncRead + Unpin> AsyncRead for Counted<I> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(cx, buffer))?;
        match buffer.filled().len() - before {
            0 => self.half_close(),
            read => self.count(read),
        }
        Poll::Ready(Ok(()))
    }
}

impl<I: AsyncWrite + Unpin> AsyncWrite for Counted<I> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.inner).poll_write(cx, bytes))?;
        self.count(written);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.half_close();
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

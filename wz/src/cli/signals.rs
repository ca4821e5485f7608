use tokio::sync::watch;

/// Counts the requests to stop: Ctrl-C and, on Unix, `SIGTERM`.
pub(super) struct Signals(watch::Receiver<u32>);

impl Signals {
    /// Listens from now on. Needs a runtime.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn listen() -> std::io::Result<Signals> {
        let mut source = Source::new()?;
        let (sender, receiver) = watch::channel(0);
        tokio::spawn(async move {
            while source.next().await.is_some() {
                sender.send_modify(|count| *count += 1);
            }
        });
        Ok(Signals(receiver))
    }

    /// Ready at the `count`-th signal.
    pub(super) async fn reached(&self, count: u32) {
        let mut receiver = self.0.clone();
        if receiver.wait_for(|seen| *seen >= count).await.is_err() {
            // Nobody can signal any more.
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(unix)]
struct Source {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Source {
    fn new() -> std::io::Result<Source> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Source {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) -> Option<()> {
        std::future::poll_fn(|cx| match self.interrupt.poll_recv(cx) {
            std::task::Poll::Pending => self.terminate.poll_recv(cx),
            ready => ready,
        })
        .await
    }
}

#[cfg(not(unix))]
struct Source;

#[cfg(not(unix))]
impl Source {
    fn new() -> std::io::Result<Source> {
        Ok(Source)
    }

    async fn next(&mut self) -> Option<()> {
        tokio::signal::ctrl_c().await.ok()
    }
}

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};

use super::server::{announce, server};
use super::signals::Signals;
use crate::app::App;
use crate::error::{Error, Result};
use crate::log;
use crate::serve::Listener;
use crate::serve::workers::{Event, Farewell, Supervisor, Worker};

/// How long a worker that was replaced answers those who hold a connection.
const FAREWELL: Duration = Duration::from_secs(2);

/// Watches over the workers until a signal comes.
pub(super) async fn supervise(listeners: Vec<Listener>, count: usize) -> Result {
    let signals = Signals::listen()?;
    let mut hangups = signal(SignalKind::hangup())?;
    let workers = if count == 1 { " by one worker".to_owned() } else { format!(" by {count} workers") };
    let supervisor = Supervisor::new(listeners, count);
    let events = supervisor.events();
    tokio::spawn(
        async move { while hangups.recv().await.is_some() && events.send(Event::Reload).is_ok() {} },
    );
    let events = supervisor.events();
    tokio::spawn(async move {
        for count in 1.. {
            signals.reached(count).await;
            if count == 1 {
                log::line(" * Stopping; once more to stop at once");
            }
            if events.send(Event::Stop).is_err() {
                return;
            }
        }
    });
    supervisor
        .run(|listeners| announce(listeners, &workers))
        .await
        .map_err(|error| Error::msg(error.to_string()))
}

/// Serves as one of several workers.
pub(super) fn work(app: App, worker: Worker) -> Result {
    let runtime = Builder::new_multi_thread().worker_threads(worker.threads()).enable_all().build()?;
    let result = runtime.block_on(serve(app, worker));
    runtime.shutdown_background();
    result
}

async fn serve(app: App, worker: Worker) -> Result {
    // Ctrl-C goes to all processes of a terminal; the supervisor is the one that says what follows from it.
    let _ignored = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let listeners = worker.listeners()?;
    let server = server(app, listeners)?;
    let told = worker.ready()?;
    let mut told = pin!(told);
    let stop = poll_fn(|cx| match terminate.poll_recv(cx) {
        Poll::Ready(_) => Poll::Ready(Farewell::Short),
        Poll::Pending => told.as_mut().poll(cx),
    });
    let farewell = async { if stop.await == Farewell::Long { FAREWELL } else { Duration::ZERO } };
    server.run_until_told(farewell).await;
    Ok(())
}

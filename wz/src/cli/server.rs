use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use super::cannot_listen::cannot_listen;
use super::listen::Run;
use super::signals::Signals;
#[cfg(all(unix, feature = "workers"))]
use super::workers;
use crate::app::App;
use crate::error::{Error, Result};
use crate::log;
use crate::serve::{Binding, Listener, Server};

/// `run`: serves until a signal comes.
pub(super) fn run(app: App, run: &Run) -> Result {
    app.check()?;
    #[cfg(all(unix, feature = "workers"))]
    if let Some(worker) = crate::serve::workers::Worker::of_this_process()? {
        return workers::work(app, worker);
    }
    let addresses = run.addresses(&app).map_err(|error| Error::msg(error.to_string()))?;
    #[cfg(all(unix, feature = "workers"))]
    if let Some(count) = run.workers(&app) {
        // What it has opened is for the workers, which have it themselves.
        drop(app);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        return runtime.block_on(async { workers::supervise(listen(run, addresses).await?, count).await });
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(async { serve(app, listen(run, addresses).await?).await });
    // A handler that blocks its thread must not keep the program from ending.
    runtime.shutdown_background();
    result
}

#[cfg_attr(not(all(unix, feature = "systemd")), expect(unused_variables))]
async fn listen(run: &Run, addresses: Vec<crate::serve::Address>) -> Result<Vec<Listener>> {
    #[cfg(all(unix, feature = "systemd"))]
    if !run.is_explicit() {
        let passed = Listener::passed()?;
        if !passed.is_empty() {
            return Ok(passed);
        }
    }
    let mut listeners = Vec::new();
    for address in addresses {
        let listening = Binding::new(address.clone()).listen().await;
        listeners.push(listening.map_err(|error| Error::msg(cannot_listen(&error, &address)))?);
    }
    Ok(listeners)
}

/// Says where the program serves.
pub(super) fn announce(listeners: &[Listener], by: &str) {
    let places: Vec<_> = listeners.iter().map(Listener::to_string).collect();
    log::line(&format!(" * Serving on {}{by}  (Ctrl-C to stop)", places.join(", ")));
}

/// A server of all these.
pub(super) fn server(app: App, listeners: Vec<Listener>) -> Result<Server<App>> {
    let mut listeners = listeners.into_iter();
    let first = listeners.next().ok_or_else(|| Error::msg("there is nothing to listen on".to_owned()))?;
    Ok(listeners.fold(Server::new(first, app), Server::and_listener))
}

async fn serve(app: App, listeners: Vec<Listener>) -> Result {
    let signals = Signals::listen()?;
    announce(&listeners, "");
    let stop = async {
        signals.reached(1).await;
        log::line(" * Stopping; once more to stop at once");
    };
    let mut served = pin!(server(app, listeners)?.run_until(stop));
    let mut at_once = pin!(signals.reached(2));
    poll_fn(|cx| match served.as_mut().poll(cx) {
        Poll::Pending => at_once.as_mut().poll(cx),
        ready => ready,
    })
    .await;
    Ok(())
}

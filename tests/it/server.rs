//! A server on a runtime of its own, whose tasks can be counted.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use wz::serve::{AccessLog, Server};
use wz::{App, Limits};

use crate::app::Site;

pub(crate) struct Running {
    pub(crate) addr: SocketAddr,
    failures: Arc<Mutex<Vec<String>>>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
    runtime: Runtime,
}

impl Running {
    pub(crate) fn start() -> Running {
        Running::with(|server| server)
    }

    pub(crate) fn with(settings: impl FnOnce(Server<App>) -> Server<App>) -> Running {
        Running::limited(Limits::new(), settings)
    }

    pub(crate) fn limited(limits: Limits, settings: impl FnOnce(Server<App>) -> Server<App>) -> Running {
        Running::serve(App::new(Site).limits(limits), settings)
    }

    /// Another application than that of the other tests.
    pub(crate) fn of(app: App) -> Running {
        Running::serve(app, |server| server)
    }

    pub(crate) fn serve(app: App, settings: impl FnOnce(Server<App>) -> Server<App>) -> Running {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let addr = listener.local_addr().unwrap();
        let failures = Arc::new(Mutex::new(Vec::new()));
        let lines = Arc::clone(&failures);
        let app = app.on_failure(move |method, path, failure| {
            lines.lock().unwrap().push(format!("{method} {path} {failure}"));
        });
        let server = settings(Server::new(listener, app).access_log(AccessLog::off()));
        let (stop, stopped) = oneshot::channel();
        let serving = runtime.spawn(server.run_until(stopped));
        Running { addr, failures, stop, serving, runtime }
    }

    /// What `App::on_failure` was told.
    pub(crate) fn failures(&self) -> Vec<String> {
        self.failures.lock().unwrap().clone()
    }

    /// Waits until no connection is left: only the task that accepts them.
    pub(crate) fn assert_all_closed(&self) {
        wait_for_tasks(&self.runtime, |tasks| tasks <= 1);
    }

    /// Waits until this many connections are being served.
    pub(crate) fn wait_for_connections(&self, count: usize) {
        wait_for_tasks(&self.runtime, |tasks| tasks > count);
    }

    /// Stops gracefully, waits for the end, and checks that nothing is left.
    pub(crate) fn stop(self) {
        self.stop.send(()).expect("it still runs");
        self.runtime.block_on(self.serving).expect("it ends without a panic");
        wait_for_tasks(&self.runtime, |tasks| tasks == 0);
    }
}

/// A task is counted until a moment after its end has been seen, hence the wait.
fn wait_for_tasks(runtime: &Runtime, enough: impl Fn(usize) -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let tasks = runtime.metrics().num_alive_tasks();
        if enough(tasks) {
            return;
        }
        assert!(Instant::now() < deadline, "{tasks} tasks");
        thread::sleep(Duration::from_millis(2));
    }
}

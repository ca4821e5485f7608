use std::io::{self, Write};
use std::os::fd::AsFd;
use std::os::unix::net;
use std::os::unix::process::parent_id;

use tokio::io::AsyncReadExt;
use tokio::net::UnixStream;

use super::super::listen::Listener;
use super::channel;

/// Says to a worker that it is one: the process that has started it, and how many there are.
pub(super) const VARIABLE: &str = "__WZ_WORKER";

/// This process, if it is a worker.
pub(crate) struct Worker {
    count: usize,
    channel: net::UnixStream,
}

/// How a worker is to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Farewell {
    /// Nobody takes its place.
    Short,
    /// Clients are to notice nothing.
    Long,
}

impl Worker {
    /// `None` when this process was not started by a supervisor.
    pub(crate) fn of_this_process() -> io::Result<Option<Worker>> {
        let Ok(value) = std::env::var(VARIABLE) else { return Ok(None) };
        let said = value
            .split_once(':')
            .and_then(|(parent, count)| Some((parent.parse().ok()?, count.parse().ok()?)));
        // What a worker starts inherits the variable, and is none.
        let Some((_, count)) = said.filter(|(parent, _): &(u32, usize)| *parent == parent_id()) else {
            return Ok(None);
        };
        let channel = net::UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
        Ok(Some(Worker { count, channel }))
    }

    /// How many threads it should use.
    pub(crate) fn threads(&self) -> usize {
        let processors = std::thread::available_parallelism().map_or(1, Into::into);
        (processors / self.count.max(1)).max(1)
    }

    /// Where to listen. Needs a runtime.
    pub(crate) fn listeners(&self) -> io::Result<Vec<Listener>> {
        channel::receive(&self.channel)?.into_iter().map(Listener::of_descriptor).collect()
    }

    /// Tells the supervisor that it serves. The result is ready when the worker is to stop, or the supervisor has gone.
    pub(crate) fn ready(self) -> io::Result<impl Future<Output = Farewell>> {
        (&self.channel).write_all(&[channel::READY])?;
        self.channel.set_nonblocking(true)?;
        let mut channel = UnixStream::from_std(self.channel)?;
        Ok(async move {
            let mut message = [0];
            match channel.read(&mut message).await {
                Ok(1) if message == [channel::GIVE_WAY] => Farewell::Long,
                _ => Farewell::Short,
            }
        })
    }
}

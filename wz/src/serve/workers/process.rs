use std::io::{self, Write};
use std::os::fd::{BorrowedFd, OwnedFd};
use std::os::unix::net;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::net::UnixStream;
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::sleep;

use super::channel;
use super::event::{Event, Id};
use super::worker::VARIABLE;

/// A worker, as the supervisor sees it.
pub(super) struct Process {
    child: Arc<Mutex<Child>>,
    channel: net::UnixStream,
}

impl Process {
    /// Starts this program once more, as one of `count` workers, and hands it the sockets.
    pub(super) fn start(
        id: Id,
        count: usize,
        sockets: &[BorrowedFd<'_>],
        events: UnboundedSender<Event>,
    ) -> io::Result<Process> {
        let (here, there) = net::UnixStream::pair()?;
        let child = Command::new(std::env::current_exe()?)
            .args(std::env::args_os().skip(1))
            .env(VARIABLE, format!("{}:{count}", std::process::id()))
            .stdin(OwnedFd::from(there))
            .spawn()?;
        let child = Arc::new(Mutex::new(child));
        // If it has ended already, that is seen below.
        let _ = channel::send(&here, sockets);
        here.set_nonblocking(true)?;
        let reading = UnixStream::from_std(here.try_clone()?)?;
        tokio::spawn(watch(id, Arc::clone(&child), reading, events));
        Ok(Process { child, channel: here })
    }

    /// Its number for the system.
    pub(super) fn pid(&self) -> u32 {
        self.child.lock().unwrap_or_else(PoisonError::into_inner).id()
    }

    pub(super) fn stop(&self) {
        // One that has gone needs not be told.
        let _ = (&self.channel).write(&[channel::STOP]);
    }

    pub(super) fn give_way(&self) {
        let _ = (&self.channel).write(&[channel::GIVE_WAY]);
    }

    pub(super) fn kill(&self) {
        let _ = self.child.lock().unwrap_or_else(PoisonError::into_inner).kill();
    }
}

async fn watch(id: Id, child: Arc<Mutex<Child>>, mut channel: UnixStream, events: UnboundedSender<Event>) {
    let mut message = [0];
    while let Ok(1..) = channel.read(&mut message).await {
        if message == [channel::READY] && events.send(Event::Ready(id)).is_err() {
            return;
        }
    }
    // The system closes the channel a moment before the process can be waited for.
    let _ = events.send(Event::Ended(id, ended(&child).await));
}

async fn ended(child: &Mutex<Child>) -> Option<ExitStatus> {
    loop {
        let status = child.lock().unwrap_or_else(PoisonError::into_inner).try_wait();
        match status {
            Ok(Some(status)) => return Some(status),
            Ok(None) => sleep(Duration::from_millis(10)).await,
            Err(_) => return None,
        }
    }
}

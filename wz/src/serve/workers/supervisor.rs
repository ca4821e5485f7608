use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::sleep;

use super::super::listen::Listener;
use super::event::{Event, Id};
use super::process::Process;
use crate::log;

/// Starts workers, and others for those that end.
pub(crate) struct Supervisor {
    listeners: Vec<Listener>,
    count: usize,
    workers: BTreeMap<Id, Worker>,
    next: Id,
    /// How often in a row the worker of each place has ended soon after its start.
    failures: Vec<u32>,
    /// The workers that are still to be replaced, and the one that is being.
    outdated: VecDeque<Id>,
    replacing: Option<(Id, Id)>,
    stops: u32,
    sender: UnboundedSender<Event>,
    events: UnboundedReceiver<Event>,
}

struct Worker {
    process: Process,
    place: usize,
    started: Instant,
    is_ready: bool,
    /// It has been told to stop.
    is_leaving: bool,
}

/// A worker that was told to stop does so in 13 seconds, or else it hangs: farewell, grace, and a second for handlers that block.
const OVERDUE: Duration = Duration::from_secs(15);

/// A worker that has not come to serve by then never will, and others wait for it.
const START: Duration = Duration::from_secs(60);

/// A worker that has lived so long did not end for a reason that the next one has too.
const LONG: Duration = Duration::from_secs(10);

impl Supervisor {
    pub(crate) fn new(listeners: Vec<Listener>, count: usize) -> Supervisor {
        let (sender, events) = unbounded_channel();
        Supervisor {
            listeners,
            count,
            workers: BTreeMap::new(),
            next: 0,
            failures: vec![0; count],
            outdated: VecDeque::new(),
            replacing: None,
            stops: 0,
            sender,
            events,
        }
    }

    /// Where it is to be told to stop or to reload.
    pub(crate) fn events(&self) -> UnboundedSender<Event> {
        self.sender.clone()
    }

    /// Until all workers have stopped. Calls `serving` once the first ones are all there.
    ///
    /// # Errors
    /// No worker can be started, or the first ones end before they serve.
    pub(crate) async fn run(mut self, serving: impl FnOnce(&[Listener])) -> io::Result<()> {
        for place in 0..self.count {
            self.start(place)?;
        }
        let mut serving = Some(serving);
        while !(self.workers.is_empty() && self.stops > 0) {
            let Some(event) = self.events.recv().await else { break };
            match event {
                Event::Ready(id) => {
                    self.is_ready(id);
                    if self.workers.values().all(|worker| worker.is_ready)
                        && let Some(serving) = serving.take()
                    {
                        serving(&self.listeners);
                    }
                }
                Event::Ended(id, status) => {
                    if serving.is_some() && self.stops == 0 {
                        self.kill();
                        let end = described(status);
                        return Err(io::Error::other(format!("a worker has ended before it served{end}")));
                    }
                    self.has_ended(id, status);
                }
                Event::Overdue(id) => self.is_overdue(id),
                Event::Start(place) if self.stops == 0 => self.start_or_wait(place),
                Event::Start(_) => {}
                Event::Stop => self.stop(),
                Event::Reload if self.stops == 0 => self.reload(),
                Event::Reload => {}
            }
        }
        Ok(())
    }

    fn start(&mut self, place: usize) -> io::Result<Id> {
        let id = self.next;
        self.next += 1;
        let sockets: Vec<_> = self.listeners.iter().map(Listener::descriptor).collect();
        let process = Process::start(id, self.count, &sockets, self.sender.clone())?;
        let worker = Worker { process, place, started: Instant::now(), is_ready: false, is_leaving: false };
        self.workers.insert(id, worker);
        self.look_later(id, START);
        Ok(id)
    }

    fn start_or_wait(&mut self, place: usize) {
        if let Err(error) = self.start(place) {
            log::line(&format!(" * No worker can be started: {error}"));
            self.start_later(place);
        }
    }

    /// Waits longer each time.
    fn start_later(&mut self, place: usize) {
        let failures = &mut self.failures[place];
        let wait =
            if *failures == 0 { Duration::ZERO } else { Duration::from_millis(250 << (*failures).min(7)) };
        *failures += 1;
        let events = self.sender.clone();
        tokio::spawn(async move {
            sleep(wait).await;
            events.send(Event::Start(place))
        });
    }

    fn is_ready(&mut self, id: Id) {
        if let Some(worker) = self.workers.get_mut(&id) {
            worker.is_ready = true;
        }
        if let Some((_, old)) = self.replacing.take_if(|(new, _)| *new == id) {
            if let Some(worker) = self.workers.get_mut(&old) {
                worker.is_leaving = true;
                worker.process.give_way();
                self.look_later(old, OVERDUE);
            }
            self.replace_next();
        }
    }

    /// Looks whether it has stopped when it should have.
    fn look_later(&self, id: Id, wait: Duration) {
        let events = self.sender.clone();
        tokio::spawn(async move {
            sleep(wait).await;
            events.send(Event::Overdue(id))
        });
    }

    fn is_overdue(&self, id: Id) {
        let Some(Worker { process, is_ready, is_leaving, .. }) = self.workers.get(&id) else { return };
        let fault = match (is_leaving, is_ready) {
            (true, _) => "does not stop by itself",
            (false, false) => "does not come to serve",
            (false, true) => return,
        };
        log::line(&format!(" * Worker {} {fault}: it is killed", process.pid()));
        process.kill();
    }

    fn has_ended(&mut self, id: Id, status: Option<ExitStatus>) {
        let Some(worker) = self.workers.remove(&id) else { return };
        if worker.is_leaving || self.stops > 0 {
            return;
        }
        let (pid, end) = (worker.process.pid(), described(status));
        if self.replacing.take_if(|(new, _)| *new == id).is_some() {
            self.outdated.clear();
            log::line(&format!(
                " * The new worker {pid} has ended before it served{end}: the old ones go on"
            ));
            return;
        }
        log::line(&format!(" * Worker {pid} has ended{end}: another takes its place"));
        if worker.is_ready && worker.started.elapsed() > LONG {
            self.failures[worker.place] = 0;
        }
        self.outdated.retain(|outdated| *outdated != id);
        self.start_later(worker.place);
    }

    fn reload(&mut self) {
        log::line(" * Replacing the workers");
        self.outdated =
            self.workers.iter().filter(|(_, worker)| !worker.is_leaving).map(|(id, _)| *id).collect();
        if self.replacing.is_none() {
            self.replace_next();
        }
    }

    /// One after the other, so that there are never many more than usual.
    fn replace_next(&mut self) {
        while let Some(old) = self.outdated.pop_front() {
            let Some(place) = self.workers.get(&old).map(|worker| worker.place) else { continue };
            match self.start(place) {
                Ok(new) => self.replacing = Some((new, old)),
                Err(error) => {
                    self.outdated.clear();
                    log::line(&format!(" * No worker can be started: {error}; the old ones go on"));
                }
            }
            return;
        }
    }

    fn stop(&mut self) {
        self.stops += 1;
        if self.stops > 1 {
            self.kill();
        }
        for worker in self.workers.values_mut() {
            worker.is_leaving = true;
            worker.process.stop();
        }
        if self.stops == 1 {
            self.workers.keys().for_each(|id| self.look_later(*id, OVERDUE));
        }
    }

    fn kill(&self) {
        for worker in self.workers.values() {
            worker.process.kill();
        }
    }
}

/// Workers end with their channel, but one whose threads are blocked does not look at it.
impl Drop for Supervisor {
    fn drop(&mut self) {
        self.kill();
    }
}

fn described(status: Option<ExitStatus>) -> String {
    status.map_or(String::new(), |status| format!(" ({status})"))
}

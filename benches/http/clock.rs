//! Processor time of a server, with many connections. Its own thread runs on one core and the client on another one, where
//! there are two.

use crate::client::Client;
use crate::events::Listeners;
use crate::jobs::Job;
use crate::process::Process;

/// Keeps this process, and those that it starts from now on, on one core.
#[cfg(target_os = "linux")]
pub(crate) fn pin(core: usize) {
    use rustix::thread::{CpuSet, sched_setaffinity};

    let mut cores = CpuSet::new();
    cores.set(core);
    // There may be only one.
    let _ = sched_setaffinity(None, &cores);
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn pin(_: usize) {}

/// Microseconds of a request.
pub(crate) fn job(process: &Process, job: &Job) -> f64 {
    let (count, connections) = job.timed;
    let count = if cfg!(debug_assertions) { connections } else { count };
    let mut clients: Vec<Client> = (0..connections).map(|_| process.connect()).collect();
    let request = job.request(&mut clients[0]);
    let round = |clients: &mut [Client]| {
        clients.iter_mut().for_each(|client| client.send(&request));
        clients.iter_mut().for_each(|client| drop(client.receive()));
    };
    round(&mut clients);
    let before = process.times();
    for _ in 0..count / connections {
        round(&mut clients);
    }
    process.times().since(&before) / (count / connections * connections) as f64
}

/// Microseconds of an event that one client gets.
pub(crate) fn event(process: &Process, listening: usize) -> f64 {
    const EVENTS: usize = if cfg!(debug_assertions) { 1 } else { 10 };
    let mut listeners = Listeners::connect(process, listening);
    let mut client = process.connect();
    listeners.publish(&mut client, 1);
    let before = process.times();
    listeners.publish(&mut client, EVENTS);
    process.times().since(&before) / (EVENTS * listening) as f64
}

//! Whole servers that do the same work: `cargo bench -p wz-benches --bench http -- [--count] [NAME...]`.
//!
//! Every column is a server with the same 208 routes, in a process of its own on one thread, asked over the loopback
//! interface; the first is hyper itself. Before anything is measured, the answers are compared, and their headers, where it
//! is not a file.
//!
//! Without an argument: microseconds of processor time of the server, kernel and all, for a request; the least of interleaved
//! rounds, with 16 keep-alive connections that are all asked before the first answer is read (8 for the file of 100 KB, 2 for
//! that of 10 MB). `events` is what one event costs for each of 1,000 clients that listen.
//!
//! - `--count`: instructions instead, as callgrind counts them for one warm keep-alive connection: user space only. They repeat
//!   to a thousandth, except for those of files, which are read on other threads. Each byte of a long copy counts as one: who
//!   copies a file once more has its length on top. Without valgrind nothing is counted.
//! - NAME: only these servers and these rows; always with the floor.
//!
//! All servers are one program, so a feature of a library that two of them use is there for both: hyper and its neighbours
//! of the floor, wz and axum, `serde_json` and `serde` of all. None of those is on the way of a request. What each does beyond
//! the floor is said in `servers`.
#![allow(missing_docs, clippy::expect_used)]

mod client;
mod clock;
mod count;
mod events;
mod jobs;
mod process;
mod servers;

use std::path::Path;

use jobs::{Folder, JOBS, Job};
use process::Process;
use servers::{SERVERS, Server};

/// A build without optimization only shows that everything runs.
const ROUNDS: usize = if cfg!(debug_assertions) { 1 } else { 7 };
const LISTENING: usize = if cfg!(debug_assertions) { 10 } else { 1000 };
const EVENTS: &str = "events";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [option, name, folder] = &*arguments
        && option == "--serve"
    {
        return servers::serve(name, folder.as_ref());
    }
    let names: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|name| !name.starts_with("--")).collect();
    let servers = chosen(SERVERS.iter().enumerate(), &names, |(at, server)| (server.0, *at == 0));
    let servers: Vec<Server> = servers.into_iter().map(|(_, server)| *server).collect();
    let jobs: Vec<&Job> = chosen(JOBS.iter(), &names, |job| (job.name, false));
    let events =
        names.is_empty() || names.contains(&EVENTS) || !JOBS.iter().any(|job| names.contains(&job.name));
    let folder = Folder::create();
    let counts = arguments.iter().any(|argument| argument == "--count");
    if counts && !count::is_there() {
        return println!("skipped: no valgrind");
    }
    if !counts && !Path::new("/proc/self/schedstat").exists() {
        return println!("skipped: nobody says how long a thread has run");
    }
    compare(&servers, &jobs, &folder);
    let rows: Vec<&str> = jobs.iter().map(|job| job.name).chain(events.then_some(EVENTS)).collect();
    let columns = if counts {
        counted(&servers, &jobs, events, &folder)
    } else {
        timed(&servers, &jobs, events, &folder)
    };
    print!("{:<10}", if counts { "instr." } else { "CPU us" });
    servers.iter().for_each(|server| print!("{:>12}", server.0));
    servers[1..].iter().for_each(|server| print!("{:>9}", server.0));
    println!();
    for (row, name) in rows.iter().enumerate() {
        print!("{name:<10}");
        let precision = if counts { 0 } else { 2 };
        columns.iter().for_each(|column| print!("{:>12.precision$}", column[row]));
        columns[1..].iter().for_each(|column| print!("{:>9.3}", column[row] / columns[0][row]));
        println!();
    }
}

/// Those that are named; all, if none is. What says so of itself is always there.
fn chosen<T>(
    all: impl Iterator<Item = T> + Clone,
    names: &[&str],
    name: impl Fn(&T) -> (&'static str, bool),
) -> Vec<T> {
    let some = all.clone().any(|one| names.contains(&name(&one).0));
    all.filter(|one| {
        let (name, always) = name(one);
        always || !some || names.contains(&name)
    })
    .collect()
}

/// All give the same answers.
fn compare(servers: &[Server], jobs: &[&Job], folder: &Folder) {
    let mut expected: Vec<Vec<String>> = Vec::new();
    for (name, _) in servers {
        let process = Process::start(name, folder.path(), &[]);
        let mut client = process.connect();
        for (at, job) in jobs.iter().enumerate() {
            let request = job.request(&mut client);
            let answer = client.ask(&request);
            job.check(&answer);
            let headers = headers(&answer.head);
            match expected.get(at) {
                None => expected.push(headers),
                Some(expected) if job.is_uniform() => assert_eq!(&headers, expected, "{name}: {}", job.name),
                Some(_) => {}
            }
        }
    }
}

/// Without the date, which may have changed.
fn headers(head: &str) -> Vec<String> {
    let lines = head.lines().map(str::to_ascii_lowercase).filter(|line| !line.starts_with("date:"));
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines
}

fn counted(servers: &[Server], jobs: &[&Job], events: bool, folder: &Folder) -> Vec<Vec<f64>> {
    let column = |(name, _): &Server| {
        let mut server = count::Counted::start(name, folder.path());
        let mut column: Vec<f64> = jobs.iter().map(|job| server.job(job)).collect();
        column.extend(events.then(|| server.event(LISTENING)));
        column
    };
    servers.iter().map(column).collect()
}

fn timed(servers: &[Server], jobs: &[&Job], events: bool, folder: &Folder) -> Vec<Vec<f64>> {
    clock::pin(0);
    let processes: Vec<Process> =
        servers.iter().map(|(name, _)| Process::start(name, folder.path(), &[])).collect();
    clock::pin(1);
    let mut columns = vec![vec![f64::INFINITY; jobs.len() + usize::from(events)]; servers.len()];
    for _ in 0..ROUNDS {
        for (row, job) in jobs.iter().enumerate() {
            for (process, column) in processes.iter().zip(&mut columns) {
                column[row] = column[row].min(clock::job(process, job));
            }
        }
        if events {
            for (process, column) in processes.iter().zip(&mut columns) {
                let row = jobs.len();
                column[row] = column[row].min(clock::event(process, LISTENING));
            }
        }
    }
    columns
}

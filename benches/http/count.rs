//! Instructions that callgrind counts: user space only, of one warm connection.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::client::Client;
use crate::events::Listeners;
use crate::jobs::{Job, request};
use crate::process::Process;

pub(crate) fn is_there() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// A server under callgrind. At each mark what has been counted since the last one is written to the next file.
pub(crate) struct Counted<'f> {
    process: Process,
    folder: &'f Path,
    marks: usize,
}

impl Counted<'_> {
    pub(crate) fn start<'f>(name: &str, folder: &'f Path) -> Counted<'f> {
        let out = folder.join("callgrind");
        let under = [
            "valgrind".into(),
            "--tool=callgrind".into(),
            "--dump-before=*servers::mark*".into(),
            format!("--callgrind-out-file={}", out.display()),
        ];
        Counted { process: Process::start(name, folder, &under), folder, marks: 0 }
    }

    /// Instructions of a request: of so many, and of twice as many, so that what a mark costs is not among them.
    pub(crate) fn job(&mut self, job: &Job) -> f64 {
        let mut client = self.process.connect();
        let request = job.request(&mut client);
        let mut ask = |client: &mut Client, count| (0..count).for_each(|_| drop(client.ask(&request)));
        ask(&mut client, if cfg!(debug_assertions) { 1 } else { job.counted / 2 + 1 });
        self.difference(&mut client, job.counted, &mut ask)
    }

    /// Instructions of an event that one client of a thousand gets.
    pub(crate) fn event(&mut self, listening: usize) -> f64 {
        const EVENTS: usize = 5;
        let mut listeners = Listeners::connect(&self.process, listening);
        let mut client = self.process.connect();
        listeners.publish(&mut client, 2);
        self.difference(&mut client, EVENTS, &mut |client, count| listeners.publish(client, count))
            / listening as f64
    }

    fn difference(
        &mut self,
        client: &mut Client,
        count: usize,
        work: &mut dyn FnMut(&mut Client, usize),
    ) -> f64 {
        let count = if cfg!(debug_assertions) { 1 } else { count };
        self.mark(client);
        work(client, count);
        let once = self.mark(client);
        work(client, count * 2);
        let twice = self.mark(client);
        (twice - once) / count as f64
    }

    /// What has been counted since the last mark.
    fn mark(&mut self, client: &mut Client) -> f64 {
        client.ask(&request("GET", "/mark", "", ""));
        self.marks += 1;
        let file = self.folder.join(format!("callgrind.{}", self.marks));
        let text = fs::read_to_string(&file).expect("a file of callgrind");
        let total =
            text.lines().find_map(|line| line.strip_prefix("totals: ").or(line.strip_prefix("summary: ")));
        total.and_then(|total| total.trim().parse().ok()).expect("a sum")
    }
}

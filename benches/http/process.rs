//! A server in a process of its own: this program once more.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::client::Client;

pub(crate) struct Process {
    child: Child,
    port: u16,
}

impl Process {
    /// Starts a server; `under` is the program that runs it, with its arguments.
    pub(crate) fn start(name: &str, folder: &Path, under: &[String]) -> Process {
        let program = std::env::current_exe().expect("a program").into_os_string();
        let mut words = under.iter().map(Into::into).chain([program]);
        let mut command = Command::new(words.next().expect("a program"));
        command.args(words).args(["--serve", name]).arg(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
        if !under.is_empty() {
            // valgrind says what it is.
            command.stderr(Stdio::null());
        }
        let mut child = command.spawn().expect("a process");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        let mut process = Process { child, port: 0 };
        BufReader::new(out).read_line(&mut line).expect("its output");
        process.port = line.trim().parse().expect("a port");
        process
    }

    pub(crate) fn connect(&self) -> Client {
        Client::connect(self.port)
    }

    /// Processor time of its threads so far, as far as the kernel says it.
    pub(crate) fn times(&self) -> Times {
        let tasks =
            std::fs::read_dir(format!("/proc/{}/task", self.child.id())).into_iter().flatten().flatten();
        let time = |task: std::fs::DirEntry| {
            let text = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
            Some((task.file_name(), text.split(' ').next()?.parse().ok()?))
        };
        Times(tasks.filter_map(time).collect())
    }
}

/// Nanoseconds of each thread.
pub(crate) struct Times(HashMap<OsString, u64>);

impl Times {
    /// Microseconds since then, without those threads that have ended.
    pub(crate) fn since(&self, before: &Times) -> f64 {
        let since = |(task, now): (_, &u64)| now - before.0.get(task).unwrap_or(&0);
        self.0.iter().map(since).sum::<u64>() as f64 / 1000.0
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

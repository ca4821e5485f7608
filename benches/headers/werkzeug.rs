//! Werkzeug as one more row, measured by a Python of its own: `werkzeug_headers.py` does the same jobs on the same texts.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::measure::Group;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/headers/werkzeug_headers.py");

/// Nanoseconds by the names of the groups.
pub(crate) fn ask(python: &str, groups: &[&Group]) -> Vec<(String, f64)> {
    let mut script = Command::new(python)
        .arg(SCRIPT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python that was given starts");
    // The script writes nothing before it has read everything. Dropping its input ends it.
    let mut input = script.stdin.take().expect("a pipe was asked for");
    for group in groups {
        if let Some((function, text)) = group.werkzeug {
            writeln!(input, "{}\t{function}\t{text}", group.name).expect("the script reads");
        }
    }
    drop(input);
    let output = script.wait_with_output().expect("the script ends");
    assert!(output.status.success(), "{SCRIPT} has failed");
    let row = |line: &str| {
        let (name, time) = line.split_once('\t').expect("a name and a time");
        (name.to_owned(), time.parse().expect("a time"))
    };
    String::from_utf8_lossy(&output.stdout).lines().map(row).collect()
}

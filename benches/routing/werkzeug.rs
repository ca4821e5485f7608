//! Werkzeug as one more row, measured by a Python of its own: `werkzeug_lookup.py` builds the same rules and looks
//! the same paths up.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::sets::Set;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/routing/werkzeug_lookup.py");

/// Samples of warm lookups, fewer than the others take: Werkzeug is a hundred times slower and does not need more.
const ROUNDS: usize = 30;

/// What the script answers.
pub(crate) struct Answer {
    /// Nanoseconds a lookup.
    pub(crate) time: f64,
    /// What a candidate that reads integers returns for the same paths.
    pub(crate) sum: u64,
}

/// With a number of `cold` lookups, that many of them.
pub(crate) fn ask(python: &str, set: &Set, paths: &[&str], cold: Option<usize>) -> Answer {
    let (mode, count) = cold.map_or(("warm", ROUNDS), |lookups| ("cold", lookups));
    let mut script = Command::new(python)
        .args([SCRIPT, mode, &count.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python that was given starts");
    // The script writes nothing before it has read everything. Dropping its input ends it.
    let mut input = script.stdin.take().expect("a pipe was asked for");
    write!(input, "{}\n\n{}", set.rules.join("\n"), paths.join("\n")).expect("the script reads");
    drop(input);
    let output = script.wait_with_output().expect("the script ends");
    assert!(output.status.success(), "{SCRIPT} has failed");
    let text = String::from_utf8_lossy(&output.stdout);
    let (time, sum) = text.trim().split_once(' ').expect("two numbers");
    Answer { time: time.parse().expect("a time"), sum: sum.parse().expect("a sum") }
}

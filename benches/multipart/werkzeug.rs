//! Werkzeug's decoder as one more column, in a Python of its own; `werkzeug_multipart.py` beside this file.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::inputs::{BOUNDARY, Input};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/multipart/werkzeug_multipart.py");

/// Megabytes a second.
pub(crate) fn ask(python: &str, input: &Input) -> f64 {
    let mut script = Command::new(python)
        .args([SCRIPT, BOUNDARY, &input.chunks[0].len().max(input.chunks[1].len()).to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python that was given starts");
    script
        .stdin
        .take()
        .expect("a pipe was asked for")
        .write_all(&input.chunks.concat())
        .expect("the script reads");
    let output = script.wait_with_output().expect("the script ends");
    assert!(output.status.success(), "{SCRIPT} has failed");
    let seconds: f64 = String::from_utf8_lossy(&output.stdout).trim().parse().expect("a time");
    input.length() as f64 / 1e6 / seconds
}

//! Random rules and requests, answered by wz and by a Werkzeug that runs beside it.
//!
//! `cargo run --release -p wz-tests --bin differential -- [--seconds N] [--seed N] [--python PROGRAM]`, where the
//! program is a Python 3 that has `werkzeug==3.1.9`. Where wz answers otherwise on purpose, `oracle/routing.py` knows.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value as Json;
use wz_tests::oracle::{builds, matches};

struct Options {
    seconds: u64,
    seed: u64,
    python: String,
}

fn options() -> Result<Options, String> {
    let mut options = Options { seconds: 60, seed: 1, python: "python3".to_owned() };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or(format!("{name} needs a value"))?;
        let number = || value.parse().map_err(|_| format!("{name} needs a number, not {value:?}"));
        match name.as_str() {
            "--seconds" => options.seconds = number()?,
            "--seed" => options.seed = number()?,
            "--python" => options.python = value,
            _ => return Err(format!("unknown option {name}; there are --seconds, --seed, --python")),
        }
    }
    Ok(options)
}

/// What was compared.
#[derive(Default)]
struct Tally {
    seeds: u64,
    matches: usize,
    builds: usize,
}

fn run(options: &Options) -> Result<Tally, String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/oracle/routing.py");
    let mut werkzeug = Command::new(&options.python)
        .args([script, "--live", &options.seed.to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{} does not start: {error}", options.python))?;
    let result = werkzeug.stdout.take().map_or(Err("no output".to_owned()), |output| {
        compare(BufReader::new(output), Duration::from_secs(options.seconds))
    });
    // It never ends by itself, unless it could not start.
    let _ = werkzeug.kill();
    let _ = werkzeug.wait();
    result
}

fn compare(output: impl BufRead, time: Duration) -> Result<Tally, String> {
    let (start, mut tally) = (Instant::now(), Tally::default());
    for line in output.lines() {
        let line = line.map_err(|error| error.to_string())?;
        let cases: Json = serde_json::from_str(&line).map_err(|error| error.to_string())?;
        let groups = |name: &str| cases[name].as_array().cloned().unwrap_or_default();
        for group in groups("match") {
            tally.matches += matches(&group).map_err(|case| format!("seed {}: {case}", cases["seed"]))?;
        }
        for group in groups("build") {
            tally.builds += builds(&group).map_err(|case| format!("seed {}: {case}", cases["seed"]))?;
        }
        tally.seeds += 1;
        if start.elapsed() >= time {
            return Ok(tally);
        }
    }
    Err("Werkzeug has ended: is it version 3.1.9, and the program a Python 3?".to_owned())
}

fn main() -> ExitCode {
    match options().and_then(|options| run(&options)) {
        Ok(Tally { seeds, matches, builds }) => {
            println!("{matches} matches and {builds} URLs of {seeds} seeds agree");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

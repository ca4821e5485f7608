//! Bodies read into types, beside the extractors of axum and actix-web: `cargo bench -p wz-benches --bench bodies --
//! [--count NAME INPUT [PASSES]]`.
//!
//! Every row is one body that is in memory, read by `Form<T>` or `Json<T>` of each into the same type; the values are
//! compared first. Requests are made before the clock starts, and dropped before it stops. The numbers are nanoseconds, the
//! tenth best of interleaved rounds, and how many times the time of wz the others take.
//!
//! `Form` of the rivals knows no lists, so there are none in the forms here. wz gives another error for a field that comes
//! twice and one that is missing, and names the field of one that does not fit; what that costs is in the numbers.
//!
//! - `--count NAME INPUT [PASSES]`: the extractor of that name reads the input with that number so many times, to be
//!   counted under `valgrind --tool=callgrind`; the difference of two runs is what the passes take.
#![allow(missing_docs, clippy::expect_used)]

mod inputs;
mod readers;

use std::time::Duration;

use inputs::Input;

/// A build without optimization only shows that everything runs.
const ROUNDS: usize = if cfg!(debug_assertions) { 2 } else { 300 };
const BATCH: usize = 100;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let inputs = inputs::all();
    if let Some(at) = arguments.iter().position(|argument| argument == "--count") {
        let number = |place: usize| arguments.get(at + place)?.parse::<usize>().ok();
        let input = &inputs[number(2).expect("the number of an input")];
        let readers = input.readers();
        let reader =
            readers.iter().find(|reader| Some(reader.name) == arguments.get(at + 1).map(String::as_str));
        (reader.expect("a name").read)(number(3).unwrap_or(BATCH));
        return;
    }
    print!("{:<34}{:>10}", "ns", "bytes");
    inputs[0].readers().iter().for_each(|reader| print!("{:>10}", reader.name));
    println!("{:>10}{:>10}", "axum/wz", "actix/wz");
    for input in &inputs {
        let times = interleaved(input);
        print!("{:<34}{:>10}", input.name, input.body.len());
        times.iter().for_each(|time| print!("{time:>10.0}"));
        times[1..].iter().for_each(|time| print!("{:>10.2}", time / times[0]));
        println!();
    }
}

/// Nanoseconds that each takes, in turn.
fn interleaved(input: &Input) -> Vec<f64> {
    let readers = input.readers();
    let mut samples = vec![Vec::with_capacity(ROUNDS); readers.len()];
    for _ in 0..ROUNDS {
        for (reader, samples) in readers.iter().zip(&mut samples) {
            samples.push((reader.read)(BATCH));
        }
    }
    let typical = |mut samples: Vec<Duration>| {
        samples.sort();
        samples[samples.len() / 10].as_nanos() as f64 / BATCH as f64
    };
    samples.into_iter().map(typical).collect()
}

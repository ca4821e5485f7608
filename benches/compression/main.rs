//! Responses that are compressed on the fly, beside `CompressionLayer` of tower-http (around a router of axum) and `Compress`
//! of actix-web: `cargo bench -p wz-benches --bench compression -- [--count NAME INPUT CODING [PASSES]]`.
//!
//! Every row is one content in memory, asked for with one coding, and read to its end: the application is called, without a
//! server. All have the same flate2, brotli and Zstandard in this build. wz and tower-http compress at the same level, the
//! default one of wz; actix-web at its own, which cannot be set. The numbers are microseconds, the tenth best of interleaved
//! rounds, how many times the time of wz the others take, and the bytes that each makes of it.
//!
//! - `--count NAME INPUT CODING [PASSES]`: that one answers so many requests for the input with that number, to be counted
//!   under `valgrind --tool=callgrind`; the difference of two runs is what the passes take.
#![allow(missing_docs, clippy::expect_used, clippy::needless_pass_by_value, clippy::panic)]

mod inputs;
mod servers;

use std::time::{Duration, Instant};

use servers::Server;

/// A build without optimization only shows that everything runs.
const ROUNDS: usize = if cfg!(debug_assertions) { 1 } else { 60 };

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let inputs = inputs::all();
    if let Some(at) = arguments.iter().position(|argument| argument == "--count") {
        let text = |place: usize| arguments.get(at + place).map(String::as_str);
        let input =
            &inputs[text(2).and_then(|number| number.parse::<usize>().ok()).expect("the number of an input")];
        let servers = servers::all(input, text(3).expect("a coding"));
        let server = servers.iter().find(|server| Some(server.name) == text(1)).expect("a name");
        let passes = text(4).and_then(|number| number.parse().ok()).unwrap_or(10);
        (0..passes).for_each(|_| drop((server.answer)()));
        return;
    }
    print!("{:<26}{:>9}", "us", "bytes");
    ["wz", "tower", "actix", "tower/wz", "actix/wz", "wz", "tower", "actix"]
        .iter()
        .for_each(|head| print!("{head:>10}"));
    println!();
    for input in &inputs {
        for coding in ["identity", "gzip", "br", "zstd"] {
            let servers = servers::all(input, coding);
            let lengths: Vec<usize> = servers.iter().map(|server| (server.answer)().len()).collect();
            let times = interleaved(&servers);
            print!("{:<26}{:>9}", format!("{} {coding}", input.name), input.content.len());
            times.iter().for_each(|time| print!("{time:>10.1}"));
            times[1..].iter().for_each(|time| print!("{:>10.2}", time / times[0]));
            lengths.iter().for_each(|length| print!("{length:>10}"));
            println!();
        }
    }
}

/// Microseconds that each takes, in turn.
fn interleaved(servers: &[Server]) -> Vec<f64> {
    let mut samples = vec![Vec::with_capacity(ROUNDS); servers.len()];
    for _ in 0..ROUNDS {
        for (server, samples) in servers.iter().zip(&mut samples) {
            let start = Instant::now();
            let body = (server.answer)();
            samples.push(start.elapsed());
            drop(body);
        }
    }
    let typical = |mut samples: Vec<Duration>| {
        samples.sort();
        samples[samples.len() / 10].as_nanos() as f64 / 1000.0
    };
    samples.into_iter().map(typical).collect()
}

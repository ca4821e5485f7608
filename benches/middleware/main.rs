//! What each middleware adds to a request: `cargo bench -p wz-benches --bench middleware -- [--count] [NAME...]`.
//!
//! The application is called, without a server: a `GET` that is answered with twelve bytes. The rivals are axum's `from_fn`
//! and the layers of tower-http around a router of axum, called the same way. `added` is the row less the plain one above it.
//!
//! - without a flag: nanoseconds, the tenth best of interleaved rounds.
//! - `--count`: instructions, as callgrind counts them for this program run twice with different numbers of requests. They
//!   repeat to the instruction, whatever else the machine does. Needs valgrind.
#![allow(missing_docs, clippy::expect_used, clippy::needless_pass_by_value, clippy::panic)]

mod axum_cases;
mod count;
mod wz_cases;

use std::time::Instant;

/// One request after the other, in a given number.
type Job = Box<dyn FnMut(u32)>;

type Make = fn() -> Job;

struct Case {
    framework: &'static str,
    name: &'static str,
    make: Make,
}

/// A build without optimization only shows that everything runs.
const ROUNDS: usize = if cfg!(debug_assertions) { 1 } else { 200 };
const REQUESTS: u32 = if cfg!(debug_assertions) { 1 } else { 200 };

fn cases() -> Vec<Case> {
    let of = |framework, cases: &[(&'static str, Make)]| {
        cases.iter().map(move |&(name, make)| Case { framework, name, make }).collect::<Vec<_>>()
    };
    let mut all = of("wz", wz_cases::ALL);
    all.extend(of("axum", axum_cases::ALL));
    all
}

fn main() {
    // What cargo itself adds.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let Some((framework, name, requests)) = count::asked(&arguments) {
        let case = cases().into_iter().find(|case| (case.framework, case.name) == (framework, name));
        (case.expect("a case").make)()(requests);
        return;
    }
    let wanted: Vec<_> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let mut cases = cases();
    cases.retain(|case| {
        wanted.is_empty() || case.name == "plain" || wanted.iter().any(|name| *name == case.name)
    });
    let (unit, figures) = if arguments.iter().any(|argument| argument == "--count") {
        ("instructions", cases.iter().map(|case| count::of(case.framework, case.name)).collect())
    } else {
        ("nanoseconds", interleaved(&cases))
    };
    println!("{:<8}{:<28}{unit:>14}{:>10}", "", "", "added");
    let mut plain = 0.0;
    for (case, figure) in cases.iter().zip(figures) {
        if case.name == "plain" {
            plain = figure;
        }
        println!("{:<8}{:<28}{figure:>14.0}{:>10.0}", case.framework, case.name, figure - plain);
    }
}

fn interleaved(cases: &[Case]) -> Vec<f64> {
    let mut jobs: Vec<Job> = cases.iter().map(|case| (case.make)()).collect();
    let mut samples = vec![Vec::with_capacity(ROUNDS); jobs.len()];
    for _ in 0..ROUNDS {
        for (job, samples) in jobs.iter_mut().zip(&mut samples) {
            let start = Instant::now();
            job(REQUESTS);
            samples.push(start.elapsed());
        }
    }
    let typical = |mut samples: Vec<std::time::Duration>| {
        samples.sort();
        samples[samples.len() / 10].as_nanos() as f64 / f64::from(REQUESTS)
    };
    samples.into_iter().map(typical).collect()
}

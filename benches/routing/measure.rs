//! Timing: all candidates in one process, in turn, in short samples; the tenth percentile of each is shown, so
//! that what else the machine does falls out.

use std::hint::black_box;
use std::time::Instant;

/// Runs a list of paths once and returns a sum that depends on every answer.
pub(crate) type Runner<'r> = Box<dyn Fn(&[&str]) -> u64 + 'r>;

/// A router under test.
pub(crate) struct Candidate<'r> {
    pub(crate) name: &'static str,
    pub(crate) run: Runner<'r>,
}

impl<'r> Candidate<'r> {
    pub(crate) fn new(name: &'static str, lookup: impl Fn(&str) -> u64 + 'r) -> Self {
        let run = move |paths: &[&str]| {
            paths.iter().fold(0u64, |sum, path| sum.wrapping_add(lookup(black_box(path))))
        };
        Candidate { name, run: Box::new(run) }
    }
}

/// Nanoseconds a lookup of each candidate, in `rounds` rounds of one sample each.
///
/// A sample has at least 2,000 lookups, and one for each of the `rules`, so that it is about all of the router. A
/// shorter list is looked up several times over: before the clock starts, the branch predictor has seen it as often.
pub(crate) fn nanoseconds(
    candidates: &[Candidate<'_>],
    paths: &[&str],
    rules: usize,
    rounds: usize,
) -> Vec<f64> {
    let chunk = rules.max(2_000);
    let times = chunk.div_ceil(paths.len());
    let paths = paths.repeat(times);
    let chunk = if times > 1 { paths.len() } else { chunk };
    let mut samples = vec![Vec::with_capacity(rounds); candidates.len()];
    for round in 0..rounds {
        let start = (round * chunk) % paths.len();
        let slice = &paths[start..(start + chunk).min(paths.len())];
        for (candidate, samples) in candidates.iter().zip(&mut samples) {
            black_box((candidate.run)(slice));
            let clock = Instant::now();
            black_box((candidate.run)(slice));
            samples.push(clock.elapsed().as_nanos() as f64 / slice.len() as f64);
        }
    }
    samples
        .into_iter()
        .map(|mut samples| {
            samples.sort_by(f64::total_cmp);
            samples[samples.len() / 10]
        })
        .collect()
}

/// The paths in a random order, many times over: no branch predictor learns it.
pub(crate) fn shuffled<'p>(paths: &[&'p str], count: usize) -> Vec<&'p str> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    (0..count).map(|_| paths[(next() % paths.len() as u64) as usize]).collect()
}

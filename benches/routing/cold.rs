//! Timing of lookups between which the processor did something else, as between two requests of a server.
//!
//! Before every lookup 8 megabytes of memory are walked through, more than the inner caches hold, so that the router
//! has to be fetched again. The clock runs for the lookup alone: the walk takes hundreds of times longer, and the
//! difference of two times with a walk in each would be noise. What the clock itself takes is measured in the same
//! way, with a lookup that does nothing, and subtracted.

use std::hint::black_box;
use std::iter::once;
use std::time::Instant;

use crate::measure::Candidate;

const WALK: usize = 8 << 20;

/// Bytes that processors fetch at once.
const LINE: usize = 64;

/// Nanoseconds of a cold lookup of each candidate: the median of so many. All candidates look the same path up
/// before any of them turns to the next path.
pub(crate) fn nanoseconds(candidates: &[Candidate<'_>], paths: &[&str], lookups: usize) -> Vec<f64> {
    // Of zeros, all pages might be one and the same.
    let memory = vec![1u8; WALK];
    let nothing = Candidate::new("nothing", |_| 0);
    let all: Vec<&Candidate<'_>> = once(&nothing).chain(candidates).collect();
    let mut samples = vec![Vec::with_capacity(lookups); all.len()];
    for path in (0..paths.len()).cycle().take(lookups) {
        for (candidate, samples) in all.iter().zip(&mut samples) {
            walk(&memory);
            samples.push(sample(candidate, &paths[path..=path]));
        }
    }
    let mut medians = samples.into_iter().map(median);
    let clock = medians.next().unwrap_or_default();
    medians.map(|time| time - clock).collect()
}

fn walk(memory: &[u8]) {
    black_box(memory.iter().step_by(LINE).fold(0u64, |sum, byte| sum + u64::from(*byte)));
}

fn sample(candidate: &Candidate<'_>, path: &[&str]) -> f64 {
    // A server has just read the path, so it is in the caches. That the clock is, too, spares the short samples.
    black_box(path[0].bytes().fold(0u64, |sum, byte| sum + u64::from(byte)));
    black_box(Instant::now());
    let clock = Instant::now();
    black_box((candidate.run)(path));
    clock.elapsed().as_nanos() as f64
}

fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}

//! The matcher against one that is made to be read. `WZ_CASES=1000000` runs so many cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod agrees;
mod hostile;
mod long;
mod replay;
mod round_trip;
mod unrelated;

/// How many cases to run: `usual` of them, or the number in `WZ_CASES`.
fn cases(usual: usize) -> usize {
    std::env::var("WZ_CASES").ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

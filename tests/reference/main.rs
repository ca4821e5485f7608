//! The matcher against one that is made to be read. `TEST_CASES=1000000` runs so many cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod agrees;
mod hostile;
mod long;
mod replay;
mod round_trip;
mod unrelated;

/// How many cases to run: `usual` of them, or the number in `TEST_CASES`.
fn cases(usual: usize) -> usize {
    std::env::var("TEST_CASES").ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

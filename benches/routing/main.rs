//! Routers compared: `cargo bench -p wz-benches --bench routing`.
//!
//! Every row is one kind of lookup over one route set, every column a router, in nanoseconds a lookup and as the
//! ratio to `matchit+work` (matchit doing the same kind of work as wz). Fixed order is what a branch predictor
//! learns; random order is closer to real traffic. With `--count NAME` one candidate runs the typed GitHub set
//! once, for counting instructions: `valgrind --tool=callgrind`.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod github;
mod github_handlers;
mod measure;
mod rivals;
mod sets;

use measure::{Candidate, nanoseconds, shuffled};
use sets::{Set, github_plain, github_typed, rest};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--count") {
        return count(&arguments[at + 1..]);
    }
    let rounds = if cfg!(debug_assertions) { 1 } else { 300 };
    for (set, table, quick) in [
        (github_plain(), false, false),
        (github_typed(), true, false),
        (rest(1_000), false, true),
        (rest(10_000), false, true),
    ] {
        let candidates = rivals::all(&set, table, quick);
        check(&set, &candidates);
        let hits: Vec<&str> = set.hits.iter().map(String::as_str).collect();
        let misses: Vec<&str> = set.misses.iter().map(String::as_str).collect();
        let random = shuffled(&hits, 65_536);
        report(&format!("{} hit", set.name), &candidates, &hits, rounds);
        report(&format!("{} hit, random order", set.name), &candidates, &random, rounds);
        report(&format!("{} miss", set.name), &candidates, &misses, rounds);
    }
}

/// All candidates that read integers agree on what they find.
fn check(set: &Set, candidates: &[Candidate<'_>]) {
    let sum = |name: &str| {
        let paths: Vec<&str> = set.hits.iter().map(String::as_str).collect();
        candidates.iter().find(|candidate| candidate.name == name).map(|candidate| (candidate.run)(&paths))
    };
    assert_eq!(sum("wz map"), sum("matchit+work"), "{}", set.name);
    assert!(sum("wz table").is_none() || sum("wz table") == sum("wz map"));
}

fn report(title: &str, candidates: &[Candidate<'_>], paths: &[&str], rounds: usize) {
    let times = nanoseconds(candidates, paths, rounds);
    let base =
        candidates.iter().position(|candidate| candidate.name == "matchit+work").map_or(1.0, |i| times[i]);
    println!("{title}");
    for (candidate, time) in candidates.iter().zip(times) {
        println!("  {:<18} {time:>9.1} ns  {:>6.2}", candidate.name, time / base);
    }
}

/// Looks up all paths of a set a few times over: `--count CANDIDATE [PASSES [hit|miss [github_typed|rest1000|rest10000]]]`.
fn count(arguments: &[String]) {
    let argument =
        |index: usize, otherwise: &'static str| arguments.get(index).map_or(otherwise, String::as_str);
    let set = match argument(3, "github_typed") {
        "rest1000" => rest(1_000),
        "rest10000" => rest(10_000),
        _ => github_typed(),
    };
    let is_github = set.name == "github_typed";
    let candidates = rivals::all(&set, is_github, !is_github);
    let paths = if argument(2, "hit") == "miss" { &set.misses } else { &set.hits };
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let name = argument(0, "wz map");
    let candidate =
        candidates.iter().find(|candidate| candidate.name == name).expect("a candidate of that name");
    let passes: usize = argument(1, "100").parse().expect("a number of passes");
    for _ in 0..passes {
        std::hint::black_box((candidate.run)(&paths));
    }
}

//! Routers compared: `cargo bench -p wz-benches --bench routing -- [OPTION]...`.
//!
//! Every block is one kind of lookup over one route set, every row a router, with the nanoseconds of a lookup and their
//! ratio to `matchit+work` (matchit doing the same kind of work as wz). Fixed order is what a branch predictor
//! learns; random order is closer to real traffic.
//!
//! - `--set NAME`: only the blocks over this set.
//! - `--cold`: before every lookup memory is walked through, so that the router is not in the processor's caches. See
//!   `cold.rs` for what is on the clock. There is random order only.
//! - `--python PATH`: with a Python that has Werkzeug there is a row for Werkzeug's own router, which does the same
//!   work as wz. It runs as a process of its own after the others, who take turns. A Python with it:
//!   `python3 -m venv DIR && DIR/bin/pip install werkzeug`, which makes `DIR/bin/python`.
//! - `--count NAME [PASSES [hit|miss [SET]]]`: the router of that name looks a set up so many times and nothing is
//!   printed. The difference of two runs under `valgrind --tool=callgrind` with different numbers of passes is the
//!   instructions that lookups take.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod cold;
mod github;
mod github_handlers;
mod measure;
mod refusals;
mod rivals;
mod sets;
mod werkzeug;

use measure::{Candidate, nanoseconds, shuffled};
use sets::{Set, backtracking, github_folders, github_plain, github_typed, rest};

/// A build without optimization only shows that everything runs.
const ROUNDS: usize = if cfg!(debug_assertions) { 1 } else { 100 };
const COLD_LOOKUPS: usize = if cfg!(debug_assertions) { 1 } else { 1_000 };

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        Some(arguments.get(at + 1).expect("a value after the name of an option").as_str())
    };
    if let Some(at) = arguments.iter().position(|argument| argument == "--count") {
        return count(&arguments[at + 1..]);
    }
    let wanted = |set: &Set| value("--set").is_none_or(|name| name == set.name);
    let cold = arguments.iter().any(|argument| argument == "--cold").then_some(COLD_LOOKUPS);
    for (set, table, quick) in [
        (github_plain(), false, false),
        (github_typed(), true, false),
        (rest(1_000), false, true),
        (rest(10_000), false, true),
        (backtracking(), false, true),
    ]
    .into_iter()
    .filter(|(set, ..)| wanted(set))
    {
        let candidates = rivals::all(&set, table, quick);
        check(&set, &candidates);
        let block = Block { set: &set, candidates: &candidates, cold, python: value("--python") };
        let hits: Vec<&str> = set.hits.iter().map(String::as_str).collect();
        let misses: Vec<&str> = set.misses.iter().map(String::as_str).collect();
        if cold.is_some() {
            block.report("hit, cold", &shuffled(&hits, 65_536));
            block.report("miss, cold", &shuffled(&misses, 65_536));
        } else {
            block.report("hit", &hits);
            block.report("hit, random order", &shuffled(&hits, 65_536));
            block.report("miss", &misses);
        }
    }
    for (kind, set, candidates) in [
        ("wrong method", github_typed(), refusals::wrong_method as fn(&Set) -> Vec<Candidate<'_>>),
        ("redirect to the slash", github_folders(), refusals::without_slash),
    ]
    .into_iter()
    .filter(|(_, set, _)| wanted(set))
    {
        let candidates = candidates(&set);
        let paths: Vec<&str> = set.hits.iter().map(String::as_str).collect();
        let expected = sum(&candidates, "matchit+work", &paths);
        for candidate in &candidates {
            assert_eq!(Some((candidate.run)(&paths)), expected, "{kind}: {}", candidate.name);
        }
        Block { set: &set, candidates: &candidates, cold, python: None }.report(kind, &paths);
    }
}

/// What all lookup kinds over one set share.
struct Block<'b> {
    set: &'b Set,
    candidates: &'b [Candidate<'b>],
    cold: Option<usize>,
    python: Option<&'b str>,
}

impl Block<'_> {
    fn report(&self, kind: &str, paths: &[&str]) {
        let times = match self.cold {
            Some(lookups) => cold::nanoseconds(self.candidates, paths, lookups),
            None => nanoseconds(self.candidates, paths, self.set.rules.len(), ROUNDS),
        };
        let base = named(self.candidates, "matchit+work").map_or(1.0, |i| times[i]);
        println!("{} {kind}", self.set.name);
        let row = |name: &str, time: f64| println!("  {name:<18} {time:>9.1} ns  {:>6.2}", time / base);
        for (candidate, time) in self.candidates.iter().zip(times) {
            row(candidate.name, time);
        }
        if let Some(python) = self.python {
            let werkzeug = werkzeug::ask(python, self.set, paths, self.cold);
            assert_eq!(Some(werkzeug.sum), sum(self.candidates, "wz map", paths), "{kind}");
            row("werkzeug", werkzeug.time);
        }
    }
}

fn named(candidates: &[Candidate<'_>], name: &str) -> Option<usize> {
    candidates.iter().position(|candidate| candidate.name == name)
}

/// What a candidate finds for these paths.
fn sum(candidates: &[Candidate<'_>], name: &str, paths: &[&str]) -> Option<u64> {
    named(candidates, name).map(|i| (candidates[i].run)(paths))
}

/// All candidates that read integers agree on what they find.
fn check(set: &Set, candidates: &[Candidate<'_>]) {
    let hits: Vec<&str> = set.hits.iter().map(String::as_str).collect();
    let found = |name: &str| sum(candidates, name, &hits);
    assert_eq!(found("wz map"), found("matchit+work"), "{}", set.name);
    assert!(found("wz table").is_none() || found("wz table") == found("wz map"));
}

/// Looks up all paths of a set a few times over. The sets are `github_typed`, `rest1000` and `rest10000`.
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

//! `routes --bench`: how long finding the routes of this very program takes.

use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

use http::uri::PathAndQuery;

use crate::routing::automaton::SizeInBytes;
use crate::routing::{Route, Table, Target};

/// Lookups of one path between two looks at the clock: enough that the looks do not count.
const BATCH: u32 = 256;
/// Fewer say nothing.
const LEAST_ROUNDS: usize = 5;
/// More say nothing new.
const MOST_ROUNDS: usize = 10_000;
/// How many of the slowest rules are shown.
const SLOWEST: usize = 5;

/// What was measured.
#[derive(Debug)]
pub(super) struct Report {
    /// Rules with nanoseconds a lookup.
    rules: Vec<(String, f64)>,
    /// Rules without a sample path.
    skipped: Vec<String>,
    rounds: usize,
    size: SizeInBytes,
    /// Whether the program was built without optimizations.
    debug: bool,
}

struct Sample<'t> {
    route: Route<'t>,
    path: PathAndQuery,
    host: Option<String>,
    /// Nanoseconds a lookup, one for each round.
    times: Vec<f64>,
}

/// Measures in rounds, each with all rules, so that what disturbs the machine for a while disturbs all of them.
pub(super) fn measure(table: &Table<'_>, time: Duration) -> Report {
    let (mut samples, mut skipped) = (Vec::new(), Vec::new());
    for route in table.routes().filter(|route| !route.spec().options.build_only) {
        match route.sample_path().and_then(|path| path.parse().ok()) {
            Some(path) => samples.push(Sample { route, path, host: route.sample_host(), times: Vec::new() }),
            None => skipped.push(route.rule()),
        }
    }
    let start = Instant::now();
    let mut rounds = 0;
    while rounds < LEAST_ROUNDS || (rounds < MOST_ROUNDS && start.elapsed() < time) {
        for sample in &mut samples {
            let nanoseconds = sample.batch(table).as_nanos() as f64 / f64::from(BATCH);
            sample.times.push(nanoseconds);
        }
        rounds += 1;
    }
    let rules = samples.into_iter().map(|sample| (sample.route.rule(), tenth(sample.times))).collect();
    Report { rules, skipped, rounds, size: table.size_in_bytes(), debug: cfg!(debug_assertions) }
}

impl Sample<'_> {
    fn batch(&self, table: &Table<'_>) -> Duration {
        let subdomain = self.route.host().is_some_and(|host| host.subdomain);
        let target = Target {
            method: self.route.one_method(),
            path: &self.path,
            host: self.host.as_deref().filter(|_| !subdomain),
            subdomain: self.host.as_deref().filter(|_| subdomain),
            websocket: self.route.is_websocket(),
        };
        let start = Instant::now();
        for _ in 0..BATCH {
            black_box(table.find(black_box(&target)));
        }
        start.elapsed()
    }
}

/// The 10th percentile: what it takes when nothing else is going on.
fn tenth(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 10).copied().unwrap_or(0.0)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        writeln!(f, "Nanoseconds a lookup: 10th percentile of {} rounds.", self.rounds)?;
        if let Some((_, median)) = rules.get(rules.len() / 2) {
            writeln!(f, "\n{median:>9.1}  median of {}\n\nslowest:", rules_in_all(rules.len()))?;
        }
        for (rule, nanoseconds) in rules.iter().take(SLOWEST) {
            writeln!(f, "{nanoseconds:>9.1}  {rule}")?;
        }
        if !self.skipped.is_empty() {
            writeln!(f, "\nnot measured, since no value is known that their converters take:")?;
            self.skipped.iter().try_for_each(|rule| writeln!(f, "           {rule}"))?;
        }
        writeln!(f, "\ntables:\n{:>9}  bytes\n           {}", self.size.total(), self.size)?;
        if self.debug {
            writeln!(f, "\nThis is a debug build: `cargo run --release` gives the numbers that count.")?;
        }
        Ok(())
    }
}

fn rules_in_all(count: usize) -> String {
    if count == 1 { "1 rule".to_owned() } else { format!("{count} rules") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handler::RouteTable;

    #[wz::get("/user/<int:id>", endpoint = "user")]
    fn user(id: u32) {
        let _ = id;
    }

    #[wz::get("/asset/<path:file>", build_only, endpoint = "asset")]
    fn asset() {}

    wz::routes! { Site = user, asset }

    #[test]
    fn a_report() {
        let report = Report {
            rules: (0..6).map(|i| (format!("/{i}"), 10.0 + f64::from(i) * 1.25)).collect(),
            skipped: vec!["/<Own:x>".into()],
            rounds: 800,
            size: Site::TABLE.size_in_bytes(),
            debug: true,
        };
        let text = report.to_string();
        let (numbers, tables) = text.split_once("\ntables:\n").unwrap();
        assert_eq!(
            numbers,
            "Nanoseconds a lookup: 10th percentile of 800 rounds.

     12.5  median of 6 rules

slowest:
     16.2  /5
     15.0  /4
     13.8  /3
     12.5  /2
     11.2  /1

not measured, since no value is known that their converters take:
           /<Own:x>
"
        );
        assert!(tables.contains("  bytes\n           nodes 96, "), "{tables}");
        assert!(
            tables
                .ends_with("\nThis is a debug build: `cargo run --release` gives the numbers that count.\n")
        );
        let nothing = Report { rules: Vec::new(), skipped: Vec::new(), debug: false, ..report };
        assert!(!nothing.to_string().contains("slowest") && !nothing.to_string().contains("debug"));
    }

    #[test]
    fn rules_that_match_are_measured() {
        let report = measure(Site::TABLE, Duration::ZERO);
        assert_eq!((report.rules.len(), report.rounds), (1, LEAST_ROUNDS));
        assert_eq!(report.rules[0].0, "/user/<int:id>");
    }

    #[test]
    fn percentiles() {
        assert_eq!(tenth((0..100).map(f64::from).rev().collect()), 10.0);
        assert_eq!((tenth(vec![3.0]), tenth(Vec::new())), (3.0, 0.0));
    }
}

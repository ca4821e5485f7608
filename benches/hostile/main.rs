//! No input takes more than linear time: `cargo bench -p wz-benches --bench hostile -- [--long] [PARSER]`.
//!
//! Every parser of the floor below the server (headers, cookies, URLs, dictionaries, security) reads every input of
//! `inputs.rs`, at lengths that double up to 128 KiB, with `--long` up to a mebibyte, which takes ten times as long. A row is
//! one parser with the input whose time grew most: the nanoseconds a byte at each length, and the growth over the worst
//! doubling. With the beginning of the name of a parser, only such are run, and all their inputs are shown.
//!
//! An input whose time more than triples in two doublings one after the other is not linear: quadratic is 4, linear is
//! 2, and what has outgrown a cache is between. It is named at the end, and the program fails. Each time is the best of
//! several, and what grew too much is measured again, so that a busy machine does not count.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used)]

mod inputs;
mod measure;
mod parsers;
mod values;

use measure::Growth;

/// How often an input that seems not to be linear is measured again.
const TRIES: usize = 4;

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let wanted = wanted.as_deref().unwrap_or_default();
    let lengths = measure::lengths(std::env::args().any(|argument| argument == "--long"));
    let parsers: Vec<_> = parsers::all().filter(|(parser, _)| parser.starts_with(wanted)).collect();
    let mut rows: Vec<Vec<(&str, Growth)>> = parsers.iter().map(|_| Vec::new()).collect();
    for (name, input) in inputs::ALL {
        let texts = lengths.map(|length| inputs::text(input, length));
        for ((_, parse), rows) in parsers.iter().zip(&mut rows) {
            let mut growth = measure::grown(*parse, &texts);
            // What is not linear is so each time.
            for _ in 0..TRIES {
                if growth.is_suspect() {
                    growth = measure::grown(*parse, &texts);
                }
            }
            rows.push((name, growth));
        }
    }
    let lengths = lengths.map(|length| format!("{:>5} KiB", length >> 10)).join(" ");
    println!("{:<26} {:<30} ns a byte at {lengths}  growth", "", "");
    let mut suspects = Vec::new();
    for ((parser, _), mut rows) in parsers.iter().zip(rows) {
        rows.sort_by(|(_, a), (_, b)| b.worst().total_cmp(&a.worst()));
        let shown = if wanted.is_empty() { 1 } else { rows.len() };
        for (name, growth) in &rows[..shown] {
            println!("{parser:<26} {name:<30}              {growth}");
        }
        let too_much = rows.iter().filter(|(_, growth)| growth.is_suspect());
        suspects.extend(too_much.map(|(name, _)| format!("{parser}: {name}")));
    }
    assert!(suspects.is_empty(), "not linear: {suspects:#?}");
}

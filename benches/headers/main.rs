//! Headers, cookies, dates and queries beside the crates for each: `cargo bench -p wz-benches --bench headers --
//! [--python PATH] [--only GROUP] [--count GROUP ROW [PASSES]]`.
//!
//! A group is one job on one text, a row is who does it, with the nanoseconds it takes and their ratio to wz. All rows of a
//! group run in turn in the same process. What a row does is what its users would write: from the header map, or from the
//! text where a crate knows no header map, to the answer that a handler wants (the best offer, the value of a cookie).
//! Rows of a group give the same answer, which is checked, unless the comment at the row says what it leaves out.
//!
//! wz is first in all groups but these, where a rival does less, or keeps less of what it has read:
//!
//! - `etag`: `headers` keeps the value of the header map as it is, which counts one more reference to its bytes. A tag of wz
//!   is a text of its own, which can be stored after the request. To compare one with a request there is no need to read
//!   it: see `if-none-match`.
//! - `range`: `headers` keeps the value here too. Its parts are read one by one, not before they are asked for, and what is
//!   malformed is left out instead of refused. `actix-web` and wz are level.
//! - `cache-control`: `headers` drops the directives that it does not know and the names in `no-cache="..."`, and
//!   `actix-web` reads a list in which the caller looks for a directive. wz has a field for each directive, and keeps the
//!   others.
//! - `content type` with a parameter: `mime` has constants for `text/html; charset=utf-8` and its like, keeps the text of
//!   others as it is with offsets into it, and cannot change a parameter.
//! - `content disposition, RFC 8187`: no rival gives the name that RFC 6266 wants; they take `filename`, or leave the
//!   bytes of `filename*` as they are.
//! - `accept, one type`: `actix-web` has no match with offers, so its row only looks for a text in the list.
//! - `URL to URI, plain` and `URL to IRI`: `percent-encoding` knows no parts of a URL, and encodes or decodes all alike.
//!
//! - `--python PATH`: with a Python that has Werkzeug there is a row for Werkzeug, timed by itself inside of its process. A
//!   Python with it: `python3 -m venv DIR && DIR/bin/pip install werkzeug`, which makes `DIR/bin/python`.
//! - `--only GROUP`: only groups whose name begins so.
//! - `--count GROUP ROW [PASSES]`: that row runs so many times and nothing is printed. The difference of two runs under
//!   `valgrind --tool=callgrind` with different numbers of passes is the instructions that it takes.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod accept;
mod actix;
mod caching;
mod conditions;
mod cookies;
mod dates;
mod measure;
mod options;
mod queries;
mod texts;
mod werkzeug;

use measure::{Group, nanoseconds};

/// A build without optimization only shows that everything runs.
const ROUNDS: usize = if cfg!(debug_assertions) { 2 } else { 300 };

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| arguments.iter().position(|argument| argument == name).map(|at| at + 1);
    let groups: Vec<Group> = [
        cookies::groups(),
        accept::groups(),
        conditions::groups(),
        caching::groups(),
        dates::groups(),
        options::groups(),
        queries::groups(),
    ]
    .into_iter()
    .flatten()
    .collect();
    if let Some(at) = after("--count") {
        return count(&groups, &arguments[at..]);
    }
    let value =
        |name: &str| after(name).map(|at| arguments.get(at).expect("a value after the option").as_str());
    let only = value("--only").unwrap_or_default();
    let groups: Vec<&Group> = groups.iter().filter(|group| group.name.starts_with(only)).collect();
    let werkzeug = value("--python").map(|python| werkzeug::ask(python, &groups)).unwrap_or_default();
    let mut not_first = Vec::new();
    for group in groups {
        group.check();
        let times = nanoseconds(group, ROUNDS);
        println!("{}", group.name);
        let row = |name: &str, time: f64| println!("  {name:<22} {time:>9.1} ns {:>8.2}", time / times[0]);
        for (candidate, &time) in group.rows.iter().zip(&times) {
            row(candidate.name, time);
        }
        if let Some((_, time)) = werkzeug.iter().find(|(name, _)| name == group.name) {
            row("werkzeug", *time);
        }
        for (row, _) in group.rows.iter().zip(&times).filter(|(_, time)| **time < times[0]) {
            let less = if row.checked { "" } else { ", whose answer is another" };
            not_first.push(format!("{}: {}{less}", group.name, row.name));
        }
    }
    println!("before wz: {not_first:#?}");
}

/// Runs one row so many times.
fn count(groups: &[Group], arguments: &[String]) {
    let argument = |index: usize| arguments.get(index).map(String::as_str);
    let group = groups.iter().find(|group| Some(group.name) == argument(0)).expect("a group of that name");
    let row = group.rows.iter().find(|row| Some(row.name) == argument(1)).expect("a row of that name");
    for _ in 0..argument(2).map_or(1_000, |passes| passes.parse().expect("a number of passes")) {
        std::hint::black_box((row.run)());
    }
}

//! Building URLs: `cargo bench -p wz-benches --bench links`.
//!
//! Every row is one URL, built by `url_for!` and by `format!`, which is as fast as it gets without a check of anything.
//! Text is percent-encoded by the crate for that in the `format!` column. With `--count wz|format ROW [PASSES]` one of
//! them runs alone, for counting instructions under `valgrind --tool=callgrind`.
#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;
use std::time::Instant;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use wz::prelude::*;

#[get("/user/<int:id>")]
fn user(id: u64) -> String {
    id.to_string()
}

#[get("/<name>/posts/<int:post>")]
fn post(name: &str, post: u64) -> String {
    format!("{name} {post}")
}

mod blog {
    wz::routes! { pub Routes = super::post }
}

routes! { pub Site = user, "/blog/<lang>" => blog::Routes }

/// What a path segment leaves as it is.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

type Build = fn() -> String;

const ROWS: [(&str, Build, Build); 3] = [
    ("one int", || url_for!(user, id = black_box(1347u64)), || format!("/user/{}", black_box(1347u64))),
    (
        "mounted, plain text",
        || url_for!(post, lang = black_box("en"), name = black_box("octocat"), post = black_box(7u64)),
        || formatted(black_box("en"), black_box("octocat"), black_box(7)),
    ),
    (
        "mounted, quoted text",
        || url_for!(post, lang = black_box("en"), name = black_box("a b/ü?"), post = black_box(7u64)),
        || formatted(black_box("en"), black_box("a b/ü?"), black_box(7)),
    ),
];

fn formatted(lang: &str, name: &str, post: u64) -> String {
    let quoted = |text| utf8_percent_encode(text, SEGMENT);
    format!("/blog/{}/{}/posts/{post}", quoted(lang), quoted(name))
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--count") {
        let number = |index: usize| arguments.get(index).map_or(0, |text| text.parse().expect("a number"));
        let (_, wz, format) = ROWS[number(at + 2)];
        let build = if arguments[at + 1] == "wz" { wz } else { format };
        (0..number(at + 3)).for_each(|_| drop(black_box(build())));
        return;
    }
    let rounds = if cfg!(debug_assertions) { 2 } else { 400 };
    for (name, wz, format) in ROWS {
        assert_eq!(wz(), format());
        let [wz, format] = interleaved(rounds, [wz, format]);
        println!("{name:<22} url_for! {wz:>7.1} ns   format! {format:>7.1} ns   {:>5.2}", wz / format);
    }
}

/// The tenth percentile of `rounds` samples of each, taken in turn.
fn interleaved(rounds: usize, builds: [Build; 2]) -> [f64; 2] {
    const BATCH: u32 = 500;
    let mut samples = [Vec::new(), Vec::new()];
    for _ in 0..rounds {
        for (build, samples) in builds.iter().zip(&mut samples) {
            let clock = Instant::now();
            (0..BATCH).for_each(|_| drop(black_box(build())));
            samples.push(clock.elapsed().as_nanos() as f64 / f64::from(BATCH));
        }
    }
    samples.map(|mut samples| {
        samples.sort_by(f64::total_cmp);
        samples[samples.len() / 10]
    })
}

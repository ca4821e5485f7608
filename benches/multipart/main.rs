//! Readers of multipart forms compared: `cargo bench -p wz-benches --bench multipart -- [--python PATH] [--count NAME INPUT]`.
//!
//! Every reader is given the same chunks and drops what it finds. The numbers are megabytes a second, the tenth best of
//! interleaved rounds, and how many times as fast as multer wz is. `-` is a reader that does not get through.
//!
//! - `--python PATH`: with a Python that has Werkzeug there is a column for its decoder, which is given the same chunks in
//!   a process of its own.
//! - `--count NAME INPUT`: the reader of that name reads the input with that number once, to be counted under
//!   `valgrind --tool=callgrind`; the name `none` makes the input only.
#![allow(missing_docs, clippy::expect_used)]

mod inputs;
mod readers;
mod werkzeug;

use std::hint::black_box;
use std::time::Instant;

use inputs::Input;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |flag: &str, place: usize| {
        let at = arguments.iter().position(|argument| argument == flag)?;
        arguments.get(at + place).map(String::as_str)
    };
    if let Some(name) = after("--count", 1) {
        let number: usize =
            after("--count", 2).and_then(|text| text.parse().ok()).expect("a number of an input");
        let input = inputs::all()[number]();
        if let Some((_, read)) = readers::ALL.iter().find(|(reader, _)| *reader == name) {
            black_box(read(&input));
        }
        return;
    }
    let python = after("--python", 1);
    let rounds = if cfg!(debug_assertions) { 1 } else { 15 };
    print!("{:<34}", "MB/s");
    readers::ALL.iter().for_each(|(name, _)| print!("{name:>10}"));
    println!("{}{:>10}", python.map_or("", |_| "  werkzeug"), "wz/multer");
    for input in inputs::all() {
        let input = input();
        print!("{:<34}", input.name);
        let speeds = interleaved(&input, rounds);
        speeds.iter().for_each(|speed| show(*speed));
        if let Some(python) = python {
            show(Some(werkzeug::ask(python, &input)));
        }
        match speeds[..] {
            [Some(wz), Some(multer), ..] => println!("{:>10.1}", wz / multer),
            _ => println!("{:>10}", "-"),
        }
    }
}

fn show(speed: Option<f64>) {
    match speed {
        Some(speed) => print!("{speed:>10.0}"),
        None => print!("{:>10}", "-"),
    }
}

/// Megabytes a second of all readers, which take turns.
fn interleaved(input: &Input, rounds: usize) -> Vec<Option<f64>> {
    let mut samples = vec![Vec::new(); readers::ALL.len()];
    for _ in 0..rounds {
        for ((_, read), samples) in readers::ALL.iter().zip(&mut samples) {
            let clock = Instant::now();
            if black_box(read(input)) == Some(input.expected) {
                samples.push(clock.elapsed().as_secs_f64());
            }
        }
    }
    let speed = |mut samples: Vec<f64>| {
        samples.sort_by(f64::total_cmp);
        samples.get(samples.len() / 10).map(|seconds| input.length() as f64 / 1e6 / seconds)
    };
    samples.into_iter().map(speed).collect()
}

//! What a route table costs a build.
//!
//! `cargo run -p wz-benches --bin compile_time -- [check] [ROUTES]...` writes crates with so many handlers and builds
//! each three ways: plain functions, handlers with `#[get]`, and handlers listed in `routes!`. The differences are
//! what attributes and table cost. Only the crate itself is compiled anew; the best of several builds counts.

mod generate;
mod measure;

use std::process::ExitCode;

use generate::Variant;
use measure::Workshop;

const DEFAULT_SIZES: [usize; 4] = [10, 100, 500, 2000];

fn main() -> ExitCode {
    let mut command = "build";
    let mut sizes = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.parse() {
            Ok(size) => sizes.push(size),
            Err(_) if argument == "check" => command = "check",
            Err(_) => {
                eprintln!("usage: compile_time [check] [ROUTES]...");
                return ExitCode::from(2);
            }
        }
    }
    if sizes.is_empty() {
        sizes.extend(DEFAULT_SIZES);
    }
    match run(command, &sizes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, sizes: &[usize]) -> std::io::Result<()> {
    let workshop = Workshop::new(command)?;
    println!("seconds of `cargo {command}`, best of {}", measure::ROUNDS);
    println!(
        "{:>8} {:>9} {:>9} {:>9} {:>12} {:>9}",
        "routes", "plain", "handlers", "table", "attributes", "table"
    );
    for &size in sizes {
        let [plain, handlers, table] =
            workshop.measure(size, [Variant::Plain, Variant::Handlers, Variant::Table])?;
        let (attributes, listing) = (handlers - plain, table - handlers);
        println!("{size:>8} {plain:>9.2} {handlers:>9.2} {table:>9.2} {attributes:>+12.2} {listing:>+9.2}");
    }
    Ok(())
}

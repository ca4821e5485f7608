//! What a route table costs a build.
//!
//! `cargo run -p wz-benches --bin compile_time -- [check] [flat] [ROUTES]...` writes crates with so many handlers and builds
//! each three ways: plain functions, handlers with `#[get]`, and handlers listed in `routes!`. The differences are
//! what attributes and table cost. The handlers are in modules of 50, each with a set that the root mounts; with `flat` all
//! are in one module and one set. Only the crate itself is compiled anew; the best of several builds counts.

mod generate;
mod measure;

use std::process::ExitCode;

use generate::Variant;
use measure::Workshop;

const DEFAULT_SIZES: [usize; 4] = [10, 100, 500, 2000];

fn main() -> ExitCode {
    let (mut command, mut per_module) = ("build", 50);
    let mut sizes = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.parse() {
            Ok(size) => sizes.push(size),
            Err(_) if argument == "check" => command = "check",
            Err(_) if argument == "flat" => per_module = usize::MAX,
            Err(_) => {
                eprintln!("usage: compile_time [check] [flat] [ROUTES]...");
                return ExitCode::from(2);
            }
        }
    }
    if sizes.is_empty() {
        sizes.extend(DEFAULT_SIZES);
    }
    match run(command, per_module, &sizes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, per_module: usize, sizes: &[usize]) -> std::io::Result<()> {
    let workshop = Workshop::new(command, per_module)?;
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

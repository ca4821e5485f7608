//! What a route table costs a build.
//!
//! `cargo run --release -p wz-benches --bin compile_time -- [WORD]... [ROUTES]...` writes crates with so many handlers
//! (50, 500 and 2000 if no number is given; 10000 works but takes its time) and builds each three ways: `plain`
//! functions, `handlers` with `#[get]`, and the handlers listed in `routes!` (`table`). Words, in any order:
//!
//! - `check`: `cargo check` in place of `cargo build`
//! - `release`: the same with `--release`
//! - `flat`: all handlers in one module and one set; without it they are in modules of 50, each with a set that the
//!   root mounts
//! - `edit`: after a cold build one line in the body of one handler is changed, and the build after that counts.
//!   What the compiler keeps for it is there, unless the profile keeps nothing: `release` does not.
//!
//! To read: `seconds` is the whole of cargo's run, in which only the crate itself is compiled anew, the best of a few
//! rounds; `ms/route` is the same for each route; `added` is what a route costs more than in the row above, so what the
//! attribute costs in the second row, and the table in the third; `peak MB` is the most memory the compiler has
//! had in any round, or `-` where the system does not tell. Small numbers of routes show mostly the fixed costs,
//! linking above all. A build that says anything, a warning too, ends the run with what was said.

mod generate;
mod measure;
mod memory;

use std::process::ExitCode;

use generate::Variant;
use measure::{Plan, Workshop};

const DEFAULT_SIZES: [usize; 3] = [50, 500, 2_000];

fn main() -> ExitCode {
    let mut plan = Plan { command: "build", release: false, edit: false, per_module: 50 };
    let mut sizes = Vec::new();
    for argument in std::env::args().skip(1) {
        match (argument.as_str(), argument.parse()) {
            ("check", _) => plan.command = "check",
            ("release", _) => plan.release = true,
            ("edit", _) => plan.edit = true,
            ("flat", _) => plan.per_module = usize::MAX,
            (_, Ok(size)) if size > 0 => sizes.push(size),
            _ => {
                eprintln!("usage: compile_time [check] [release] [flat] [edit] [ROUTES]...");
                return ExitCode::from(2);
            }
        }
    }
    if sizes.is_empty() {
        sizes.extend(DEFAULT_SIZES);
    }
    match run(plan, &sizes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(plan: Plan, sizes: &[usize]) -> std::io::Result<()> {
    let workshop = Workshop::new(plan)?;
    let release = if plan.release { " --release" } else { "" };
    let edit = if plan.edit { " after an edit" } else { "" };
    let modules = if plan.per_module == usize::MAX { "one module" } else { "modules of 50" };
    println!("`cargo {}{release}`{edit}, {modules}", plan.command);
    println!("  routes  variant    seconds  ms/route     added   peak MB  rounds");
    for &routes in sizes {
        let mut above = None;
        for (variant, cost) in Variant::ALL.into_iter().zip(workshop.measure(routes)?) {
            let each = cost.seconds * 1e3 / routes as f64;
            let added = above.replace(each).map_or("-".to_owned(), |above| format!("{:+.2}", each - above));
            let peak = cost.peak_kilobytes.map_or("-".to_owned(), |peak| format!("{}", peak / 1024));
            println!(
                "{routes:>8}  {:<8} {:>9.2} {each:>9.2} {added:>9} {peak:>9} {:>7}",
                variant.name(),
                cost.seconds,
                measure::rounds(routes)
            );
        }
    }
    Ok(())
}

//! Instructions that callgrind counts.

use std::process::Command;

const FEW: u32 = 200;
const MANY: u32 = 1200;

/// What this program was run for by [`of`]: a case, and how many requests.
pub(crate) fn asked(arguments: &[String]) -> Option<(&str, &str, u32)> {
    match arguments {
        [flag, framework, name, requests] if flag == "--run" => {
            Some((framework, name, requests.parse().expect("a number")))
        }
        _ => None,
    }
}

/// Instructions of one request.
pub(crate) fn of(framework: &str, name: &str) -> f64 {
    let run = |requests| total(framework, name, requests);
    (run(MANY) - run(FEW)) / f64::from(MANY - FEW)
}

fn total(framework: &str, name: &str, requests: u32) -> f64 {
    let program = std::env::current_exe().expect("a path");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["--run", framework, name, &requests.to_string()])
        .output()
        .expect("valgrind is installed");
    let text = String::from_utf8_lossy(&output.stderr);
    let collected = text.split("Collected : ").nth(1).and_then(|rest| rest.split_whitespace().next());
    match collected.and_then(|number| number.parse().ok()) {
        Some(number) => number,
        None => panic!("{framework} {name}: {text}"),
    }
}

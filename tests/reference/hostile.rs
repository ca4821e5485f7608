//! Rules and paths made to be slow. Time is no assertion here: a guard ends a test that hangs.

use std::time::{Duration, Instant};

use wz::http::Method;
use wz::routing::map::{Map, MapOptions, Rule};

/// Ends the program when the work takes longer than anything but a hang does.
fn guarded(name: &str, work: impl FnOnce()) {
    let (done, watched) = std::sync::mpsc::channel::<()>();
    let text = name.to_owned();
    let watchdog = std::thread::spawn(move || {
        if watched.recv_timeout(Duration::from_secs(60)) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
            eprintln!("{text} hangs");
            std::process::abort();
        }
    });
    work();
    drop(done);
    watchdog.join().unwrap();
}

struct Attack {
    name: &'static str,
    rules: Vec<String>,
    /// The path with about this many bytes.
    path: fn(usize) -> String,
}

/// All of `pieces` in every combination over `depth` levels would be too many: each rule takes one kind at one
/// level and another one elsewhere, so that siblings tie at every level.
fn ties(depth: usize) -> Vec<String> {
    let kinds = ["<{}>-<{}x>", "<{}>.<{}x>", "<string(minlength=1,maxlength=9):{}>-<{}x>"];
    let mut rules = Vec::new();
    for kind in 0..kinds.len() {
        for level in 0..depth {
            let segment = |i: usize| {
                let kind = if i < level { kind } else { (kind + 1 + i) % kinds.len() };
                kinds[kind].replace("{}", &format!("a{i}"))
            };
            rules.push((0..depth).map(|i| format!("/{}", segment(i))).collect::<String>() + "/end");
        }
    }
    rules
}

fn attacks() -> Vec<Attack> {
    let one = |rule: &str| vec![rule.to_owned()];
    vec![
        Attack {
            name: "six variables, dashes",
            rules: one("/<a>-<b>-<c>-<d>-<e>-<f>"),
            path: |n| format!("/{}", "-".repeat(n)),
        },
        Attack {
            name: "six variables, no end",
            rules: one("/<a>-<b>-<c>-<d>-<e>-<f>!"),
            path: |n| format!("/{}", "a-".repeat(n / 2)),
        },
        Attack {
            name: "three paths",
            rules: one("/<path:a>/x/<path:b>/x/<path:c>"),
            path: |n| "/x".repeat(n / 2),
        },
        Attack {
            name: "three paths, no end",
            rules: one("/<path:a>/x/<path:b>/x/<path:c>/end"),
            path: |n| "/x".repeat(n / 2),
        },
        Attack { name: "digits", rules: one("/<int:a><b><c>"), path: |n| format!("/{}", "7".repeat(n)) },
        Attack {
            name: "integers",
            rules: one("/<int:a><int:b><int:c>!"),
            path: |n| format!("/{}", "7".repeat(n)),
        },
        Attack {
            name: "floats",
            rules: one("/<float:a><float:b>"),
            path: |n| format!("/{}", "1.".repeat(n / 2)),
        },
        Attack {
            name: "texts with limits",
            rules: one("/<string(minlength=1,maxlength=200):a><string(minlength=2,maxlength=300):b>!"),
            path: |n| format!("/{}", "a".repeat(n)),
        },
        Attack {
            name: "a long limit",
            rules: one("/<string(maxlength=30000):a>!"),
            path: |n| format!("/{}!", "a".repeat(n)),
        },
        Attack {
            name: "escapes",
            rules: one("/<string(minlength=5,maxlength=9):a>-<b>"),
            path: |n| format!("/{}", "%C3%A9".repeat(n / 6)),
        },
        Attack {
            name: "choices",
            rules: one("/<any(a,aa,aaa):x><any(a,aa,aaa):y><any(a,aa,aaa):z>"),
            path: |n| format!("/{}", "a".repeat(n)),
        },
        Attack {
            name: "ties 12 deep",
            rules: ties(12),
            path: |n| format!("/{}-{}.x", "a".repeat(n / 12), "b").repeat(12),
        },
        Attack { name: "ties, slashes", rules: ties(12), path: |n| "/a-b.c".repeat(n / 6) },
        Attack { name: "slashes", rules: one("/<path:p>/"), path: |n| "/".repeat(n) },
        Attack {
            name: "wide",
            rules: (0..300).map(|i| format!("/<a>-{i}/<path:b>-{i}")).collect(),
            path: |n| format!("/a-1/{}", "-".repeat(n)),
        },
    ]
}

fn map(rules: &[String]) -> Map<usize> {
    let options = MapOptions::new().allow_unreachable(true);
    let rules: Vec<_> = rules.iter().enumerate().map(|(i, rule)| Rule::to(rule.clone(), i)).collect();
    Map::with_options(options, rules).unwrap()
}

#[test]
fn no_path_takes_forever() {
    for attack in attacks() {
        guarded(attack.name, || {
            let map = map(&attack.rules);
            let urls = map.bind("example.com").unwrap();
            // The longest path that is parsed at all.
            let _ = urls.find(&(attack.path)(60_000), &Method::GET);
            let _ = urls.find(&((attack.path)(30_000) + "/"), &Method::POST);
        });
    }
}

#[test]
#[ignore = "prints a table: how the time grows with the length of the path"]
fn growth() {
    println!("{:24} {:>10} {:>10} {:>10} {:>10}", "microseconds", 1000, 4000, 16_000, 60_000);
    for attack in attacks() {
        let map = map(&attack.rules);
        let urls = map.bind("example.com").unwrap();
        let mut line = format!("{:24}", attack.name);
        for n in [1000, 4000, 16_000, 60_000] {
            let path = (attack.path)(n);
            let best = (0..9).map(|_| {
                let start = Instant::now();
                let _ = std::hint::black_box(urls.find(&path, &Method::GET));
                start.elapsed()
            });
            line += &format!(" {:>10.1}", best.min().unwrap().as_nanos() as f64 / 1000.0);
        }
        println!("{line}");
    }
}

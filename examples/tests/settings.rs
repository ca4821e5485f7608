//! The program `settings`: what its file and its environment say.

use wz_tests::{Program, ask, run_with};

const SETTINGS: &str = env!("CARGO_BIN_EXE_settings");
const FILE: (&str, &str) = ("WZ_CONFIG", concat!(env!("CARGO_MANIFEST_DIR"), "/settings.toml"));

#[test]
fn the_file_and_the_environment() {
    let program = Program::start_with(SETTINGS, &[FILE, ("WZ_GREETING__TIMES", "2"), ("WZ_PROFILE", "dev")]);
    assert_eq!(ask(program.addr(), "GET /", "").text(), "Settings: hello hello");
    let program = Program::start_with(SETTINGS, &[FILE, ("WZ_PROFILE", "release")]);
    assert_eq!(ask(program.addr(), "GET /", "").text(), "The real thing: hello");
}

#[test]
fn checks() {
    let checked = run_with(SETTINGS, &["check"], &[FILE, ("WZ_GREETING__TIMES", "2")]);
    assert_eq!(checked.code, Some(0), "{checked:?}");
    assert!(checked.stdout.starts_with("checked 1 route, the configuration (1 variable, "), "{checked:?}");
    assert!(checked.stdout.ends_with("settings.toml): nothing is wrong\n"), "{checked:?}");
    for (variables, words) in [
        (&[][..], "`title` is missing: put it into the file, or set `WZ_TITLE`"),
        (
            &[FILE, ("WZ_GREETING__TIMES", "300")],
            "WZ_GREETING__TIMES: `greeting.times` is \"300\", expected a whole",
        ),
        (&[FILE, ("WZ_GREETING__TIME", "3")], "`greeting` has a key too many, `time`: did you mean `times`?"),
        (&[("WZ_CONFIG", "/no/such.toml")], "/no/such.toml: cannot be read"),
        (&[FILE, ("WZ_TITEL", "x")], "WZ_TITEL: `titel` is asked for by nobody: did you mean `title`?"),
    ] {
        let wrong = run_with(SETTINGS, &["check"], variables);
        assert_eq!((wrong.code, wrong.stdout.as_str()), (Some(1), ""), "{variables:?}");
        assert!(wrong.stderr.contains(words), "{variables:?}: {wrong:?}");
    }
}

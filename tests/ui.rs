//! One mistake gives one error, at the token that has to change, and it says what to write instead.
//!
//! Each file in `ui/` is a mistake; the `.stderr` beside it is what the compiler says. Half of each message is the
//! compiler's own, so only the version in `rust-version` is compared. `TRYBUILD=overwrite` writes the texts anew.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

#[test]
fn mistakes() {
    let wanted = concat!("rustc ", env!("CARGO_PKG_RUST_VERSION"));
    let rustc = option_env!("RUSTC").unwrap_or("rustc");
    let version = Command::new(rustc).arg("--version").output().unwrap().stdout;
    if !version.starts_with(wanted.as_bytes()) {
        eprintln!(
            "skipped: the messages are those of {wanted}, this is {}",
            String::from_utf8_lossy(&version)
        );
        return;
    }
    folder();
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}

/// The folder `static` of the crate that trybuild makes, with files to link to.
fn folder() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let folder = target.join("tests/trybuild/wz-tests/static");
    std::fs::create_dir_all(folder.join("css")).unwrap();
    for file in ["css/app.css", "logo.svg", ".hidden"] {
        std::fs::write(folder.join(file), "").unwrap();
    }
}

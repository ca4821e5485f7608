//! Building the crates.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;
use std::{fs, io, thread};

use crate::generate::{Generated, Variant};
use crate::memory;

/// What to build and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// `build` or `check`.
    pub(crate) command: &'static str,
    pub(crate) release: bool,
    /// Whether the build after an edit counts, and not the cold one before it.
    pub(crate) edit: bool,
    pub(crate) per_module: usize,
}

/// What one build has cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) seconds: f64,
    /// Of the compiler, where it can be known.
    pub(crate) peak_kilobytes: Option<u64>,
}

/// Rounds of builds of each crate, of which the best counts. Builds of minutes are not repeated.
pub(crate) fn rounds(routes: usize) -> usize {
    if routes < 5_000 { 3 } else { 1 }
}

/// A folder with one crate in it, whose source is replaced.
#[derive(Debug)]
pub(crate) struct Workshop {
    folder: PathBuf,
    plan: Plan,
}

impl Workshop {
    pub(crate) fn new(plan: Plan) -> io::Result<Workshop> {
        let benches = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(target) => std::path::absolute(target)?,
            None => benches.join("../target"),
        }
        .join("compile_time");
        fs::create_dir_all(folder.join("src"))?;
        let wz = benches.join("../wz").canonicalize()?;
        // The locked versions of the workspace, so that nothing is looked up.
        fs::copy(benches.join("../Cargo.lock"), folder.join("Cargo.lock"))?;
        fs::write(
            folder.join("Cargo.toml"),
            format!(
                "[package]\nname = \"generated\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
                 [dependencies]\nwz = {{ path = {:?} }}\n\
                 [workspace]\n",
                wz.display()
            ),
        )?;
        let workshop = Workshop { folder, plan };
        // What the crates depend on is compiled before the clock runs.
        workshop.write(1, Variant::Table, false)?;
        workshop.build()?;
        Ok(workshop)
    }

    /// What each variant costs. The variants take turns, so that a slow minute of the machine does not hit only one.
    pub(crate) fn measure(&self, routes: usize) -> io::Result<[Cost; 3]> {
        let mut best = [Cost { seconds: f64::INFINITY, peak_kilobytes: None }; 3];
        for _ in 0..rounds(routes) {
            for (variant, best) in Variant::ALL.into_iter().zip(&mut best) {
                self.forget()?;
                self.write(routes, variant, false)?;
                let mut cost = self.build()?;
                if self.plan.edit {
                    self.write(routes, variant, true)?;
                    cost = self.build()?;
                }
                best.seconds = best.seconds.min(cost.seconds);
                best.peak_kilobytes = best.peak_kilobytes.max(cost.peak_kilobytes);
            }
        }
        Ok(best)
    }

    fn write(&self, routes: usize, variant: Variant, edited: bool) -> io::Result<()> {
        let crate_ = Generated { routes, per_module: self.plan.per_module, variant, edited };
        fs::write(self.folder.join("src/main.rs"), crate_.source())
    }

    /// Removes what the compiler keeps from one build for the next, which makes the next a cold one.
    fn forget(&self) -> io::Result<()> {
        let profile = if self.plan.release { "release" } else { "debug" };
        match fs::remove_dir_all(self.folder.join("target").join(profile).join("incremental")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// A build with cargo's own settings. Whatever the compiler has to say about such a crate is an error, and the
    /// first lines of it are enough.
    fn build(&self) -> io::Result<Cost> {
        let said = self.folder.join("said");
        let mut command = Command::new(env!("CARGO"));
        command.args([self.plan.command, "--quiet", "--offline"]);
        if self.plan.release {
            command.arg("--release");
        }
        command
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(&said)?);
        let start = Instant::now();
        let mut cargo = command.spawn()?;
        let (process, done) = (cargo.id(), AtomicBool::new(false));
        let (status, seconds, peak_kilobytes) = thread::scope(|scope| {
            let watch = scope.spawn(|| memory::peak(process, &done));
            let status = cargo.wait();
            let seconds = start.elapsed().as_secs_f64();
            done.store(true, Ordering::Relaxed);
            (status, seconds, watch.join().unwrap_or(None))
        });
        let said = fs::read_to_string(said)?;
        if status?.success() && said.is_empty() {
            return Ok(Cost { seconds, peak_kilobytes });
        }
        let lines = said.lines().take(20).map(|line| line.chars().take(200).collect::<String>());
        Err(io::Error::other(lines.collect::<Vec<_>>().join("\n")))
    }
}

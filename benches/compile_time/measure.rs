use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{fs, io};

use crate::generate::{Variant, source};

/// Builds of each crate, after one that compiles what it depends on.
pub(crate) const ROUNDS: usize = 3;

/// A folder with one crate in it, whose source is replaced.
pub(crate) struct Workshop {
    folder: PathBuf,
    command: String,
    per_module: usize,
}

impl Workshop {
    pub(crate) fn new(command: &str, per_module: usize) -> io::Result<Workshop> {
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
        Ok(Workshop { folder, command: command.to_owned(), per_module })
    }

    /// The seconds that each variant takes. The variants take turns, so that a slow minute of the machine does not
    /// hit only one.
    pub(crate) fn measure<const N: usize>(
        &self,
        routes: usize,
        variants: [Variant; N],
    ) -> io::Result<[f64; N]> {
        let mut best = [f64::INFINITY; N];
        for round in 0..=ROUNDS {
            for (variant, best) in variants.iter().zip(&mut best) {
                // A comment makes cargo see another file, whatever the clock of the file system says.
                let text = format!("// {round}\n{}", source(routes, self.per_module, *variant));
                fs::write(self.folder.join("src/main.rs"), text)?;
                let seconds = self.build()?;
                if round > 0 {
                    *best = best.min(seconds);
                }
            }
        }
        Ok(best)
    }

    /// A debug build with cargo's own settings, of which only the crate's incremental state is gone.
    fn build(&self) -> io::Result<f64> {
        match fs::remove_dir_all(self.folder.join("target/debug/incremental")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let start = Instant::now();
        let output = Command::new(env!("CARGO"))
            .args([&self.command, "--quiet", "--offline"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .stdin(Stdio::null())
            .output()?;
        if output.status.success() {
            return Ok(start.elapsed().as_secs_f64());
        }
        Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}

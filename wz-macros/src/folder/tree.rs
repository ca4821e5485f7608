//! What is on the disk of whoever compiles.

use std::fs;
use std::path::{Path, PathBuf};

use syn::{Error, LitStr, Result};
use wz_rule::did_you_mean;

/// The folder of the crate that is compiled.
pub(super) fn crate_folder() -> PathBuf {
    // What compiles without cargo starts in the folder.
    std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default()
}

/// The folder that is written, if it is there.
pub(super) fn folder(written: &LitStr) -> Result<PathBuf> {
    let (text, root) = (written.value(), crate_folder());
    let wrong = |message: String| Err(Error::new(written.span(), message));
    let below = text.trim_start_matches("../");
    if Path::new(&text).is_absolute() || text.starts_with('/') || text.contains('\\') {
        return wrong(format!(
            "`{text}` is not relative to the folder of the crate, with `/` between names; for a folder that only the \
             machine has, write a route with `wz::files::StaticFolder`"
        ));
    }
    if below.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return wrong(
            "expected a folder of the crate by its name, as in `\"static\"` or `\"../frontend/dist\"`".into(),
        );
    }
    let path = root.join(&text);
    if path.is_dir() {
        return Ok(path);
    }
    let (parent, name) = text.rsplit_once('/').map_or(("", text.as_str()), |(parent, name)| (parent, name));
    let folders: Vec<String> =
        names(&root.join(parent)).into_iter().filter(|name| root.join(parent).join(name).is_dir()).collect();
    let near = did_you_mean(name, folders.iter().map(String::as_str));
    let hint = match near {
        Some(near) if parent.is_empty() => format!("did you mean `{near}`?"),
        Some(near) => format!("did you mean `{parent}/{near}`?"),
        None => "make it, or leave out the line".to_owned(),
    };
    if path.is_file() {
        return wrong(format!("`{text}` is a file: list the folder it is in"));
    }
    wrong(format!("there is no folder `{text}` beside `Cargo.toml`: {hint}"))
}

/// The names of what is in a folder, in order; none when it cannot be read.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(std::result::Result::ok);
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// The files below a folder that a program sends, with slashes between their names, in order. Not those whose names start
/// with a dot, and not what a link leads out to.
pub(super) fn files(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    if let Ok(root) = folder.canonicalize() {
        collect(&root, folder, "", &mut Vec::new(), &mut files);
    }
    files.sort();
    files
}

/// `above` are the folders around, by which a link that leads back to one of them is known.
fn collect(root: &Path, folder: &Path, prefix: &str, above: &mut Vec<PathBuf>, files: &mut Vec<String>) {
    let Ok(real) = folder.canonicalize() else { return };
    if !real.starts_with(root) || above.contains(&real) {
        return;
    }
    above.push(real);
    for name in names(folder).iter().filter(|name| !name.starts_with('.')) {
        let (path, name) = (folder.join(name), format!("{prefix}{name}"));
        if path.is_dir() {
            collect(root, &path, &format!("{name}/"), above, files);
        } else if path.is_file() && path.canonicalize().is_ok_and(|real| real.starts_with(root)) {
            files.push(name);
        }
    }
    above.pop();
}

//! `url_for!` looks for `Site` at the root of the crate. An example with it does not compile inside of the program that
//! rustdoc makes of all examples; then each of them is built alone, which takes many times as long.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[test]
fn those_of_links_are_crates_of_their_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in ["wz/src", "wz-macros/src", "docs"] {
        collect(&root.join(folder), &mut files).unwrap();
    }
    let (mut links, mut wrong) = (0, Vec::new());
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        let is_rust = file.extension().is_some_and(|extension| extension == "rs");
        let mut fence: Option<&str> = None;
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_start();
            let line = match is_rust {
                true => line.strip_prefix("///").or(line.strip_prefix("//!")).map(str::trim_start),
                false => Some(line),
            };
            match (line, fence) {
                (None, _) => fence = None,
                (Some(line), None) => fence = line.strip_prefix("```"),
                (Some(line), Some(_)) if line.starts_with("```") => fence = None,
                (Some(line), Some(kind)) if line.contains("url_for!(") && !line.contains("url_for!(in ") => {
                    links += 1;
                    if !kind.contains("standalone_crate") && !kind.contains("text") {
                        wrong.push(format!("{}:{}", file.display(), at + 1));
                    }
                }
                _ => {}
            }
        }
    }
    assert!(links > 10, "{links} examples of links in {} files", files.len());
    assert!(wrong.is_empty(), "write ```standalone_crate where these begin: {wrong:#?}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let known = path.extension().is_some_and(|extension| extension == "rs" || extension == "md");
        match path.is_dir() {
            true => collect(&path, files)?,
            false if known => files.push(path),
            false => {}
        }
    }
    Ok(())
}

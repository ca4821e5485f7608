//! A download centre: pictures and a list of what is in a folder, and the files, in whole or in parts.
//!
//! `cargo run -p wz-examples --bin files`, then put files into the folder whose path is printed, and open
//! <http://127.0.0.1:5000/>. A download that broke off goes on with `curl -C - -O http://127.0.0.1:5000/files/one.bin`; the
//! last 100 bytes are `curl -r -100 http://127.0.0.1:5000/files/one.bin`.

use std::path::Path;

use tokio::fs;
use wz::files::{StaticFolder, guess_content_type};
use wz::prelude::*;

/// A file of the list.
struct Entry {
    name: String,
    bytes: u64,
}

#[get("/")]
async fn list(folder: State<StaticFolder>) -> Result<Html<String>> {
    let (mut pictures, mut rows) = (String::new(), String::new());
    for Entry { name, bytes } in entries(folder.path()).await? {
        let (show, save) = (url_for!(file, name = &name), url_for!(download, name = &name));
        let is_picture = is_picture(&name);
        let (name, size) = (escaped(&name), size(bytes));
        if is_picture {
            // The browser asks when it comes into view, and keeps what has not changed.
            pictures += &format!(
                "<a href=\"{show}\"><img src=\"{show}\" alt=\"{name}\" title=\"{name}\" loading=\"lazy\"></a>\n"
            );
        }
        rows += &format!(
            "<tr><td><a href=\"{show}\">{name}</a><td>{size}<td><a href=\"{save}\" title=\"Save {name}\">save</a>\n"
        );
    }
    if rows.is_empty() {
        rows.push_str("<tr><td>There is nothing here yet.\n");
    }
    Ok(Html(format!("{HEAD}<div class=\"pictures\">\n{pictures}</div>\n<table>\n{rows}</table>\n")))
}

const HEAD: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Downloads</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui; margin: 3rem auto; max-width: 40rem; padding: 0 1rem }
  .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr)); gap: .6rem; margin: 1rem 0 }
  img { width: 100%; aspect-ratio: 1; object-fit: cover; border-radius: .4rem; background: #8882; display: block }
  table { width: 100% }
  td:nth-child(2) { text-align: right; white-space: nowrap }
</style>
<h1>Downloads</h1>
"#;

/// Whether a browser shows it as a picture. SVG is left out: opened alone it may run scripts, and anybody may have put it here.
fn is_picture(name: &str) -> bool {
    let kind = guess_content_type(name);
    kind.as_bytes().starts_with(b"image/") && !kind.as_bytes().starts_with(b"image/svg")
}

/// To be shown, or played from any place: browsers ask for the part they need.
#[get("/files/<path:name>")]
async fn file(name: &str, request: &Request, folder: State<StaticFolder>) -> Result<Response> {
    Ok(folder.answer(request, name).await?)
}

/// To be saved.
#[get("/save/<path:name>")]
async fn download(name: &str, folder: State<StaticFolder>) -> Result<Response> {
    Ok(folder.file(name).await?.download().into_response())
}

/// The files of the folder that `file` sends, by name.
async fn entries(path: &Path) -> Result<Vec<Entry>> {
    let (mut reader, mut entries) = (fs::read_dir(path).await?, Vec::new());
    while let Some(entry) = reader.next_entry().await? {
        // It may have been removed meanwhile, and its name need not be text.
        let (Ok(metadata), Ok(name)) = (entry.metadata().await, entry.file_name().into_string()) else {
            continue;
        };
        if metadata.is_file() && !name.starts_with('.') {
            entries.push(Entry { name, bytes: metadata.len() });
        }
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}

/// Anybody may have named the files.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

routes! { pub Site = list, file, download }

fn main() -> wz::Result {
    let folder = std::env::temp_dir().join("wz-files");
    std::fs::create_dir_all(&folder)?;
    println!("files come from {}", folder.display());
    wz::run(App::new(Site).state(StaticFolder::new(folder).precompressed(true)))
}

//! Files are sent by a page or by curl and written to disk while they arrive, whatever their size.
//!
//! `cargo run -p wz-examples --bin upload`, then open <http://127.0.0.1:5000/>, or
//! `curl -F files=@one.bin -F files=@two.bin http://127.0.0.1:5000/`. They go to a folder of their own below that for
//! temporary files; its path is printed at the start.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt;
use wz::form::multipart::MultipartLimits;
use wz::handler::Part;
use wz::prelude::*;
use wz::security::secure_filename_unicode;

const LARGEST: u64 = 1 << 30;

/// Where the files go.
struct Folder(PathBuf);

#[get("/")]
fn page() -> Html<&'static str> {
    Html(
        r#"<!doctype html><meta charset="utf-8"><title>Upload</title>
<style>body{font:16px/1.5 system-ui;margin:3rem auto;max-width:36rem;padding:0 1rem}</style>
<h1>Upload</h1>
<form method="post" enctype="multipart/form-data">
<p><input type="file" name="files" multiple required></p>
<p>Up to 1 GiB each.</p>
<p><button>Send</button></p>
</form>"#,
    )
}

#[post("/")]
async fn upload(mut form: Multipart, folder: State<Folder>) -> Result<String> {
    let mut report = String::new();
    while let Some(part) = form.next_part().await? {
        // Without a file chosen, browsers send one with an empty name.
        if part.filename().is_none_or(str::is_empty) {
            continue;
        }
        let name = secure_filename_unicode(part.filename().unwrap_or_default());
        let path = folder.0.join(&name);
        let length = save(part, &path).await?;
        report += &format!("{name}: {length} bytes\n");
    }
    if report.is_empty() {
        Err(HttpError::bad_request("No file was sent."))?;
    }
    Ok(report)
}

/// Writes a file beside its place and moves it there when it is complete: a client that breaks off leaves nothing.
async fn save(mut part: Part<'_>, path: &Path) -> Result<u64> {
    static NEXT: AtomicU64 = AtomicU64::new(0);

    // Of its own, since two clients may send the same name at once.
    let unfinished = path.with_added_extension(format!("{}.part", NEXT.fetch_add(1, Ordering::Relaxed)));
    let written = async {
        let (mut file, mut length) = (File::create(&unfinished).await?, 0);
        while let Some(chunk) = part.chunk().await? {
            file.write_all(&chunk).await?;
            length += chunk.len() as u64;
        }
        file.flush().await?;
        fs::rename(&unfinished, path).await?;
        Ok(length)
    }
    .await;
    if written.is_err() {
        // It may not have been made at all.
        let _ = fs::remove_file(&unfinished).await;
    }
    written
}

routes! { pub Site = page, upload }

fn main() -> wz::Result {
    let folder = std::env::temp_dir().join("wz-upload");
    std::fs::create_dir_all(&folder)?;
    println!("files go to {}", folder.display());
    let limits = Limits::new().multipart(MultipartLimits::new().file_bytes(LARGEST));
    wz::run(App::new(Site).state(Folder(folder)).limits(limits))
}

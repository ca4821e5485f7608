//! Files are sent by a page or by curl and written to disk while they arrive, whatever their size.
//!
//! `cargo run -p wz-examples --bin upload`, then open <http://127.0.0.1:5000/> and drop files on the page, or
//! `curl -F files=@one.bin -F files=@two.bin http://127.0.0.1:5000/`. They go to a folder of their own below that for
//! temporary files; its path is printed at the start. With `UPLOAD_LARGEST=1000000` in the environment, a file may have
//! so many bytes.

mod answer;
mod folder;

use wz::form::multipart::MultipartLimits;
use wz::header::{ContentSecurityPolicy, HeaderMapExt};
use wz::prelude::*;

use answer::{Answer, Saved};
use folder::Folder;

/// How long a file may be, in bytes, where the environment says nothing else.
const LARGEST: u64 = 1 << 30;
/// How many files may come in one form.
const FILES: usize = 100;

/// Works without its script: then it is a plain form.
#[get("/")]
fn page(request: &Request) -> Result<Response> {
    let largest = request.limits().multipart.file_bytes;
    let page = format!(
        include_str!("page.html"),
        style = url_for!(style),
        script = url_for!(script),
        largest = answer::size(largest),
        largest_bytes = largest,
        files = FILES,
    );
    // What a file's name could bring into the page would not run, nor reach another site.
    let policy = ContentSecurityPolicy::new()
        .with("default-src", "'none'")?
        .with("script-src", "'self'")?
        .with("style-src", "'self'")?
        .with("connect-src", "'self'")?
        .with("img-src", "data:")?
        .with("form-action", "'self'")?
        .with("base-uri", "'none'")?
        .with("frame-ancestors", "'none'")?;
    let mut response = Html(page).into_response();
    response.headers_mut().set_typed(&policy)?;
    Ok(response)
}

#[get("/page.css")]
fn style() -> impl IntoResponse {
    ([("content-type", "text/css; charset=utf-8")], include_str!("page.css"))
}

#[get("/page.js")]
fn script() -> impl IntoResponse {
    ([("content-type", "text/javascript; charset=utf-8")], include_str!("page.js"))
}

/// The files before one that fails have been saved.
#[post("/")]
async fn upload(headers: &HeaderMap, form: Result<Multipart, HttpError>, folder: State<Folder>) -> Answer {
    let saved = match form {
        Ok(form) => save_all(form, &folder).await,
        Err(error) => Err(error.into()),
    };
    Answer::new(headers, saved)
}

async fn save_all(mut form: Multipart, folder: &Folder) -> Result<Vec<Saved>> {
    let mut saved = Vec::new();
    while let Some(part) = form.next_part().await? {
        // Without a file chosen, browsers send one with an empty name.
        if part.filename().is_some_and(|name| !name.is_empty()) {
            saved.push(folder.save(part).await?);
        }
    }
    if saved.is_empty() {
        Err(HttpError::bad_request("No file was sent."))?;
    }
    Ok(saved)
}

routes! { pub Site = page, style, script, upload }

fn main() -> wz::Result {
    let largest = match std::env::var("UPLOAD_LARGEST") {
        Ok(text) => text.parse()?,
        Err(_) => LARGEST,
    };
    let folder = Folder::open(std::env::temp_dir().join("wz-upload"))?;
    println!("files go to {}", folder.path().display());
    // A form with as many files as it may have, and their headers.
    let body = (largest.saturating_add(16 * 1024)).saturating_mul(FILES as u64);
    let limits = Limits::new().body(body).multipart(MultipartLimits::new().file_bytes(largest).parts(FILES));
    wz::run(App::new(Site).state(folder).limits(limits))
}

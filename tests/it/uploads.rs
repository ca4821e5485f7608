//! Handlers that read bodies, each with its limits.

use wz::prelude::*;

/// Reads part by part, and keeps nothing.
#[post("/form", limits(body = "2MB", form_fields = 10))]
async fn form(mut form: Multipart) -> Result<String> {
    let (mut parts, mut bytes) = (0, 0);
    while let Some(mut part) = form.next_part().await? {
        parts += 1;
        while let Some(chunk) = part.chunk().await? {
            bytes += chunk.len();
        }
    }
    Ok(format!("{parts} parts, {bytes} bytes"))
}

#[post("/parts", limits(parts = 20_000))]
async fn parts(form: Multipart) -> Result<String> {
    crate::uploads::form(form).await
}

#[post("/file", limits(file = "1KB"))]
async fn file(form: Multipart) -> Result<String> {
    crate::uploads::form(form).await
}

#[post("/raw", limits(body = "100KB"))]
async fn raw(mut body: Body) -> Result<String> {
    let mut length = 0;
    while let Some(chunk) = body.chunk().await? {
        length += chunk.len();
    }
    Ok(format!("{length} bytes"))
}

/// Answers and goes on as if nothing was.
#[post("/tiny", limits(body = 3))]
async fn tiny(body: Bytes) -> Bytes {
    body
}

#[post("/drip", limits(first_byte = "200ms", between_bytes = "2s", rate = "1KB"))]
async fn drip(body: Bytes) -> Bytes {
    body
}

routes! { pub(crate) Uploads = form, parts, file, raw, tiny, drip }

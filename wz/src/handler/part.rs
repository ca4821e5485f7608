//! Where a part of a form can go, beside memory: a file, a writer, nowhere.

use super::Part;
use crate::error::HttpError;
use crate::upload::{Spool, UploadedFile, not_stored};

impl Part<'_> {
    /// All of it that is left, as a file: in memory while it is short, else in a temporary file. [`upload`](crate::upload)
    /// says where that is, and who may read it.
    ///
    /// # Errors
    /// [Those of a form](super::Multipart#errors); 507 when the disk is full, 500 when it cannot be written to. Without the
    /// feature `upload`, 413 when the files of the form are longer than
    /// [`Limits::buffered_body`](crate::Limits::buffered_body) together.
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// #[post("/cv")]
    /// async fn cv(mut form: Multipart) -> Result<String> {
    ///     let mut names = Vec::new();
    ///     while let Some(part) = form.next_part().await? {
    ///         if part.name() == "cv" {
    ///             let file: UploadedFile = part.file().await?;
    ///             names.push(format!("{:?}: {} bytes", file.filename(), file.len()));
    ///         } else {
    ///             part.discard().await?;
    ///         }
    ///     }
    ///     Ok(names.join("\n"))
    /// }
    /// # routes! { Site = cv }
    /// ```
    pub async fn file(mut self) -> Result<UploadedFile, HttpError> {
        let limits = self.form.limits;
        let room = limits.buffered_body.saturating_sub(self.form.in_memory);
        #[cfg(feature = "upload")]
        let room = room.min(limits.spool_threshold);
        let mut spool = Spool::new(room);
        #[cfg(not(feature = "upload"))]
        let mut length = 0;
        while let Some(chunk) = self.chunk().await? {
            #[cfg(not(feature = "upload"))]
            {
                length += chunk.len() as u64;
                if length > room {
                    return Err(files_too_large(limits.buffered_body));
                }
            }
            spool.push(&chunk).await.map_err(not_stored)?;
        }
        let file = spool.finish(self.headers).await.map_err(not_stored)?;
        if file.path().is_none() {
            self.form.in_memory += file.len();
        }
        Ok(file)
    }

    /// Reads what is left of it and keeps nothing. [`Multipart::next_part`](super::Multipart::next_part) does the same by
    /// itself.
    ///
    /// # Errors
    /// [Those of a form](super::Multipart#errors).
    pub async fn discard(mut self) -> Result<(), HttpError> {
        while self.chunk().await?.is_some() {}
        Ok(())
    }
}

#[cfg(not(feature = "upload"))]
fn files_too_large(limit: u64) -> HttpError {
    let error = crate::request::unbuffered("The sum of the files of the form", limit);
    let way_out = "With its feature `upload`, wz puts long files into temporary ones.";
    let description = format!("{} {way_out}", error.description());
    error.with_description(description)
}

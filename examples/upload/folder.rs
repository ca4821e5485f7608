//! Where the files go.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt;
use wz::handler::Part;
use wz::prelude::*;
use wz::security::secure_filename_unicode;

use crate::answer::Saved;

/// Most file systems have 255 bytes for a name; what is added to an unfinished one fits as well.
const LONGEST_NAME: usize = 220;

#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes it, if need be.
    pub fn open(path: PathBuf) -> io::Result<Folder> {
        std::fs::create_dir_all(&path)?;
        Ok(Folder(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file beside its place and moves it there when it is complete, in place of an earlier one of its name.
    pub async fn save(&self, mut part: Part<'_>) -> Result<Saved> {
        let name = secure_filename_unicode(part.filename().unwrap_or_default());
        if name.len() > LONGEST_NAME {
            Err(HttpError::bad_request(format!("The name of a file has more than {LONGEST_NAME} bytes.")))?;
        }
        let unfinished = Unfinished::beside(&self.0, &name);
        // Not in another thread: that could make it after it was removed, when the client leaves just now.
        let mut file = File::from_std(std::fs::File::create(&unfinished.0)?);
        let (mut length, mut hash) = (0, Sha256::new());
        while let Some(chunk) = part.chunk().await? {
            hash.update(&chunk);
            file.write_all(&chunk).await?;
            length += chunk.len() as u64;
        }
        file.flush().await?;
        fs::rename(&unfinished.0, self.0.join(&name)).await?;
        Ok(Saved { name, length, sha256: hex(&hash.finalize()) })
    }
}

/// A file that is removed wherever its writing ends: by an error, or because the client is gone, and with it the future
/// that wrote. After the file was moved there is nothing to remove.
struct Unfinished(PathBuf);

impl Unfinished {
    /// Of its own, since two clients may send the same name at once. No file that is sent can have such a name: one that
    /// was made safe does not begin with a dot.
    fn beside(folder: &Path, name: &str) -> Unfinished {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Unfinished(folder.join(format!(".{name}.{}.part", NEXT.fetch_add(1, Ordering::Relaxed))))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
#[cfg(feature = "upload")]
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::UploadedFile;
#[cfg(feature = "upload")]
use super::content::Content;
#[cfg(feature = "upload")]
use super::uploaded_file::Inner;

/// Makes the file appear at `target`, complete.
#[cfg_attr(not(feature = "upload"), expect(clippy::needless_pass_by_value))]
pub(super) fn persist(file: UploadedFile, target: &Path) -> io::Result<()> {
    #[cfg(feature = "upload")]
    let Some(file) = rename(file, target)? else { return Ok(()) };
    copy(&file, target)
}

/// Moves a temporary file; gives back what cannot be moved.
#[cfg(feature = "upload")]
fn rename(file: UploadedFile, target: &Path) -> io::Result<Option<UploadedFile>> {
    match Arc::try_unwrap(file.0) {
        Ok(Inner { headers, content: Content::Disk { path, length } }) => match path.persist(target) {
            Ok(()) => Ok(None),
            Err(failed) if failed.error.kind() == ErrorKind::CrossesDevices => {
                Ok(Some(UploadedFile::new(headers, Content::Disk { path: failed.path, length })))
            }
            Err(failed) => Err(failed.error),
        },
        Ok(inner) => Ok(Some(UploadedFile(Arc::new(inner)))),
        Err(shared) => Ok(Some(UploadedFile(shared))),
    }
}

fn copy(file: &UploadedFile, target: &Path) -> io::Result<()> {
    let mut source = file.open()?;
    let (mut copy, unfinished) = Unfinished::beside(target)?;
    io::copy(&mut source, &mut copy)?;
    drop(copy);
    fs::rename(&unfinished.0, target)
}

/// A file that is not complete. What of it is still there when this is dropped is deleted.
struct Unfinished(PathBuf);

impl Unfinished {
    fn beside(target: &Path) -> io::Result<(File, Unfinished)> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        // What a server that was killed has left may have taken some names.
        const TRIES: usize = 1000;

        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut tries = 0;
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = target.with_file_name(format!(".wz-{}-{number}.part", std::process::id()));
            match options.open(&path) {
                Ok(file) => return Ok((file, Unfinished(path))),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && tries < TRIES => tries += 1,
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After the renaming there is nothing.
        let _ = fs::remove_file(&self.0);
    }
}

use std::fs::File;
use std::io::{self, Write};

use tempfile::TempPath;

use super::content::Content;
use crate::blocking::blocking;

/// Bytes of one write, at the least: each goes to another thread and back.
const WRITE: usize = 256 * 1024;

/// The temporary file of a file that arrives; none before it is needed.
#[derive(Debug)]
pub(super) struct Disk {
    threshold: u64,
    create: fn() -> io::Result<(File, TempPath)>,
    /// Not here while it is written: when nobody waits for the end of that, it is deleted then.
    file: Option<(File, TempPath)>,
    written: u64,
}

impl Disk {
    pub(super) fn new(threshold: u64) -> Disk {
        Disk::with(threshold, create)
    }

    pub(super) fn with(threshold: u64, create: fn() -> io::Result<(File, TempPath)>) -> Disk {
        Disk { threshold, create, file: None, written: 0 }
    }

    pub(super) fn is_open(&self) -> bool {
        self.file.is_some()
    }

    /// Whether so much in memory is too much.
    pub(super) fn wants(&self, waiting: usize) -> bool {
        if self.is_open() { waiting >= WRITE } else { waiting as u64 > self.threshold }
    }

    /// Writes the bytes and gives the empty buffer back.
    pub(super) async fn write(&mut self, buffer: &mut Vec<u8>) -> io::Result<()> {
        let (file, create, mut bytes) = (self.file.take(), self.create, std::mem::take(buffer));
        self.written += bytes.len() as u64;
        let work = move || {
            let (mut file, path) = file.map_or_else(create, Ok)?;
            file.write_all(&bytes)?;
            bytes.clear();
            Ok(((file, path), bytes))
        };
        let (file, bytes) = blocking(work).await?;
        (self.file, *buffer) = (Some(file), bytes);
        Ok(())
    }

    pub(super) async fn finish(mut self, mut buffer: Vec<u8>) -> io::Result<Content> {
        if !buffer.is_empty() {
            self.write(&mut buffer).await?;
        }
        match self.file {
            Some((_, path)) => Ok(Content::Disk { path, length: self.written }),
            None => Err(io::Error::other("nothing was written to the temporary file")),
        }
    }
}

/// With a name, so that it can be moved to its place; private to the user.
fn create() -> io::Result<(File, TempPath)> {
    Ok(tempfile::Builder::new().prefix("wz-upload-").tempfile()?.into_parts())
}

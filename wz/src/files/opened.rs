use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;

use super::embedded::EmbeddedFile;
use crate::body::CHUNK;
use crate::header::{ETag, HttpDate};

/// A regular file, opened, and what is known of it.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) content: Content,
    pub(super) length: u64,
    pub(super) modified: Option<SystemTime>,
    inode: Option<u64>,
    /// All of it, once it has been read.
    pub(super) read: Option<Bytes>,
}

/// As much of a file as is held in memory anyway while it is sent.
const SHORT: u64 = CHUNK;

/// Where what is in it is read from.
#[derive(Debug)]
pub(super) enum Content {
    Disk(File),
    Embedded(&'static EmbeddedFile),
}

impl Opened {
    /// Blocks.
    pub(super) fn open(path: &Path) -> io::Result<Opened> {
        // To open a pipe would wait for one who writes to it.
        regular(&fs::metadata(path)?)?;
        Opened::open_regular(path)
    }

    /// What has just been found to be a regular file. Blocks.
    pub(super) fn open_regular(path: &Path) -> io::Result<Opened> {
        let file = File::open(path)?;
        // Only what is open now cannot be another file any more.
        let metadata = file.metadata()?;
        regular(&metadata)?;
        Ok(Opened {
            content: Content::Disk(file),
            length: metadata.len(),
            modified: metadata.modified().ok(),
            inode: inode(&metadata),
            read: None,
        })
    }

    /// Without a date: all that the program knows of it is its content.
    pub(super) fn embedded(file: &'static EmbeddedFile) -> Opened {
        let length = file.content.len() as u64;
        Opened { content: Content::Embedded(file), length, modified: None, inode: None, read: None }
    }

    /// Reads it, when it is short: who sends it then need not come back for that. Blocks.
    pub(super) fn read_ahead(&mut self) -> io::Result<()> {
        if let Content::Disk(file) = &mut self.content
            && self.length <= SHORT
        {
            let mut bytes = vec![0; usize::try_from(self.length).unwrap_or(0)];
            file.read_exact(&mut bytes)?;
            self.read = Some(bytes.into());
        }
        Ok(())
    }

    /// Changes whenever the length, the time of the last change in nanoseconds, or the file behind the name does. That of an
    /// embedded file is the hash of its content.
    pub(super) fn etag(&self) -> Option<ETag> {
        if let Content::Embedded(file) = self.content {
            return ETag::strong(file.hash().to_string()).ok();
        }
        let since = self.modified?.duration_since(UNIX_EPOCH);
        // A time before 1970 is as good as any.
        let nanos = since.map_or_else(|before| before.duration().as_nanos(), |since| since.as_nanos());
        let inode = self.inode.map(|inode| format!("-{inode:x}")).unwrap_or_default();
        ETag::strong(format!("{:x}-{nanos:x}{inode}", self.length)).ok()
    }

    /// Never later than now: a date in the future would stay the same when the file changes (RFC 9110 §8.8.2.1).
    pub(super) fn last_modified(&self) -> Option<HttpDate> {
        self.modified.map(|modified| HttpDate::from(modified).min(HttpDate::now()))
    }
}

fn regular(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_file() { Ok(()) } else { Err(io::ErrorKind::NotFound.into()) }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn inode(metadata: &Metadata) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    Some(metadata.ino())
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> Option<u64> {
    None
}

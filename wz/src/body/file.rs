use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::{Body, Kind};

/// An open file of which nothing has been read yet: so any part of it can be sent alone.
pub(super) struct FileContent {
    file: File,
    /// Where the next read starts, unless it is moved.
    at: u64,
    length: u64,
    /// Where it was opened, when that is known. In a box, so that a body stays small.
    path: Option<Box<PathBuf>>,
}

impl FileContent {
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// The bytes of a range, read in one go.
    pub(super) fn read(&mut self, start: u64, size: usize) -> io::Result<Bytes> {
        if self.at != start {
            self.file.seek(SeekFrom::Start(start))?;
            self.at = start;
        }
        let mut bytes = Vec::with_capacity(size);
        let read = self.file.by_ref().take(size as u64).read_to_end(&mut bytes)?;
        self.at += read as u64;
        if read < size {
            let message = format!(
                "a file of {} bytes became shorter while it was sent: there is nothing behind byte {}",
                self.length, self.at
            );
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, message));
        }
        Ok(bytes.into())
    }
}

impl Body {
    /// The first `length` bytes of a file that has just been opened. They are read while they are sent, away from the
    /// threads that answer requests; a file that is shorter by then is an error.
    pub(crate) fn file(file: File, length: u64, path: Option<PathBuf>) -> Body {
        if length == 0 {
            Body::empty()
        } else {
            Body(Kind::File(FileContent { file, at: 0, length, path: path.map(Box::new) }))
        }
    }

    /// Where the file is of which this is the whole content, when it is one of a known path.
    pub(crate) fn file_path(&self) -> Option<&Path> {
        match &self.0 {
            Kind::File(file) => file.path.as_deref().map(PathBuf::as_path),
            Kind::Empty | Kind::Full(_) | Kind::Stream(_) => None,
        }
    }
}

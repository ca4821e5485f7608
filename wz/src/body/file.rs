use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::{Body, Kind};

/// An open file of which nothing has been read yet: so any part of it can be sent alone.
pub(super) struct FileContent {
    file: File,
    /// Where the next read starts, unless it is moved.
    at: u64,
    length: u64,
    /// In a box, so that a body stays small.
    known: Box<Known>,
}

/// What else there is of a file.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Where it was opened.
    pub(crate) path: Option<PathBuf>,
    /// All of it, when it has been read already.
    pub(crate) content: Option<Bytes>,
}

impl FileContent {
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// The bytes of a range, when they have been read already.
    pub(super) fn known(&self, range: &Range<u64>) -> Option<Bytes> {
        let content = self.known.content.as_ref()?;
        let (start, end) = (usize::try_from(range.start).ok()?, usize::try_from(range.end).ok()?);
        (start <= end && end <= content.len()).then(|| content.slice(start..end))
    }

    /// The bytes of a range, read in one go.
    pub(super) fn read(&mut self, start: u64, size: usize) -> io::Result<Bytes> {
        if self.at != start {
            self.file.seek(SeekFrom::Start(start))?;
            self.at = start;
        }
        // Not `read_to_end`, which does not know how much there is, and finds out in ever larger pieces.
        let mut bytes = vec![0; size];
        let mut read = 0;
        while read < size {
            match self.file.read(&mut bytes[read..]) {
                Ok(0) => break,
                Ok(more) => read += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
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
    pub(crate) fn file(file: File, length: u64, known: Known) -> Body {
        if length == 0 {
            Body::empty()
        } else {
            Body(Kind::File(FileContent { file, at: 0, length, known: Box::new(known) }))
        }
    }

    /// Where the file is of which this is the whole content, when it is one of a known path.
    pub(crate) fn file_path(&self) -> Option<&Path> {
        match &self.0 {
            Kind::File(file) => file.known.path.as_deref(),
            Kind::Empty | Kind::Full(_) | Kind::Stream(_) => None,
        }
    }
}

use std::collections::VecDeque;
use std::future::Future;
use std::io;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::file::FileContent;
use crate::blocking::blocking;
use crate::conditional::MultipartByteRanges;

/// How much of a file is in memory at a time. Large enough that the way to another thread and back is cheap beside the
/// read, small enough that a thousand slow clients hold 256 MiB at most.
pub(crate) const CHUNK: u64 = 256 * 1024;

/// A file on its way: parts of it, with text between them.
pub(super) struct FileStream {
    /// Not here while a thread reads it.
    file: Option<FileContent>,
    reading: Option<Reading>,
    pieces: VecDeque<Piece>,
    /// How many bytes are to come.
    left: u64,
}

type Reading = Pin<Box<dyn Future<Output = io::Result<(FileContent, Bytes)>> + Send>>;

enum Piece {
    Text(Bytes),
    /// Not empty.
    Part(Range<u64>),
}

impl FileStream {
    /// Bytes of the file, at least one.
    pub(super) fn part(file: FileContent, range: Range<u64>) -> FileStream {
        let left = range.end.saturating_sub(range.start);
        FileStream { file: Some(file), reading: None, pieces: [Piece::Part(range)].into(), left }
    }

    /// Several parts in their frame.
    pub(super) fn parts(file: FileContent, message: &MultipartByteRanges) -> FileStream {
        let parts = message.parts().iter();
        let mut pieces: VecDeque<Piece> = parts
            .flat_map(|part| [Piece::Text(part.head().clone()), Piece::Part(part.range().clone())])
            .collect();
        pieces.push_back(Piece::Text(message.end().clone()));
        FileStream { file: Some(file), reading: None, pieces, left: message.content_length() }
    }

    /// Starts to read the next chunk of this range.
    fn read(&mut self, range: Range<u64>) -> Option<Reading> {
        let mut file = self.file.take()?;
        let end = range.end.min(range.start.saturating_add(CHUNK));
        if end < range.end {
            self.pieces.push_front(Piece::Part(end..range.end));
        }
        Some(Box::pin(blocking(move || {
            let bytes = file.read(range.start, (end - range.start) as usize)?;
            Ok((file, bytes))
        })))
    }
}

impl http_body::Body for FileStream {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.reading.is_none() {
            match self.pieces.pop_front() {
                None => return Poll::Ready(None),
                Some(Piece::Text(text)) => {
                    self.left = self.left.saturating_sub(text.len() as u64);
                    return Poll::Ready(Some(Ok(Frame::data(text))));
                }
                Some(Piece::Part(range)) => {
                    if let Some(bytes) = self.file.as_ref().and_then(|file| file.known(&range)) {
                        self.left = self.left.saturating_sub(bytes.len() as u64);
                        return Poll::Ready(Some(Ok(Frame::data(bytes))));
                    }
                    self.reading = self.read(range);
                }
            }
        }
        // After an error the file is gone, and there is nothing more to read.
        let Some(reading) = &mut self.reading else { return Poll::Ready(None) };
        let read = ready!(reading.as_mut().poll(cx));
        self.reading = None;
        Poll::Ready(Some(match read {
            Ok((file, bytes)) => {
                self.left = self.left.saturating_sub(bytes.len() as u64);
                // The last one: the file is closed now, and not when the client has taken all.
                self.file = (self.left > 0).then_some(file);
                Ok(Frame::data(bytes))
            }
            Err(error) => {
                self.pieces.clear();
                Err(error)
            }
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty() && self.reading.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

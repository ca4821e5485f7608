use std::ops::Range;

use super::file_stream::FileStream;
use super::{Body, Kind};
use crate::conditional::{Content, MultipartByteRanges};

/// What is in memory, and files. A stream is whole or not at all.
impl Content for Body {
    fn length(&self) -> Option<u64> {
        match &self.0 {
            Kind::Empty => Some(0),
            Kind::Full(content) => Some(content.len() as u64),
            Kind::File(file) => Some(file.length()),
            Kind::Stream(_) => None,
        }
    }

    fn part(self, range: &Range<u64>) -> Body {
        match self.0 {
            Kind::Full(content) => Body::full(content.part(range)),
            Kind::File(file) => Body::streamed(FileStream::part(file, range.clone())),
            other => Body(other),
        }
    }

    fn parts(self, message: &MultipartByteRanges) -> Body {
        match self.0 {
            Kind::Full(content) => Body::full(content.parts(message)),
            Kind::File(file) => Body::streamed(FileStream::parts(file, message)),
            other => Body(other),
        }
    }
}

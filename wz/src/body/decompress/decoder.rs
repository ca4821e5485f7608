use std::io::{self, BufRead, ErrorKind, Read};

use bytes::{Buf, Bytes, BytesMut};
use flate2::bufread::{MultiGzDecoder, ZlibDecoder};

/// What is decompressed in one step.
const STEP: usize = 16 * 1024;

/// One content coding, undone without I/O: bytes are pushed as they come, pieces are pulled.
#[derive(Debug)]
pub(crate) struct Decoder {
    coding: Coding,
    buffer: BytesMut,
}

#[derive(Debug)]
enum Coding {
    Gzip(Box<MultiGzDecoder<Input>>),
    Deflate(Box<ZlibDecoder<Input>>),
}

/// What came and was not yet decompressed.
#[derive(Debug, Default)]
struct Input {
    chunk: Bytes,
    finished: bool,
}

/// The next thing in a compressed body.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Data(Bytes),
    /// Bytes must be pushed before there is more.
    Hungry,
    /// The compressed data is complete.
    End,
}

impl Decoder {
    /// The codings that there are, as they stand in `Accept-Encoding`.
    pub(crate) const CODINGS: &str = "gzip, deflate";

    /// A decoder for this coding in lower case; `None` for one that is not known.
    pub(crate) fn of(coding: &str) -> Option<Decoder> {
        let coding = match coding {
            "gzip" => Coding::Gzip(Box::new(MultiGzDecoder::new(Input::default()))),
            // With the frame of zlib, as RFC 9110 §8.4.1.2 says.
            "deflate" => Coding::Deflate(Box::new(ZlibDecoder::new(Input::default()))),
            _ => return None,
        };
        Some(Decoder { coding, buffer: BytesMut::new() })
    }

    pub(super) fn name(&self) -> &'static str {
        match &self.coding {
            Coding::Gzip(_) => "gzip",
            Coding::Deflate(_) => "deflate",
        }
    }

    /// Takes the next bytes, once those before are used up.
    pub(super) fn push(&mut self, chunk: Bytes) {
        self.input().chunk = chunk;
    }

    /// Says that nothing more comes.
    pub(super) fn finish(&mut self) {
        self.input().finished = true;
    }

    /// The next piece.
    pub(super) fn pull(&mut self) -> io::Result<Piece> {
        self.buffer.resize(STEP, 0);
        let read = match &mut self.coding {
            Coding::Gzip(decoder) => decoder.read(&mut self.buffer),
            Coding::Deflate(decoder) => decoder.read(&mut self.buffer),
        };
        match read {
            Ok(0) if !self.input().chunk.is_empty() => Err(ErrorKind::InvalidData.into()),
            Ok(0) => Ok(Piece::End),
            // Who keeps a short piece does not keep a long buffer with it.
            Ok(length) if length < STEP / 2 => {
                Ok(Piece::Data(Bytes::copy_from_slice(&self.buffer[..length])))
            }
            Ok(length) => Ok(Piece::Data(self.buffer.split_to(length).freeze())),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(Piece::Hungry),
            Err(error) => Err(error),
        }
    }

    fn input(&mut self) -> &mut Input {
        match &mut self.coding {
            Coding::Gzip(decoder) => decoder.get_mut(),
            Coding::Deflate(decoder) => decoder.get_mut(),
        }
    }
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.chunk.is_empty() && !self.finished {
            return Err(ErrorKind::WouldBlock.into());
        }
        Ok(&self.chunk)
    }

    fn consume(&mut self, amount: usize) {
        self.chunk.advance(amount);
    }
}

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.len().min(into.len());
        self.chunk.copy_to_slice(&mut into[..length]);
        Ok(length)
    }
}

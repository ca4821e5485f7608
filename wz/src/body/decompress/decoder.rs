use bytes::{Buf, Bytes, BytesMut};

#[cfg(feature = "brotli")]
use super::brotli::BrotliDecoder;
use super::deflate::DeflateDecoder;
use super::problem::Problem;
#[cfg(feature = "zstd")]
use super::zstd::ZstdDecoder;

/// What is decompressed in one step.
const STEP: usize = 16 * 1024;

/// One content coding, undone without I/O: bytes are pushed as they come, pieces are pulled.
pub(crate) struct Decoder {
    coding: Coding,
    /// What came and was not yet decompressed.
    chunk: Bytes,
    finished: bool,
    buffer: BytesMut,
    state: State,
    /// How many members have begun.
    members: u64,
}

enum Coding {
    Gzip(DeflateDecoder),
    Deflate(DeflateDecoder),
    #[cfg(feature = "brotli")]
    Brotli(Box<BrotliDecoder>),
    #[cfg(feature = "zstd")]
    Zstd(ZstdDecoder),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Inside,
    /// There was no room for all that could have been decompressed.
    Full,
    /// All that has begun is complete.
    Between,
}

/// What came of some bytes.
pub(super) struct Progress {
    pub(super) read: usize,
    pub(super) written: usize,
    /// The member is complete.
    pub(super) ended: bool,
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
    pub(crate) const CODINGS: &str = match (cfg!(feature = "zstd"), cfg!(feature = "brotli")) {
        (true, true) => "gzip, deflate, br, zstd",
        (true, false) => "gzip, deflate, zstd",
        (false, true) => "gzip, deflate, br",
        (false, false) => "gzip, deflate",
    };

    /// A decoder for this coding in lower case; `None` for one that is not known.
    pub(crate) fn of(coding: &str) -> Option<Decoder> {
        let coding = match coding {
            "gzip" => Coding::Gzip(DeflateDecoder::gzip()),
            // With the frame of zlib, as RFC 9110 §8.4.1.2 says.
            "deflate" => Coding::Deflate(DeflateDecoder::zlib()),
            #[cfg(feature = "brotli")]
            "br" => Coding::Brotli(Box::default()),
            #[cfg(feature = "zstd")]
            "zstd" => Coding::Zstd(ZstdDecoder::new()?),
            _ => return None,
        };
        let (chunk, buffer) = (Bytes::new(), BytesMut::new());
        Some(Decoder { coding, chunk, finished: false, buffer, state: State::Inside, members: 1 })
    }

    pub(super) fn name(&self) -> &'static str {
        match &self.coding {
            Coding::Gzip(_) => "gzip",
            Coding::Deflate(_) => "deflate",
            #[cfg(feature = "brotli")]
            Coding::Brotli(_) => "br",
            #[cfg(feature = "zstd")]
            Coding::Zstd(_) => "zstd",
        }
    }

    /// How many members of a file (`gzip`) or frames (`zstd`) have begun.
    pub(super) fn members(&self) -> u64 {
        self.members
    }

    /// Takes the next bytes, once those before are used up.
    pub(super) fn push(&mut self, chunk: Bytes) {
        self.chunk = chunk;
    }

    /// Says that nothing more comes.
    pub(super) fn finish(&mut self) {
        self.finished = true;
    }

    /// The next piece. A member that begins is a step of its own, with a piece that is empty: so whoever counts them can stop.
    pub(super) fn pull(&mut self) -> Result<Piece, Problem> {
        loop {
            if self.chunk.is_empty() && self.state != State::Full {
                return match (self.finished, self.state) {
                    (false, _) => Ok(Piece::Hungry),
                    (true, State::Between) => Ok(Piece::End),
                    (true, _) => Err(Problem::Broken),
                };
            }
            if self.state == State::Between {
                self.begin_member()?;
                return Ok(Piece::Data(Bytes::new()));
            }
            let Progress { read, written, ended } = self.decode()?;
            self.chunk.advance(read);
            self.state = match ended {
                true => State::Between,
                false if written == STEP => State::Full,
                false if read == 0 && written == 0 && !self.chunk.is_empty() => return Err(Problem::Broken),
                false => State::Inside,
            };
            if written > 0 {
                return Ok(Piece::Data(self.take(written)));
            }
        }
    }

    fn decode(&mut self) -> Result<Progress, Problem> {
        self.buffer.resize(STEP, 0);
        match &mut self.coding {
            Coding::Gzip(decoder) | Coding::Deflate(decoder) => decoder.decode(&self.chunk, &mut self.buffer),
            #[cfg(feature = "brotli")]
            Coding::Brotli(decoder) => decoder.decode(&self.chunk, &mut self.buffer),
            #[cfg(feature = "zstd")]
            Coding::Zstd(decoder) => decoder.decode(&self.chunk, &mut self.buffer),
        }
    }

    /// What follows what was complete (RFC 1952 §2.2, RFC 8878 §3).
    fn begin_member(&mut self) -> Result<(), Problem> {
        match &mut self.coding {
            Coding::Gzip(decoder) => *decoder = DeflateDecoder::gzip(),
            Coding::Deflate(_) => return Err(Problem::Broken),
            #[cfg(feature = "brotli")]
            Coding::Brotli(_) => return Err(Problem::Broken),
            // It goes on with the next one by itself.
            #[cfg(feature = "zstd")]
            Coding::Zstd(_) => {}
        }
        self.members += 1;
        self.state = State::Inside;
        Ok(())
    }

    fn take(&mut self, length: usize) -> Bytes {
        // Who keeps a short piece does not keep a long buffer with it.
        if length < STEP / 2 {
            Bytes::copy_from_slice(&self.buffer[..length])
        } else {
            self.buffer.split_to(length).freeze()
        }
    }
}

use std::fmt;

use flate2::{Decompress, FlushDecompress, Status};

use super::partial::Partial;
use crate::websocket::ProtocolError;

/// Makes a message of one that is compressed (RFC 7692 §7.2.2), within the limit for what comes out.
pub(super) struct Inflater {
    stream: Decompress,
    /// The stream says itself that it has ended, before its message: what follows fills the last byte only.
    has_ended: bool,
    /// The bytes that came in.
    taken: u64,
    limit: u64,
}

/// What every compressed message ends with, and which is not sent.
pub(super) const TAIL: [u8; 4] = [0, 0, 0xff, 0xff];

impl Inflater {
    pub(super) fn new(limit: u64) -> Inflater {
        Inflater { stream: Decompress::new(false), has_ended: false, taken: 0, limit }
    }

    /// The same comes of it however it is cut.
    pub(super) fn push(&mut self, bytes: &[u8], message: &mut Partial) -> Result<(), ProtocolError> {
        // What cannot be compressed becomes a little longer; what is longer than that says nothing at great length.
        let longest = self.limit.saturating_add(self.limit >> 8).saturating_add(64);
        let room = usize::try_from(longest - self.taken).map_or(bytes.len(), |room| room.min(bytes.len()));
        self.taken += room as u64;
        self.inflate(&bytes[..room], message)?;
        if room < bytes.len() { Err(self.too_big()) } else { Ok(()) }
    }

    fn inflate(&mut self, mut bytes: &[u8], message: &mut Partial) -> Result<(), ProtocolError> {
        let mut space = [0; 8 * 1024];
        loop {
            if self.has_ended {
                return if bytes.iter().all(|byte| *byte == 0) { Ok(()) } else { Err(wrong()) };
            }
            let (taken, made) = (self.stream.total_in(), self.stream.total_out());
            let status = self.stream.decompress(bytes, &mut space, FlushDecompress::None);
            let taken = (self.stream.total_in() - taken) as usize;
            let made = (self.stream.total_out() - made) as usize;
            bytes = &bytes[taken..];
            let room = self.limit.saturating_sub(message.len() as u64);
            let fits = usize::try_from(room).map_or(made, |room| room.min(made));
            message.push(&space[..fits])?;
            if fits < made {
                return Err(self.too_big());
            }
            self.has_ended = status.map_err(|_| wrong())? == Status::StreamEnd;
            if !self.has_ended && made < space.len() {
                // There is room for more: all that can be made is made.
                return if bytes.is_empty() { Ok(()) } else { Err(wrong()) };
            }
        }
    }

    pub(super) fn finish(mut self, message: &mut Partial) -> Result<(), ProtocolError> {
        if self.has_ended { Ok(()) } else { self.inflate(&TAIL, message) }
    }

    fn too_big(&self) -> ProtocolError {
        ProtocolError::too_big("message", self.limit)
    }
}

fn wrong() -> ProtocolError {
    ProtocolError::payload("a message cannot be decompressed")
}

impl fmt::Debug for Inflater {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inflater").field("taken", &self.taken).finish_non_exhaustive()
    }
}

use bytes::{Buf, Bytes, BytesMut};

use super::frame_header::FrameHeader;
#[cfg(feature = "ws-deflate")]
use super::inflate::Inflater;
use super::opcode::Opcode;
use super::partial::Partial;
use super::role::Role;
use super::text::TextBuffer;
use crate::websocket::{Close, Message, ProtocolError, WebSocketLimits};

/// What has come.
///
/// ```
/// use bytes::BytesMut;
/// use wz::websocket::WebSocketLimits;
/// use wz::websocket::codec::{Decoder, Incoming, Role};
///
/// let mut client = Decoder::new(Role::Client, WebSocketLimits::new());
/// let mut wire = BytesMut::from(&b"\x89\x01?\x88\x02\x03\xe8"[..]);
/// assert_eq!(client.decode(&mut wire)?, Some(Incoming::Ping("?".into())));
/// let Some(Incoming::Close(close)) = client.decode(&mut wire)? else { panic!() };
/// assert_eq!(close.code().get(), 1000);
/// # Ok::<_, wz::websocket::ProtocolError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// A whole message, of one frame or several.
    Message(Message),
    /// A question whether one is there; it is to be answered by a pong with the same payload.
    Ping(Bytes),
    /// The answer to a ping, or just a sign of life.
    Pong(Bytes),
    /// The last thing that the other end sends.
    Close(Close),
}

/// Reads the frames of the other end. The same comes out however the bytes are cut.
///
/// Payloads are read as they come: a text that is no UTF-8 fails with the byte that is wrong, and a frame that is
/// announced to be longer than its [limit](WebSocketLimits) with its head.
#[derive(Debug)]
pub struct Decoder {
    role: Role,
    limits: WebSocketLimits,
    /// The frame whose payload comes next.
    frame: Option<FrameHeader>,
    message: Option<Partial>,
    /// Whether messages may be compressed.
    #[cfg(feature = "ws-deflate")]
    deflates: bool,
    /// When the message at hand is.
    #[cfg(feature = "ws-deflate")]
    inflater: Option<Inflater>,
    /// The payload of a control frame, which may come between those of a message.
    control: BytesMut,
    end: Option<Result<(), ProtocolError>>,
}

impl Decoder {
    /// A decoder for the end that has this role. Of the limits, those of [`message`](WebSocketLimits::message) and
    /// [`frame`](WebSocketLimits::frame) count.
    #[must_use]
    pub fn new(role: Role, limits: WebSocketLimits) -> Decoder {
        Decoder {
            role,
            limits,
            frame: None,
            message: None,
            #[cfg(feature = "ws-deflate")]
            deflates: false,
            #[cfg(feature = "ws-deflate")]
            inflater: None,
            control: BytesMut::new(),
            end: None,
        }
    }

    /// Takes messages that are compressed, too (RFC 7692), each by itself: both ends have agreed to
    /// `client_no_context_takeover` or `server_no_context_takeover`. The [limit](WebSocketLimits::message) is that of what
    /// comes out.
    ///
    /// ```
    /// use bytes::BytesMut;
    /// use wz::websocket::WebSocketLimits;
    /// use wz::websocket::codec::{Decoder, Incoming, Role};
    ///
    /// let mut client = Decoder::new(Role::Client, WebSocketLimits::new()).deflate();
    /// let mut wire = BytesMut::from(&b"\xc1\x07\xf2\x48\xcd\xc9\xc9\x07\x00"[..]);
    /// assert_eq!(client.decode(&mut wire)?, Some(Incoming::Message("Hello".into())));
    /// # Ok::<_, wz::websocket::ProtocolError>(())
    /// ```
    #[cfg(feature = "ws-deflate")]
    #[must_use]
    pub fn deflate(mut self) -> Decoder {
        self.deflates = true;
        self
    }

    /// Takes what it can from `input`: until something is whole, or `None` when there is nothing left. After a
    /// [`Close`](Incoming::Close) everything is thrown away (RFC 6455 §5.5.1).
    ///
    /// ```
    /// use bytes::BytesMut;
    /// use wz::websocket::WebSocketLimits;
    /// use wz::websocket::codec::{Decoder, Incoming, Role};
    ///
    /// let mut client = Decoder::new(Role::Client, WebSocketLimits::new());
    /// // The first half of a message; a part of its last frame; the rest.
    /// for (bytes, message) in [(&b"\x01\x03hel"[..], None), (b"\x80\x02l", None), (b"o", Some("hello"))] {
    ///     let incoming = client.decode(&mut BytesMut::from(bytes))?;
    ///     assert_eq!(incoming, message.map(|text| Incoming::Message(text.into())));
    /// }
    /// # Ok::<_, wz::websocket::ProtocolError>(())
    /// ```
    ///
    ///
    /// # Errors
    /// What the other end sends is wrong, or beyond a limit: the connection has to be failed with the error's
    /// [code](ProtocolError::code). Nothing is read after that; the error is given again.
    pub fn decode(&mut self, input: &mut BytesMut) -> Result<Option<Incoming>, ProtocolError> {
        loop {
            if let Some(end) = &self.end {
                input.clear();
                return end.clone().map(|()| None);
            }
            match self.step(input) {
                Ok(Step::Incoming(incoming)) => {
                    if matches!(incoming, Incoming::Close(_)) {
                        self.end = Some(Ok(()));
                    }
                    return Ok(Some(incoming));
                }
                Ok(Step::GoOn) => {}
                Ok(Step::NeedsMore) => return Ok(None),
                Err(error) => self.end = Some(Err(error)),
            }
        }
    }

    fn step(&mut self, input: &mut BytesMut) -> Result<Step, ProtocolError> {
        let Some(mut frame) = self.frame.take() else {
            let Some(frame) = FrameHeader::take(input, self.role)? else { return Ok(Step::NeedsMore) };
            self.begin(&frame)?;
            self.frame = Some(frame);
            return Ok(Step::GoOn);
        };
        let here = usize::try_from(frame.length).map_or(input.len(), |length| length.min(input.len()));
        let piece = &mut input[..here];
        if let Some(mask) = &mut frame.mask {
            mask.apply(piece);
        }
        match &mut self.message {
            _ if frame.opcode.is_control() => self.control.extend_from_slice(piece),
            #[cfg(feature = "ws-deflate")]
            Some(message) if let Some(inflater) = &mut self.inflater => inflater.push(piece, message)?,
            Some(message) => message.push(piece)?,
            None => {}
        }
        input.advance(here);
        frame.length -= here as u64;
        if frame.length > 0 {
            self.frame = Some(frame);
            return Ok(Step::NeedsMore);
        }
        self.finish(&frame)
    }

    /// Whether a frame may come here.
    fn begin(&mut self, frame: &FrameHeader) -> Result<(), ProtocolError> {
        if frame.is_compressed && !self.may_be_compressed(frame.opcode) {
            return Err(ProtocolError::protocol(
                "a frame says that it is compressed, which was not agreed upon or is not its place",
            ));
        }
        if frame.opcode.is_control() {
            return Ok(());
        }
        match (frame.opcode, &self.message) {
            (Opcode::Continuation, None) => {
                return Err(ProtocolError::protocol("a frame continues a message, and there is none"));
            }
            (Opcode::Continuation, Some(_)) => {}
            (_, Some(_)) => {
                return Err(ProtocolError::protocol("a message begins before the one before has ended"));
            }
            (Opcode::Text, None) => self.message = Some(Partial::Text(TextBuffer::default())),
            (_, None) => self.message = Some(Partial::Binary(BytesMut::new())),
        }
        let WebSocketLimits { frame: longest, message, .. } = self.limits;
        if frame.length > longest {
            return Err(ProtocolError::too_big("frame", longest));
        }
        #[cfg(feature = "ws-deflate")]
        {
            if frame.is_compressed {
                self.inflater = Some(Inflater::new(message));
            }
            if self.inflater.is_some() {
                return Ok(());
            }
        }
        let before = self.message.as_ref().map_or(0, Partial::len) as u64;
        if before.saturating_add(frame.length) > message {
            return Err(ProtocolError::too_big("message", message));
        }
        Ok(())
    }

    /// Only the first frame of a message says so (RFC 7692 §6).
    fn may_be_compressed(&self, opcode: Opcode) -> bool {
        #[cfg(feature = "ws-deflate")]
        let agreed = self.deflates;
        #[cfg(not(feature = "ws-deflate"))]
        let agreed = false;
        agreed && matches!(opcode, Opcode::Text | Opcode::Binary)
    }

    fn finish(&mut self, frame: &FrameHeader) -> Result<Step, ProtocolError> {
        if frame.opcode.is_control() {
            let payload = self.control.split().freeze();
            return Ok(Step::Incoming(match frame.opcode {
                Opcode::Close => Incoming::Close(Close::read(&payload)?),
                Opcode::Pong => Incoming::Pong(payload),
                _ => Incoming::Ping(payload),
            }));
        }
        match self.message.take() {
            #[cfg(feature = "ws-deflate")]
            Some(mut message)
                if frame.is_last
                    && let Some(inflater) = self.inflater.take() =>
            {
                inflater.finish(&mut message)?;
                Ok(Step::Incoming(Incoming::Message(message.finish()?)))
            }
            Some(message) if frame.is_last => Ok(Step::Incoming(Incoming::Message(message.finish()?))),
            message => {
                self.message = message;
                Ok(Step::GoOn)
            }
        }
    }
}

enum Step {
    Incoming(Incoming),
    GoOn,
    NeedsMore,
}

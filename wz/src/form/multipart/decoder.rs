use bytes::Bytes;

use super::buffer::Buffer;
use super::delimiter::{Delimiter, Scan};
use super::head::{self, HeadScan};
use super::{Boundary, MultipartError, MultipartEvent, MultipartLimits, strict};

/// Reads `multipart/form-data`; the [module](super) says what is read, with a longer example.
///
/// Every byte is looked at a fixed number of times, whatever is sent. What is kept of a form is what was pushed and not
/// yet pulled, and at most one delimiter or the headers of one part, where they came in pieces.
///
/// ```
/// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
///
/// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
/// decoder.push("--B\r\nContent-Disposition: form-data; name=a\r\n\r\nHello\r\n--B--\r\n");
/// let Some(MultipartEvent::Part(part)) = decoder.next_event()? else { unreachable!() };
/// assert_eq!(part.name(), "a");
/// assert_eq!(decoder.next_event()?, Some(MultipartEvent::Data("Hello".into())));
/// assert_eq!(decoder.next_event()?, Some(MultipartEvent::End));
/// assert_eq!(decoder.next_event()?, Some(MultipartEvent::Done));
/// # Ok::<_, wz::form::multipart::MultipartError>(())
/// ```
#[derive(Debug)]
pub struct MultipartDecoder {
    delimiter: Delimiter,
    limits: MultipartLimits,
    buffer: Buffer,
    finished: bool,
    state: State,
    /// Whether the buffer begins a line of the preamble or the data.
    starts_line: bool,
    /// How many parts there were.
    parts: usize,
    part: Part,
}

/// The part that is read.
#[derive(Debug, Default)]
struct Part {
    name: String,
    is_file: bool,
    bytes: u64,
    /// In place of that for all.
    limit: Option<u64>,
}

#[derive(Debug)]
enum State {
    Start,
    Preamble,
    /// In so many bytes there is no end of the headers.
    Head {
        searched: usize,
    },
    Data,
    /// The part is complete, and whether it is the last one.
    End {
        last: bool,
    },
    Complete,
    Done,
    Failed(MultipartError),
}

enum Step {
    Event(MultipartEvent),
    Again,
    More,
}

impl MultipartDecoder {
    /// So many blanks may follow a boundary on its line (RFC 2046 calls them transport padding); with more of them it is
    /// data.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartErrorKind};
    ///
    /// let error = |blanks: usize| {
    ///     let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    ///     decoder.push(format!("--B{}\r\n\r\n", " ".repeat(blanks)));
    ///     decoder.finish();
    ///     decoder.next_event().unwrap_err().kind()
    /// };
    /// assert_eq!(error(MultipartDecoder::LONGEST_PADDING), MultipartErrorKind::PartName);
    /// assert_eq!(error(MultipartDecoder::LONGEST_PADDING + 1), MultipartErrorKind::Truncated);
    /// ```
    pub const LONGEST_PADDING: usize = 64;

    /// A decoder with the [default limits](super::MultipartLimits::new).
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder};
    ///
    /// let boundary = Boundary::from_content_type(&"multipart/form-data; boundary=B".parse().unwrap())?;
    /// let mut decoder = MultipartDecoder::new(&boundary);
    /// assert_eq!(decoder.next_event()?, None);
    /// # Ok::<_, wz::form::multipart::MultipartError>(())
    /// ```
    #[must_use]
    pub fn new(boundary: &Boundary) -> MultipartDecoder {
        MultipartDecoder::with_limits(boundary, MultipartLimits::new())
    }

    /// A decoder with these limits.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartErrorKind, MultipartLimits};
    ///
    /// let limits = MultipartLimits::new().parts(0);
    /// let mut decoder = MultipartDecoder::with_limits(&Boundary::new("B").unwrap(), limits);
    /// decoder.push("--B\r\nContent-Disposition: form-data; name=a\r\n\r\n");
    /// assert_eq!(decoder.next_event().unwrap_err().kind(), MultipartErrorKind::TooManyParts);
    /// ```
    #[must_use]
    pub fn with_limits(boundary: &Boundary, limits: MultipartLimits) -> MultipartDecoder {
        MultipartDecoder {
            delimiter: Delimiter::of(boundary),
            limits,
            buffer: Buffer::default(),
            finished: false,
            state: State::Start,
            starts_line: true,
            parts: 0,
            part: Part::default(),
        }
    }

    /// Takes the next bytes of the body, of any number. Pull [events](MultipartDecoder::next_event) before the next ones, else
    /// they pile up.
    ///
    /// What follows the last boundary, or an error, is dropped.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
    ///
    /// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    /// decoder.push("--B");
    /// assert_eq!(decoder.next_event()?, None);
    /// decoder.push("--\r\n");
    /// assert_eq!(decoder.next_event()?, Some(MultipartEvent::Done));
    /// # Ok::<_, wz::form::multipart::MultipartError>(())
    /// ```
    pub fn push(&mut self, chunk: impl Into<Bytes>) {
        if !matches!(self.state, State::Done | State::Failed(_)) {
            self.buffer.push(chunk.into());
        }
    }

    /// Says that the body is over, so that a form that is not complete is an error, and not a wait for more.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartErrorKind};
    ///
    /// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    /// decoder.push("--B\r\n");
    /// assert_eq!(decoder.next_event(), Ok(None));
    /// decoder.finish();
    /// assert_eq!(decoder.next_event().unwrap_err().kind(), MultipartErrorKind::Truncated);
    /// ```
    pub fn finish(&mut self) {
        self.finished = true;
    }

    /// The next thing in the body. `None` while bytes must be pushed before there is one, and for ever after
    /// [`MultipartEvent::Done`].
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartErrorKind};
    ///
    /// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    /// decoder.push("--B\r\nContent-Type: text/plain\r\n\r\n");
    /// let error = decoder.next_event().unwrap_err();
    /// assert_eq!(error.kind(), MultipartErrorKind::PartName);
    /// assert_eq!(decoder.next_event(), Err(error));
    /// ```
    ///
    /// # Errors
    /// The body is malformed, or exceeds a limit. Nothing can be read after an error, it stays the answer.
    pub fn next_event(&mut self) -> Result<Option<MultipartEvent>, MultipartError> {
        loop {
            let step = match &self.state {
                State::Start => self.start(),
                State::Preamble => self.preamble(),
                State::Head { searched } => self.head(*searched),
                State::Data => self.data(),
                State::End { last } => self.end(*last),
                State::Complete => {
                    self.buffer.clear();
                    self.state = State::Done;
                    Ok(Step::Event(MultipartEvent::Done))
                }
                State::Done => return Ok(None),
                State::Failed(error) => return Err(error.clone()),
            };
            match step {
                Ok(Step::Event(event)) => return Ok(Some(event)),
                Ok(Step::Again) => {}
                Ok(Step::More) if self.buffer.grow(self.delimiter.longest()) => {}
                Ok(Step::More) if !self.finished => return Ok(None),
                Ok(Step::More) => self.fail(MultipartError::truncated(&self.place())),
                Err(error) => self.fail(error),
            }
        }
    }

    /// Gives the part that has begun a limit of its own, in place of that for all fields or files.
    pub(crate) fn limit_part(&mut self, bytes: u64) {
        self.part.limit = Some(bytes);
    }

    /// Whether there was [`MultipartEvent::Done`], after which nothing needs to be pushed.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
    ///
    /// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    /// decoder.push("--B--\r\nan epilogue");
    /// assert!(!decoder.is_done());
    /// assert_eq!(decoder.next_event()?, Some(MultipartEvent::Done));
    /// assert!(decoder.is_done());
    /// # Ok::<_, wz::form::multipart::MultipartError>(())
    /// ```
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.state, State::Done)
    }

    /// Skips a byte order mark, which editors and scripts put before a text that they save and send. The first part would be
    /// part of the preamble, and its field silently lost.
    fn start(&mut self) -> Result<Step, MultipartError> {
        const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

        let bytes = self.buffer.bytes();
        if !self.limits.strict {
            if bytes.starts_with(BYTE_ORDER_MARK) {
                self.buffer.skip(BYTE_ORDER_MARK.len());
            } else if BYTE_ORDER_MARK.starts_with(bytes) {
                return Ok(Step::More);
            }
        }
        self.state = State::Preamble;
        Ok(Step::Again)
    }

    fn preamble(&mut self) -> Result<Step, MultipartError> {
        let scan = self.delimiter.scan(self.buffer.bytes(), self.starts_line);
        if self.limits.strict {
            let (data, first) = match scan {
                Scan::Found { data, .. } | Scan::Open { data } => (data, self.buffer.bytes().first()),
            };
            if data > 0 || first.is_some_and(|byte| *byte != b'-') {
                return Err(MultipartError::not_strict("it does not begin with its boundary"));
            }
        }
        match scan {
            Scan::Found { data, end, last } => {
                self.check_delimiter(data, end)?;
                self.buffer.skip(end);
                self.state = if last { State::Complete } else { State::Head { searched: 0 } };
                Ok(Step::Again)
            }
            Scan::Open { data } => {
                self.buffer.skip(data);
                self.starts_line &= data == 0;
                Ok(Step::More)
            }
        }
    }

    /// Whether the grammar allows what stands before a part and after it.
    fn check_delimiter(&self, start: usize, end: usize) -> Result<(), MultipartError> {
        if self.limits.strict && !self.delimiter.is_exact(&self.buffer.bytes()[start..end]) {
            let problem = format!("a boundary after part {} is not between two CRLF", self.parts);
            return Err(MultipartError::not_strict(&problem));
        }
        Ok(())
    }

    fn head(&mut self, searched: usize) -> Result<Step, MultipartError> {
        let (part, limit) = (self.parts + 1, self.limits.header_bytes);
        if part > self.limits.parts {
            return Err(MultipartError::parts(self.limits.parts));
        }
        let bytes = self.buffer.bytes();
        match head::scan(bytes, searched) {
            HeadScan::Found { head: length, .. } | HeadScan::Open { searched: length } if length > limit => {
                Err(MultipartError::header_bytes(part, limit))
            }
            HeadScan::Open { searched } => {
                self.state = State::Head { searched };
                Ok(Step::More)
            }
            HeadScan::Found { head: length, end } => {
                if self.limits.strict
                    && let Some(problem) = strict::problem(&bytes[..end])
                {
                    return Err(MultipartError::not_strict(&format!("in part {part} {problem}")));
                }
                let headers = head::read(part, &bytes[..length])?;
                self.buffer.skip(end);
                self.state = State::Data;
                self.starts_line = true;
                self.parts = part;
                self.part = Part {
                    name: headers.name().to_owned(),
                    is_file: headers.is_file(),
                    bytes: 0,
                    limit: None,
                };
                Ok(Step::Event(MultipartEvent::Part(headers)))
            }
        }
    }

    fn data(&mut self) -> Result<Step, MultipartError> {
        let (length, delimiter) = match self.delimiter.scan(self.buffer.bytes(), self.starts_line) {
            Scan::Found { data, end, last } => (data, Some((end - data, last))),
            Scan::Open { data } => (data, None),
        };
        self.part.bytes = self.part.bytes.saturating_add(length as u64);
        self.part.check(&self.limits)?;
        if let Some((end, _)) = delimiter {
            self.check_delimiter(length, length + end)?;
        }
        let data = self.buffer.split_to(length);
        self.starts_line &= data.is_empty();
        if let Some((length, last)) = delimiter {
            self.buffer.skip(length);
            self.state = State::End { last };
        }
        Ok(match delimiter {
            _ if !data.is_empty() => Step::Event(MultipartEvent::Data(data)),
            Some(_) => Step::Again,
            None => Step::More,
        })
    }

    fn end(&mut self, last: bool) -> Result<Step, MultipartError> {
        self.state = if last { State::Complete } else { State::Head { searched: 0 } };
        Ok(Step::Event(MultipartEvent::End))
    }

    fn fail(&mut self, error: MultipartError) {
        self.buffer.clear();
        self.state = State::Failed(error);
    }

    /// Where the body ends that is not complete.
    fn place(&self) -> String {
        match self.state {
            State::Head { .. } => format!("in the headers of part {}", self.parts + 1),
            State::Data => format!("in the data of part {}", self.parts),
            _ => "before its first boundary".to_owned(),
        }
    }
}

impl Part {
    fn check(&self, limits: &MultipartLimits) -> Result<(), MultipartError> {
        let limit = self.limit.unwrap_or(if self.is_file { limits.file_bytes } else { limits.field_bytes });
        if self.bytes <= limit {
            return Ok(());
        }
        Err(match (self.limit, self.is_file) {
            (Some(_), is_file) => MultipartError::part_bytes(&self.name, limit, is_file),
            (None, true) => MultipartError::file_bytes(&self.name, limit),
            (None, false) => MultipartError::field_bytes(&self.name, limit),
        })
    }
}

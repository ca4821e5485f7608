//! `multipart/form-data` (RFC 7578, RFC 2046 §5.1): forms with files, read and written without I/O.
//!
//! Bytes are [pushed](MultipartDecoder::push) as they come, [events](MultipartEvent) are pulled. What is in a part is
//! handed out as slices of what was pushed, without a copy, and never waits for the rest of the part: a form of any size
//! takes no memory of its own. The [`MultipartEncoder`] writes such forms.
//!
//! ```
//! use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
//!
//! let content_type = "multipart/form-data; boundary=XYZ".parse()?;
//! let mut decoder = MultipartDecoder::new(&Boundary::from_content_type(&content_type)?);
//! let mut seen = Vec::new();
//! for chunk in [
//!     "--XYZ\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nHel",
//!     "lo\r\n--XYZ\r\nContent-Disposition: form-data; name=\"image\"; filename=\"../a b.png\"\r\n",
//!     "Content-Type: image/png\r\n\r\n\u{89}PNG\r\n--X",
//!     "YZ--\r\n",
//! ] {
//!     decoder.push(chunk);
//!     while let Some(event) = decoder.next_event()? {
//!         seen.push(match event {
//!             MultipartEvent::Part(part) => format!("{} {:?}", part.name(), part.secure_filename()),
//!             MultipartEvent::Data(data) => format!("{} bytes", data.len()),
//!             MultipartEvent::End => "end".to_owned(),
//!             MultipartEvent::Done => "done".to_owned(),
//!         });
//!     }
//! }
//! decoder.finish();
//! assert!(decoder.next_event()?.is_none());
//! assert_eq!(seen, [
//!     "note None", "3 bytes", "2 bytes", "end",
//!     "image Some(\"a_b.png\")", "5 bytes", "end",
//!     "done",
//! ]);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is read
//!
//! How the bytes were cut into chunks makes no difference to what is read. Lenient, as browsers and tools need it and as
//! Werkzeug is, unless [`MultipartLimits::strict`] says otherwise:
//!
//! - Lines end with CRLF, LF or CR.
//! - The first boundary may stand at the very start, and what is before it is ignored, as is what follows the last.
//! - Up to [64](MultipartDecoder::LONGEST_PADDING) blanks may follow a boundary, and nothing needs to follow the last.
//! - The boundary with other text after it, or not at the start of a line, is data.
//! - Headers may be folded.
//! - `filename*`, also in parts, is read; of a parameter that is repeated the last counts.
//!
//! Strict, where a guess would be a risk:
//!
//! - A [`Boundary`] has 1 to 70 legal characters.
//! - Every part has one `Content-Disposition` with a name that is not empty.
//! - The headers of a part are UTF-8, and each is a name and a value as HTTP has them.
//! - A form that ends before its last boundary is an error.
//! - There are [limits](MultipartLimits), on by default.

mod boundary;
mod buffer;
mod decoder;
mod delimiter;
mod encoder;
mod error;
mod event;
mod head;
mod limits;
mod part_headers;
mod strict;
#[cfg(test)]
mod tests;

pub use boundary::Boundary;
pub use decoder::MultipartDecoder;
pub use encoder::MultipartEncoder;
pub use error::{MultipartError, MultipartErrorKind};
pub use event::MultipartEvent;
pub use limits::MultipartLimits;
pub use part_headers::PartHeaders;

use bytes::Bytes;

use super::PartHeaders;

/// What [`MultipartDecoder::next_event`](super::MultipartDecoder::next_event) finds: for each part `Part`, any number of
/// `Data`, and `End`; after the last one `Done`.
///
/// ```
/// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
///
/// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
/// decoder.push("--B--");
/// assert_eq!(decoder.next_event()?, Some(MultipartEvent::Done));
/// # Ok::<_, wz::form::multipart::MultipartError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MultipartEvent {
    /// A part begins.
    Part(PartHeaders),
    /// Some of the bytes of the part, never none: a slice of what was pushed. Keeping it keeps the whole chunk in memory;
    /// copy what is small and stays for long.
    Data(Bytes),
    /// The part is complete.
    End,
    /// The form is complete.
    Done,
}

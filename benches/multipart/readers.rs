//! What reads a form: each is given all chunks, and says how many parts and bytes of data there are. Nothing is kept.

use std::convert::Infallible;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use actix_web::error::PayloadError;
use actix_web::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use futures_util::{Stream, StreamExt};
use wz::bytes::Bytes;
use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent, MultipartLimits};

use crate::inputs::{BOUNDARY, Input};

/// The parts and the bytes in them, or that it could not read the form.
pub(crate) type Reader = fn(&Input) -> Option<(usize, usize)>;

pub(crate) const ALL: [(&str, Reader); 3] = [("wz", wz), ("multer", multer), ("actix", actix)];

fn wz(input: &Input) -> Option<(usize, usize)> {
    let boundary = Boundary::new(BOUNDARY)?;
    let limits = MultipartLimits::new().parts(usize::MAX);
    let mut decoder = MultipartDecoder::with_limits(&boundary, limits);
    let (mut parts, mut bytes) = (0, 0);
    for chunk in &input.chunks {
        decoder.push(chunk.clone());
        while let Some(event) = decoder.next_event().ok()? {
            match event {
                MultipartEvent::Part(part) => parts += usize::from(!part.name().is_empty()),
                MultipartEvent::Data(data) => bytes += data.len(),
                MultipartEvent::End | MultipartEvent::Done => {}
            }
        }
    }
    decoder.is_done().then_some((parts, bytes))
}

fn multer(input: &Input) -> Option<(usize, usize)> {
    let mut form = multer::Multipart::new(Arriving::<Infallible>::of(input), BOUNDARY);
    let read = async {
        let (mut parts, mut bytes) = (0, 0);
        while let Some(mut part) = form.next_field().await.ok()? {
            parts += usize::from(part.name().is_some_and(|name| !name.is_empty()));
            while let Some(data) = part.chunk().await.ok()? {
                bytes += data.len();
            }
        }
        Some((parts, bytes))
    };
    run(read)
}

fn actix(input: &Input) -> Option<(usize, usize)> {
    let mut headers = HeaderMap::new();
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    headers.insert(CONTENT_TYPE, HeaderValue::try_from(kind).ok()?);
    let mut form = actix_multipart::Multipart::new(&headers, Arriving::<PayloadError>::of(input));
    let read = async {
        let (mut parts, mut bytes) = (0, 0);
        while let Some(part) = form.next().await {
            let mut part = part.ok()?;
            parts += usize::from(part.name().is_some_and(|name| !name.is_empty()));
            while let Some(data) = part.next().await {
                bytes += data.ok()?.len();
            }
        }
        Some((parts, bytes))
    };
    run(read)
}

/// Chunks as they come from a network: after each the reader is to wait for the next. One that is always there would be
/// read to its end by some before they look at anything.
struct Arriving<E> {
    chunks: std::vec::IntoIter<Bytes>,
    waits: bool,
    error: std::marker::PhantomData<fn() -> E>,
}

impl<E> Arriving<E> {
    fn of(input: &Input) -> Arriving<E> {
        Arriving { chunks: input.chunks.clone().into_iter(), waits: false, error: std::marker::PhantomData }
    }
}

impl<E> Stream for Arriving<E> {
    type Item = Result<Bytes, E>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.waits = !self.waits;
        if self.waits { Poll::Ready(self.chunks.next().map(Ok)) } else { Poll::Pending }
    }
}

/// Asks again at once.
fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

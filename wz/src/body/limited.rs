use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

use super::meter::Meter;
use super::streamed::Streamed;
use super::{Body, BoxError};
use crate::limits::Limits;

/// A body that ends with an error beyond its limit; what another server or a test has made knows of none.
pub(super) struct Limited {
    body: Body,
    meter: Meter,
}

impl Limited {
    pub(super) fn new(body: Body, limits: &Limits) -> Limited {
        Limited { body, meter: Meter::new(limits) }
    }
}

impl Streamed for Limited {
    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Limited { body, meter } = &mut *self;
        if meter.has_failed() {
            return Poll::Ready(None);
        }
        meter.check(&body.size_hint())?;
        let frame = ready!(Pin::new(body).poll_frame(cx));
        Poll::Ready(frame.map(|frame| frame.and_then(|frame| meter.count(frame))))
    }

    fn has_ended(&self) -> bool {
        self.meter.has_failed() || self.body.is_end_stream()
    }

    fn size(&self) -> SizeHint {
        self.body.size_hint()
    }

    fn set_limits(mut self: Pin<&mut Self>, limits: &Limits) -> bool {
        self.meter.set_limits(limits);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Request;
    use crate::error::HttpError;
    use crate::test_support::{block_on, chunks};

    /// What comes by each way of reading a body of 6 bytes, and the error it ends with.
    fn read(request: impl Fn() -> Request, limit: u64) -> Vec<(u64, Option<HttpError>)> {
        let limited = || {
            let mut request = request();
            request.set_limits(Limits::new().body(limit));
            request
        };
        async fn chunked(mut body: Body) -> (u64, Option<HttpError>) {
            let mut length = 0;
            loop {
                match body.chunk().await {
                    Ok(Some(chunk)) => length += chunk.len() as u64,
                    Ok(None) => return (length, None),
                    Err(error) => {
                        // Nothing comes behind it.
                        assert!(body.chunk().await.unwrap().is_none() && body.is_end_stream());
                        return (length, Some(error));
                    }
                }
            }
        }
        block_on(async {
            let whole = limited().bytes().await;
            vec![
                (whole.as_ref().map_or(0, |bytes| bytes.len() as u64), whole.err()),
                chunked(limited().take_body()).await,
                chunked(limited().into_parts().1).await,
                chunked(Body::new(http::Request::from(limited()).into_body())).await,
            ]
        })
    }

    #[test]
    fn every_way_of_reading_has_the_limit() {
        let (known, unknown) = (
            || Request::post("/", "123456"),
            || Request::new(http::Method::POST, "/", chunks(["123", "456"])),
        );
        for result in read(known, 6).iter().chain(&read(unknown, 6)) {
            assert!(matches!(result, (6, None)), "{result:?}");
        }
        for (results, length) in [(read(known, 5), 0), (read(unknown, 5), 3)] {
            for (index, (read, error)) in results.into_iter().enumerate() {
                let error = error.unwrap();
                assert_eq!((error.status().as_u16(), read), (413, if index == 0 { 0 } else { length }));
                for word in ["5 bytes", "`body`", "App::limits(Limits::new().body(bytes))", "limits(body ="] {
                    assert!(error.description().contains(word), "{error}");
                }
            }
        }
    }

    #[test]
    fn parts_have_it_too() {
        let form =
            ["--B\r\nContent-Disposition: form-data; name=a; filename=a\r\n\r\n", "12345", "\r\n--B--"];
        let status = |limit| {
            let mut request = Request::new(http::Method::POST, "/", chunks(form))
                .with_header("content-type", "multipart/form-data; boundary=B");
            request.set_limits(Limits::new().body(limit));
            block_on(async {
                let mut form = request.multipart()?;
                while let Some(part) = form.next_part().await? {
                    part.bytes().await?;
                }
                Ok::<_, HttpError>(())
            })
            .map_or_else(|error| error.status().as_u16(), |()| 200)
        };
        let length = form.concat().len() as u64;
        assert_eq!((status(length), status(length - 1), status(10)), (200, 413, 413));
    }

    #[test]
    fn the_last_limit_counts_for_what_is_still_to_come() {
        let mut request = Request::new(http::Method::POST, "/", chunks(["123", "456"]));
        request.set_limits(Limits::new().body(1));
        request.set_limits(Limits::new().body(6));
        assert_eq!(block_on(request.body_mut().chunk()).unwrap().unwrap(), "123");
        request.set_limits(Limits::new().body(5));
        assert_eq!(block_on(request.body_mut().chunk()).unwrap_err().status(), 413);
    }
}

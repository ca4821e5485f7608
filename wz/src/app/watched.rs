use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::asked::Asked;
use super::{Inner, panic};
use crate::body::{Body, BoxError};
use crate::error::Failure;

/// The body of a response while it is streamed, when no error page can be sent any more. A panic, an error, and a
/// length other than the `Content-Length` promised are reported as a handler's failures are, and end the stream with
/// an error: the server then closes the connection, which is how the client learns that the body is not whole.
pub(super) struct Watched {
    body: Body,
    /// What the `Content-Length` promised, and how much of that is to come.
    promised: Option<(u64, u64)>,
    failed: bool,
    app: Arc<Inner>,
    asked: Asked,
}

impl Watched {
    pub(super) fn new(body: Body, length: Option<u64>, app: Arc<Inner>, asked: Asked) -> Watched {
        let promised = length.map(|length| (length, length));
        Watched { body, promised, failed: false, app, asked }
    }

    fn poll_inner(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Reason>>> {
        let body = &mut self.body;
        match panic::catch(|| http_body::Body::poll_frame(Pin::new(body), cx)) {
            Ok(frame) => frame.map_err(Reason::of),
            Err(failure) => Poll::Ready(Some(Err(Reason::New(failure)))),
        }
    }

    /// The next frame, if it is in keeping with the length promised.
    fn poll_checked(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Reason>>> {
        let frame = ready!(self.poll_inner(cx)).transpose()?;
        let Some((length, left)) = self.promised else { return Poll::Ready(frame.map(Ok)) };
        let Some(frame) = frame else {
            return Poll::Ready((left > 0).then(|| Err(too_short(length, left))));
        };
        let size = frame.data_ref().map_or(0, Bytes::len) as u64;
        let Some(left) = left.checked_sub(size) else { return Poll::Ready(Some(Err(too_long(length)))) };
        self.promised = Some((length, left));
        if left == 0 && size > 0 {
            self.look_behind_the_end(length, cx)?;
        }
        Poll::Ready(Some(Ok(frame)))
    }

    /// Nobody asks for what comes after the last byte promised. What is there already is found here, before that byte
    /// is sent; what would come later is never sent.
    fn look_behind_the_end(&mut self, length: u64, cx: &mut Context<'_>) -> Result<(), Reason> {
        while let Poll::Ready(Some(frame)) = self.poll_inner(cx) {
            if frame?.data_ref().is_some_and(|data| !data.is_empty()) {
                return Err(too_long(length));
            }
        }
        Ok(())
    }

    fn fail(&mut self, reason: Reason) -> BoxError {
        self.failed = true;
        // It may be in a state that makes dropping it panic, too.
        let body = std::mem::take(&mut self.body);
        let _ = panic::catch(|| drop(body));
        if let Reason::New(failure) = reason {
            self.app.report(&self.asked.method, self.asked.path(), &failure);
        }
        Told.into()
    }
}

/// Why a stream cannot go on.
enum Reason {
    New(Failure),
    /// The stream of an application mounted in this one, which has reported it.
    Told,
}

impl Reason {
    fn of(error: BoxError) -> Reason {
        if error.is::<Told>() {
            return Reason::Told;
        }
        match error.downcast::<Failure>() {
            Ok(failure) => Reason::New(*failure),
            Err(error) => Reason::New(Failure::of(&*error, None)),
        }
    }
}

fn too_short(length: u64, left: u64) -> Reason {
    Reason::New(Failure::message(format!(
        "the body ended {left} bytes before the length that its `Content-Length` promised, {length} bytes"
    )))
}

fn too_long(length: u64) -> Reason {
    Reason::New(Failure::message(format!(
        "the body is longer than its `Content-Length` promised, {length} bytes"
    )))
}

/// What the server gets in place of a failure that has been reported.
#[derive(Debug)]
struct Told;

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body of the response failed")
    }
}

impl std::error::Error for Told {}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.failed {
            return Poll::Ready(None);
        }
        let frame = ready!(self.poll_checked(cx));
        Poll::Ready(frame.map(|frame| frame.map_err(|reason| self.fail(reason))))
    }

    fn is_end_stream(&self) -> bool {
        self.failed || (self.promised.is_none_or(|(_, left)| left == 0) && self.body.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::app::{App, AppFuture};
    use crate::handler::HandlerFuture;
    use crate::request::Request;
    use crate::response::Response;
    use crate::test_support::{block_on, chunks};

    #[wz::get("/")]
    fn index() {}

    wz::routes! { Site = index }

    /// What the client gets of a stream, whether that ended well, and what was reported.
    fn streamed(response: Response) -> (Vec<u8>, bool, Vec<String>) {
        let reports = Arc::new(Mutex::new(Vec::new()));
        let lines = Arc::clone(&reports);
        let app = App::new(Site).on_failure(move |method, path, failure| {
            lines.lock().unwrap().push(format!("{method} {path} {failure}"));
        });
        // Twice, as in an application that is mounted in another one.
        let asked = |target| Asked::of(&Request::get(target));
        let answer =
            AppFuture::running(Arc::clone(&app.inner), asked("/inner"), HandlerFuture::ready(response));
        let mut response =
            block_on(AppFuture::running(app.inner, asked("/here?x"), HandlerFuture::new(answer)));
        let (mut all, mut well) = (Vec::new(), true);
        block_on(async {
            let body = response.body_mut();
            while let Some(frame) =
                std::future::poll_fn(|cx| http_body::Body::poll_frame(Pin::new(&mut *body), cx)).await
            {
                match frame {
                    Ok(frame) => all.extend_from_slice(frame.data_ref().unwrap()),
                    Err(_) => well = false,
                }
            }
        });
        let reports = reports.lock().unwrap().clone();
        (all, well, reports)
    }

    fn promising<const N: usize>(length: &str, parts: [&'static str; N]) -> Response {
        Response::new(chunks(parts)).with_header("content-length", length)
    }

    #[test]
    fn a_promise_is_kept() {
        for response in [promising("5", ["abc", "", "de", ""]), promising("no", ["abc", "", "de", ""])] {
            assert_eq!(streamed(response), (b"abcde".to_vec(), true, Vec::new()));
        }
    }

    #[test]
    fn a_promise_is_broken() {
        let (all, well, reports) = streamed(promising("7", ["abc", "de"]));
        assert_eq!((all.as_slice(), well), (&b"abcde"[..], false));
        assert_eq!(reports.len(), 1, "{reports:?}");
        assert!(reports[0].starts_with("GET /inner error: the body ended 2 bytes before"), "{reports:?}");
        for length in ["4", "3"] {
            let (all, well, reports) = streamed(promising(length, ["abc", "", "de"]));
            // The client must not see a whole response.
            assert!(all.len() < length.parse().unwrap(), "{all:?}");
            assert!(!well && reports.len() == 1, "{reports:?}");
            assert!(reports[0].contains("longer than its `Content-Length`"), "{reports:?}");
        }
    }
}

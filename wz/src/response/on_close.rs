use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Extensions;
use http_body::{Frame, SizeHint};

use super::Response;
use crate::body::{Body, BoxError};

type Hook = Box<dyn FnOnce() + Send>;

/// What is to be done at the end of a response: when this is dropped, in the order of the calls.
#[derive(Default)]
struct Hooks(Mutex<Vec<Hook>>);

/// The hooks on their way to the server, among the extensions of their response.
#[derive(Clone, Default)]
struct OnClose(Arc<Hooks>);

impl Response {
    /// Runs `hook` when the response is done with: when its last byte has been handed to the server, when the client has
    /// left before that, or when it is dropped without having been sent. Exactly once, whichever it is; several hooks run
    /// in the order of their calls. Werkzeug's `Response.call_on_close`.
    ///
    /// It runs where the body is dropped, mostly in the task of the connection, so it must not block. A panic in it
    /// concerns nobody but the log.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicU32, Ordering};
    /// use wz::{Body, Response, http};
    ///
    /// let downloads = Arc::new(AtomicU32::new(0));
    /// let count = Arc::clone(&downloads);
    /// let response = Response::new("content").call_on_close(move || {
    ///     count.fetch_add(1, Ordering::Relaxed);
    /// });
    /// let sent: http::Response<Body> = response.into();
    /// assert_eq!(downloads.load(Ordering::Relaxed), 0);
    /// drop(sent);
    /// assert_eq!(downloads.load(Ordering::Relaxed), 1);
    /// ```
    #[must_use]
    pub fn call_on_close(mut self, hook: impl FnOnce() + Send + 'static) -> Response {
        let hooks = self.extensions_mut().get_or_insert_default::<OnClose>();
        hooks.0.0.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(hook));
        self
    }
}

/// From here on the body alone decides when the hooks run: a server drops the head when that is written.
pub(super) fn hand_over(extensions: &mut Extensions, body: Body) -> Body {
    match extensions.remove::<OnClose>() {
        Some(hooks) => Body::new(Closing { body, _hooks: hooks }),
        None => body,
    }
}

impl Drop for Hooks {
    fn drop(&mut self) {
        let hooks = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        for hook in hooks.drain(..) {
            // The others have to run all the same. What it panicked with may panic when it is dropped: it is leaked.
            if let Err(payload) = catch_unwind(AssertUnwindSafe(hook)) {
                std::mem::forget(payload);
            }
        }
    }
}

impl fmt::Debug for OnClose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnClose")
    }
}

/// A body with the hooks of its response. Its fields are dropped in this order.
struct Closing {
    body: Body,
    _hooks: OnClose,
}

impl http_body::Body for Closing {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;
    use crate::IntoResponse;
    use crate::app::App;
    use crate::request::Request;
    use crate::test_support::{block_on, chunks};

    fn counted(response: impl IntoResponse) -> (Response, Arc<AtomicU32>) {
        let count = Arc::new(AtomicU32::new(0));
        let hook = Arc::clone(&count);
        let response = response.into_response().call_on_close(move || {
            hook.fetch_add(1, Ordering::Relaxed);
        });
        (response, count)
    }

    #[test]
    fn once_at_the_end_of_any_body() {
        for body in [Body::empty(), Body::from("abc"), chunks(["a", "b"])] {
            let (response, count) = counted(body);
            let length = http_body::Body::size_hint(response.body()).exact();
            let sent: http::Response<Body> = response.into();
            let (head, mut body) = sent.into_parts();
            drop(head);
            assert_eq!(http_body::Body::size_hint(&body).exact(), length);
            while let Some(frame) =
                block_on(std::future::poll_fn(|cx| http_body::Body::poll_frame(Pin::new(&mut body), cx)))
            {
                assert_eq!(count.load(Ordering::Relaxed), 0);
                frame.unwrap();
            }
            drop(body);
            assert_eq!(count.load(Ordering::Relaxed), 1);
        }
    }

    #[test]
    fn without_being_sent() {
        let (response, count) = counted("abc");
        drop(response.with_header("x", "y").with_body("other"));
        assert_eq!(count.load(Ordering::Relaxed), 1);
        // Replaced on the way: by a failure, and by the body alone.
        let (response, count) = counted("abc");
        assert_eq!(response.with_header("x", "\n").status(), 500);
        assert_eq!(count.load(Ordering::Relaxed), 1);
        let (response, count) = counted("abc");
        let body = response.into_body();
        assert_eq!(count.load(Ordering::Relaxed), 0);
        drop(body);
        assert_eq!(count.load(Ordering::Relaxed), 1);
    }

    static ENDS: AtomicU32 = AtomicU32::new(0);

    #[wz::get("/")]
    fn tagged() -> Response {
        Response::new("0123456789").with_content_etag().call_on_close(|| {
            ENDS.fetch_add(1, Ordering::Relaxed);
        })
    }

    wz::routes! { Site = tagged }

    /// An application changes bodies: to parts, to nothing.
    #[test]
    fn parts_and_heads() {
        let app = App::new(Site);
        for (number, request) in [
            Request::get("/").with_header("range", "bytes=0-1"),
            Request::get("/").with_header("if-none-match", "*"),
            Request::new(http::Method::HEAD, "/", ()),
            Request::get("/"),
        ]
        .into_iter()
        .enumerate()
        {
            let response = block_on(app.call(request));
            assert_eq!(ENDS.load(Ordering::Relaxed), number as u32);
            assert!(response.body().as_bytes().is_some());
            drop(response);
            assert_eq!(ENDS.load(Ordering::Relaxed), number as u32 + 1);
        }
    }

    #[test]
    fn in_order_and_whatever_one_does() {
        let calls = Arc::new(Mutex::new(Vec::new()));
        let hook = |number: u32| {
            let calls = Arc::clone(&calls);
            move || {
                calls.lock().unwrap().push(number);
                assert!(number != 1, "on purpose");
            }
        };
        drop(Response::new("x").call_on_close(hook(0)).call_on_close(hook(1)).call_on_close(hook(2)));
        assert_eq!(*calls.lock().unwrap(), [0, 1, 2]);
    }
}

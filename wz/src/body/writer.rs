use std::fmt;
use std::future::poll_fn;

use bytes::Bytes;

use super::Body;
use super::produced::Produced;
use super::slot::Slot;
use crate::error::Result;

impl Body {
    /// A body that is written while it is sent: `producer` gets a [`BodyWriter`], and each chunk that it sends is one of
    /// the body.
    ///
    /// The producer runs when the server asks for more, in the task of the connection; nothing is spawned. A client
    /// that is slow makes it wait in [`send`](BodyWriter::send), and when the client has left it is dropped where it
    /// waits, with all it holds.
    ///
    /// The body ends when the producer has returned and the writer is gone. With an error, or a panic in an
    /// [`App`](crate::App), the connection is closed, so that the client sees that the body is not whole;
    /// [`App::on_failure`](crate::App::on_failure) is told.
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// #[get("/countdown/<int:from>")]
    /// fn countdown(from: u32) -> Body {
    ///     Body::stream(move |mut writer| async move {
    ///         for number in (0..=from).rev() {
    ///             // Here is room for an `.await` of what takes its time.
    ///             writer.send(format!("{number}\n")).await?;
    ///         }
    ///         Ok(())
    ///     })
    /// }
    ///
    /// routes! { Site = countdown }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let mut body = App::new(Site).call(Request::get("/countdown/1")).await.into_body();
    /// assert_eq!(body.chunk().await?.unwrap(), "1\n");
    /// assert_eq!(body.chunk().await?.unwrap(), "0\n");
    /// assert!(body.chunk().await?.is_none());
    /// # Ok::<_, HttpError>(()) }).unwrap();
    /// ```
    pub fn stream<P, F>(producer: P) -> Body
    where
        P: FnOnce(BodyWriter) -> F,
        F: Future<Output = Result> + Send + 'static,
    {
        let slot = Slot::default();
        let producer = Box::pin(producer(BodyWriter { slot: slot.clone() }));
        Body::new(Produced::new(slot, producer))
    }
}

/// Writes a body that [`Body::stream`] made, one chunk after another.
///
/// It may be moved into another task or thread; what that does when the client has left is its own affair, and
/// [`send`](BodyWriter::send) tells it.
pub struct BodyWriter {
    slot: Slot,
}

impl BodyWriter {
    /// Sends a chunk. One chunk is kept until the server takes it: there is no waiting for the first one, and the next
    /// waits until it has been taken, so that the writer is never further ahead of the client than that, beside what
    /// server and system buffer.
    ///
    /// An empty chunk is nothing. A future that is dropped before it is ready has sent nothing.
    ///
    /// # Errors
    /// [`Closed`], when there is no body any more. Inside of the producer this does not happen, since that is dropped
    /// with the body.
    pub async fn send(&mut self, chunk: impl Into<Bytes>) -> Result<(), Closed> {
        let mut chunk = Some(chunk.into());
        poll_fn(|cx| self.slot.poll_put(&mut chunk, cx)).await
    }
}

impl Drop for BodyWriter {
    fn drop(&mut self) {
        self.slot.leave_as_writer();
    }
}

impl fmt::Debug for BodyWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyWriter").finish_non_exhaustive()
    }
}

/// There is no body any more that a [`BodyWriter`] could write: the client has left, or the producer has failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed;

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the response is not being sent any more")
    }
}

impl std::error::Error for Closed {}

#[cfg(test)]
mod tests {
    use std::pin::{Pin, pin};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::{Context, Poll, Waker};

    use http_body::Body as _;

    use super::*;
    use crate::test_support::block_on;

    fn next(body: &mut Body) -> Option<Result<Bytes, String>> {
        let frame = block_on(poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)));
        frame.map(|frame| frame.map(|frame| frame.into_data().unwrap()).map_err(|error| error.to_string()))
    }

    fn is_pending(body: &mut Body) -> bool {
        Pin::new(body).poll_frame(&mut Context::from_waker(Waker::noop())).is_pending()
    }

    #[test]
    fn the_producer_is_one_chunk_ahead() {
        let made = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&made);
        let mut body = Body::stream(|mut writer| async move {
            for number in 0..5 {
                count.fetch_add(1, Ordering::Relaxed);
                writer.send(number.to_string()).await?;
                writer.send("").await?;
            }
            Ok(())
        });
        assert_eq!(made.load(Ordering::Relaxed), 0);
        for number in 0..5 {
            assert_eq!(next(&mut body).unwrap().unwrap(), number.to_string());
            assert!(made.load(Ordering::Relaxed) <= number + 2);
        }
        assert!(next(&mut body).is_none() && body.is_end_stream());
    }

    #[test]
    fn what_was_sent_before_an_error_arrives() {
        let mut body = Body::stream(|mut writer| async move {
            writer.send("a").await?;
            Err(std::io::Error::other("disk gone"))?;
            writer.send("never").await?;
            Ok(())
        });
        assert_eq!(next(&mut body), Some(Ok("a".into())));
        assert!(!body.is_end_stream());
        let error = next(&mut body).unwrap().unwrap_err();
        assert!(error.starts_with("error: disk gone\n  at ") && error.contains("writer.rs"), "{error}");
        assert!(next(&mut body).is_none() && body.is_end_stream());
    }

    #[test]
    fn the_producer_is_dropped_with_the_body() {
        let held = Arc::new(());
        let guard = Arc::clone(&held);
        let mut body = Body::stream(|mut writer| async move {
            let _guard = guard;
            writer.send("a").await?;
            std::future::pending::<()>().await;
            Ok(())
        });
        assert_eq!(next(&mut body), Some(Ok("a".into())));
        assert!(is_pending(&mut body) && Arc::strong_count(&held) == 2);
        drop(body);
        assert_eq!(Arc::strong_count(&held), 1);
    }

    #[test]
    fn a_writer_elsewhere() {
        let (to, from) = std::sync::mpsc::channel();
        let mut body = Body::stream(move |writer| async move { Ok(to.send(writer)?) });
        assert!(is_pending(&mut body));
        let mut writer = from.recv().unwrap();
        let thread = std::thread::spawn(move || {
            for number in 0..100 {
                block_on(writer.send(vec![number])).unwrap();
            }
        });
        for number in 0..100 {
            assert_eq!(next(&mut body), Some(Ok(vec![number].into())));
        }
        assert!(next(&mut body).is_none());
        thread.join().unwrap();
    }

    #[test]
    fn a_writer_elsewhere_learns_of_the_end() {
        let (to, from) = std::sync::mpsc::channel();
        let mut body = Body::stream(move |writer| async move { Ok(to.send(writer)?) });
        assert!(is_pending(&mut body));
        let mut writer = from.recv().unwrap();
        block_on(writer.send("a")).unwrap();
        {
            let mut second = pin!(writer.send("b"));
            let mut cx = Context::from_waker(Waker::noop());
            assert!(second.as_mut().poll(&mut cx).is_pending());
            drop(body);
            assert_eq!(second.poll(&mut cx), Poll::Ready(Err(Closed)));
        }
        assert_eq!(block_on(writer.send("c")), Err(Closed));
    }

    /// One that polls its parts only when they were woken.
    #[test]
    fn whoever_waits_for_room_is_woken() {
        struct Part<F>(Pin<Box<F>>, Arc<Flag>);
        struct Flag(AtomicUsize, std::sync::Mutex<Option<Waker>>);

        impl std::task::Wake for Flag {
            fn wake(self: Arc<Self>) {
                self.0.store(1, Ordering::Relaxed);
                if let Some(outer) = self.1.lock().unwrap().take() {
                    outer.wake();
                }
            }
        }

        impl<F: Future> Future for Part<F> {
            type Output = F::Output;

            fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
                *self.1.1.lock().unwrap() = Some(cx.waker().clone());
                if self.1.0.swap(0, Ordering::Relaxed) == 0 {
                    return Poll::Pending;
                }
                let waker = Waker::from(Arc::clone(&self.1));
                self.0.as_mut().poll(&mut Context::from_waker(&waker))
            }
        }

        let mut body = Body::stream(|mut writer| {
            let inner = async move {
                for _ in 0..3 {
                    writer.send("a").await?;
                }
                Ok(())
            };
            Part(Box::pin(inner), Arc::new(Flag(AtomicUsize::new(1), std::sync::Mutex::default())))
        });
        for _ in 0..3 {
            assert_eq!(next(&mut body), Some(Ok("a".into())));
        }
        assert!(next(&mut body).is_none());
    }
}

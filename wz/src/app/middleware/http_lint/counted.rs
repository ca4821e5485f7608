use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::asked::Asked;
use super::{HttpLint, LintKind};
use crate::body::{Body, BoxError};

/// A stream whose length has been promised.
pub(super) struct Counted {
    body: Body,
    promised: u64,
    sent: u64,
    /// `None` when it has been told.
    lint: Option<(HttpLint, Asked)>,
}

impl Counted {
    pub(super) fn new(body: Body, promised: u64, lint: HttpLint, asked: Asked) -> Counted {
        Counted { body, promised, sent: 0, lint: Some((lint, asked)) }
    }

    fn tell(&mut self, how: &str) {
        let Some((lint, asked)) = self.lint.take() else { return };
        if lint.allowed.contains(&LintKind::WrongContentLength) {
            return;
        }
        let Counted { promised, sent, .. } = *self;
        lint.tell(&asked.finding(
            LintKind::WrongContentLength,
            format!("`Content-Length` promises {promised} bytes, and the body has {how} {sent}"),
            "RFC 9110 section 8.6",
        ));
    }
}

impl http_body::Body for Counted {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        match &frame {
            Poll::Ready(Some(Ok(frame))) => {
                self.sent += frame.data_ref().map_or(0, |data| data.len() as u64);
                if self.sent > self.promised {
                    self.tell("at least");
                }
            }
            Poll::Ready(None) if self.sent < self.promised => self.tell("only"),
            Poll::Ready(None | Some(Err(_))) => self.lint = None,
            Poll::Pending => {}
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

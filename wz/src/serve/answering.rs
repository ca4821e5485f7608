use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::Method;
use http::header::{CONNECTION, HeaderValue};
use pin_project_lite::pin_project;

use super::application::Application;
use super::exchange::AtWork;
use super::keep_alive::keep_alive;
use super::outgoing::{OutgoingBody, Record};
use crate::error::HttpError;
use crate::request::Request;
use crate::response::{IntoResponse, Response, finalise};

pin_project! {
    /// The answer to a request, on its way to hyper.
    ///
    /// Not an `async fn`: that would have room for the request, the application's future and the response side by side,
    /// and hyper moves the whole of it.
    pub(super) struct Answering<F> {
        #[pin]
        answer: Answer<F>,
        // Both go on with the body.
        at_work: Option<AtWork>,
        record: Option<Box<Record>>,
    }
}

pin_project! {
    #[project = AnswerProjection]
    pub(super) enum Answer<F> {
        /// What an `App` makes.
        Final { #[pin] future: F },
        /// What a function makes, to be made fit for this method.
        Raw { #[pin] future: F, method: Method },
        /// `None` once it has been handed out.
        Refused { response: Option<Response> },
    }
}

impl<F> Answer<F> {
    pub(super) fn of<A: Application<Future = F>>(app: &A, request: Request) -> Answer<F> {
        if A::FINAL {
            return Answer::Final { future: app.call(request) };
        }
        let method = request.method().clone();
        Answer::Raw { future: app.call(request), method }
    }

    /// The server itself does not take the request; nothing of what may follow it can be trusted.
    pub(super) fn refused(error: HttpError, method: &Method) -> Answer<F> {
        let mut response = error.with_header(CONNECTION, HeaderValue::from_static("close")).into_response();
        finalise(method, &mut response);
        Answer::Refused { response: Some(response) }
    }
}

impl<F> Answering<F> {
    pub(super) fn new(answer: Answer<F>, at_work: AtWork, record: Option<Box<Record>>) -> Answering<F> {
        Answering { answer, at_work: Some(at_work), record }
    }
}

impl<F: Future<Output = Response>> Future for Answering<F> {
    type Output = Result<http::Response<OutgoingBody>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut response = match this.answer.project() {
            AnswerProjection::Final { future } => ready!(future.poll(cx)),
            AnswerProjection::Raw { future, method } => {
                let mut response = ready!(future.poll(cx));
                finalise(method, &mut response);
                response
            }
            AnswerProjection::Refused { response } => match response.take() {
                Some(response) => response,
                None => return Poll::Pending,
            },
        };
        // It is not polled again.
        let Some(at_work) = this.at_work.take() else { return Poll::Pending };
        if at_work.is_last() {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        keep_alive(&mut response);
        let mut record = this.record.take();
        if let Some(record) = &mut record {
            record.answered(response.status());
        }
        Poll::Ready(Ok(http::Response::from(response).map(|body| OutgoingBody::new(body, record, at_work))))
    }
}

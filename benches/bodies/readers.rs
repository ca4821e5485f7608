//! Who reads a body: so many requests are made, and then the time that reading them takes is taken.

use std::fmt::Debug;
use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use actix_web::FromRequest as _;
use actix_web::dev::Payload;
use actix_web::test::TestRequest;
use axum::extract::FromRequest as _;
use serde::de::DeserializeOwned;
use wz::bytes::Bytes;
use wz::handler::FromRequest as _;
use wz::http;

pub(crate) struct Reader {
    pub(crate) name: &'static str,
    /// Reads the body so many times.
    pub(crate) read: Box<dyn Fn(usize) -> Duration>,
}

/// What the type of a value has to be.
pub(crate) trait Value: DeserializeOwned + PartialEq + Debug + 'static {}

impl<T: DeserializeOwned + PartialEq + Debug + 'static> Value for T {}

/// Those of a form.
pub(crate) fn form<T: Value>(body: &Bytes) -> Vec<Reader> {
    let request = Requests { body: body.clone(), content_type: "application/x-www-form-urlencoded" };
    all(
        &request,
        |mut request| async move { wz::Form::<T>::from_request(&mut request).await.expect("a form").0 },
        |request| async move { axum::Form::<T>::from_request(request, &()).await.expect("a form").0 },
        |request, mut body| async move {
            actix_web::web::Form::<T>::from_request(&request, &mut body).await.expect("a form").into_inner()
        },
    )
}

/// Those of JSON.
pub(crate) fn json<T: Value>(body: &Bytes) -> Vec<Reader> {
    let request = Requests { body: body.clone(), content_type: "application/json" };
    all(
        &request,
        |mut request| async move { wz::Json::<T>::from_request(&mut request).await.expect("JSON").0 },
        |request| async move { axum::Json::<T>::from_request(request, &()).await.expect("JSON").0 },
        |request, mut body| async move {
            actix_web::web::Json::<T>::from_request(&request, &mut body).await.expect("JSON").into_inner()
        },
    )
}

fn all<T, W, X, Y>(
    requests: &Requests,
    wz: impl Fn(wz::Request) -> W + Copy + 'static,
    axum: impl Fn(axum::extract::Request) -> X + Copy + 'static,
    actix: impl Fn(actix_web::HttpRequest, Payload) -> Y + Copy + 'static,
) -> Vec<Reader>
where
    T: PartialEq + Debug,
    W: Future<Output = T>,
    X: Future<Output = T>,
    Y: Future<Output = T>,
{
    let expected = ready(wz(requests.wz()));
    assert_eq!(expected, ready(axum(requests.axum())));
    let (request, body) = requests.actix();
    assert_eq!(expected, ready(actix(request, body)));
    let (of_wz, of_axum, of_actix) = (requests.clone(), requests.clone(), requests.clone());
    vec![
        Reader { name: "wz", read: Box::new(move |count| time(count, || of_wz.wz(), wz)) },
        Reader { name: "axum", read: Box::new(move |count| time(count, || of_axum.axum(), axum)) },
        Reader {
            name: "actix",
            read: Box::new(move |count| {
                time(count, || of_actix.actix(), |(request, body)| actix(request, body))
            }),
        },
    ]
}

fn time<R, F: Future>(count: usize, make: impl Fn() -> R, read: impl Fn(R) -> F) -> Duration {
    let requests: Vec<R> = (0..count).map(|_| make()).collect();
    let clock = Instant::now();
    for request in requests {
        black_box(ready(read(request)));
    }
    clock.elapsed()
}

/// A body that is there is never waited for.
fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("the body is in memory"),
    }
}

#[derive(Clone)]
struct Requests {
    body: Bytes,
    content_type: &'static str,
}

impl Requests {
    fn http<B>(&self, body: B) -> http::Request<B> {
        http::Request::post("/")
            .header("content-type", self.content_type)
            .header("content-length", self.body.len())
            .body(body)
            .expect("a request")
    }

    fn wz(&self) -> wz::Request {
        self.http(wz::Body::from(self.body.clone())).into()
    }

    fn axum(&self) -> axum::extract::Request {
        self.http(axum::body::Body::from(self.body.clone()))
    }

    fn actix(&self) -> (actix_web::HttpRequest, Payload) {
        TestRequest::post()
            .insert_header(("content-type", self.content_type))
            .insert_header(("content-length", self.body.len()))
            .set_payload(self.body.clone())
            .to_http_parts()
    }
}

//! What the way through an application costs, without a server: `cargo bench -p wz-benches --bench dispatch`.
//!
//! Each row is one request: matched, converted, extracted, handled and made a response. The first row is what
//! making and dropping the request itself costs; it is part of every other one.
#![allow(missing_docs)]

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use wz::prelude::*;

#[get("/plain")]
fn plain() -> &'static str {
    "hello"
}

#[get("/user/<int:id>")]
fn user(id: u32) -> &'static str {
    black_box(id);
    "user"
}

#[get("/later/<int:id>/<name>")]
async fn later(id: u32, name: &str) -> &'static str {
    black_box((id, name));
    "later"
}

#[get("/state/<int:id>")]
async fn state(id: u32, state: State<u64>) -> &'static str {
    black_box((id, *state));
    "state"
}

routes! { Site = plain, user, later, state }

fn main() {
    let app = App::new(Site).state(7u64);
    let rounds = if cfg!(debug_assertions) { 2 } else { 400 };
    let base = time(rounds, || {
        black_box(request("/plain"));
    });
    println!("{:<28} {base:>7.1} ns", "request made and dropped");
    for path in ["/plain", "/user/42", "/later/42/joe", "/state/42", "/nowhere"] {
        let whole = time(rounds, || {
            black_box(block_on(app.call(request(path))));
        });
        println!("{path:<28} {whole:>7.1} ns, {:>7.1} without the request", whole - base);
    }
}

fn request(path: &'static str) -> Request {
    Request::from_parts(parts(path), Body::empty())
}

fn parts(path: &'static str) -> wz::http::request::Parts {
    let mut request = wz::http::Request::new(());
    *request.uri_mut() = Uri::from_static(path);
    request.into_parts().0
}

/// The tenth percentile of `rounds` samples.
fn time(rounds: usize, mut work: impl FnMut()) -> f64 {
    const BATCH: u32 = 500;
    let mut samples: Vec<f64> = (0..rounds)
        .map(|_| {
            let clock = Instant::now();
            (0..BATCH).for_each(|_| work());
            clock.elapsed().as_nanos() as f64 / f64::from(BATCH)
        })
        .collect();
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 10]
}

/// Handlers here never wait.
fn block_on<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

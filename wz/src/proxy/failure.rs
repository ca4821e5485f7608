use std::error::Error as StdError;
use std::time::Duration;
use std::{fmt, io};

use http::StatusCode;
use http::header::HeaderValue;
use hyper_util::client::legacy::Error;

use super::settings::Settings;
use crate::body::BoxError;
use crate::error::HttpError;

/// Whether the other server has closed the connection without a word: it has been idle, and this is a race that both lose.
pub(super) fn has_been_closed(error: &Error) -> bool {
    !error.is_connect()
        && causes(error).any(|cause| {
            let hyper = cause.downcast_ref::<hyper::Error>();
            let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
            hyper.is_some_and(|error| {
                error.is_incomplete_message() || error.is_canceled() || error.is_closed()
            }) || matches!(io, Some(io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe))
        })
}

fn causes<'e>(error: &'e (dyn StdError + 'static)) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let error = next?;
        next = error.source();
        Some(error)
    })
}

/// There is no response.
pub(super) fn failed(settings: &Settings, error: Error) -> HttpError {
    let timed_out = |cause: &(dyn StdError + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
    };
    if error.is_connect() && causes(&error).any(timed_out) {
        return late(settings, "a connection", settings.connect_timeout, "connect_timeout");
    }
    bad_gateway(Upstream { host: settings.upstream.host.clone(), cause: error.into() })
}

/// What is wrong with the other server, for the log.
#[derive(Debug)]
struct Upstream {
    host: HeaderValue,
    cause: BoxError,
}

impl fmt::Display for Upstream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no response from {}", String::from_utf8_lossy(self.host.as_bytes()))
    }
}

impl StdError for Upstream {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.cause)
    }
}

pub(super) fn late(settings: &Settings, what: &str, limit: Duration, name: &str) -> HttpError {
    let host = String::from_utf8_lossy(settings.upstream.host.as_bytes()).into_owned();
    HttpError::new(StatusCode::GATEWAY_TIMEOUT)
        .with_description("The server that answers here has taken too long.")
        .with_source(format!(
            "{host} has taken longer for {what} than {limit:?}, the limit `HttpProxy::{name}`"
        ))
}

pub(super) fn bad_gateway(source: impl Into<BoxError>) -> HttpError {
    HttpError::new(StatusCode::BAD_GATEWAY)
        .with_description(
            "The server that answers here is not to be reached, or has not answered as it should.",
        )
        .with_source(source)
}

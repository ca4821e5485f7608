use std::fmt::Display;

use http::StatusCode;
use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::{IntoResponse, Response, header};
use crate::error::Failure;

// A status or headers never disguise a failure of the program: a 500 made on the way stays a 500.

impl<R: IntoResponse> IntoResponse for (StatusCode, R) {
    fn into_response(self) -> Response {
        let response = self.1.into_response();
        if response.has_failed() { response } else { response.with_status(self.0) }
    }
}

impl<R: IntoResponse> IntoResponse for (HeaderMap, R) {
    fn into_response(self) -> Response {
        let mut response = self.1.into_response();
        if !response.has_failed() {
            response.add_headers(self.0);
        }
        response
    }
}

/// Headers as pairs: a name replaces what the response had, `Set-Cookie` is added to it, and several pairs of one name
/// all stay.
impl<N, V, R, const COUNT: usize> IntoResponse for ([(N, V); COUNT], R)
where
    N: TryInto<HeaderName>,
    N::Error: Display,
    V: TryInto<HeaderValue>,
    V::Error: Display,
    R: IntoResponse,
{
    fn into_response(self) -> Response {
        match collect(self.0) {
            Ok(headers) => (headers, self.1).into_response(),
            Err(failure) => Response::failed(failure),
        }
    }
}

impl<R: IntoResponse> IntoResponse for (StatusCode, HeaderMap, R) {
    fn into_response(self) -> Response {
        (self.0, (self.1, self.2)).into_response()
    }
}

impl<N, V, R, const COUNT: usize> IntoResponse for (StatusCode, [(N, V); COUNT], R)
where
    N: TryInto<HeaderName>,
    N::Error: Display,
    V: TryInto<HeaderValue>,
    V::Error: Display,
    R: IntoResponse,
{
    fn into_response(self) -> Response {
        (self.0, (self.1, self.2)).into_response()
    }
}

fn collect<N, V, const COUNT: usize>(pairs: [(N, V); COUNT]) -> Result<HeaderMap, Failure>
where
    N: TryInto<HeaderName>,
    N::Error: Display,
    V: TryInto<HeaderValue>,
    V::Error: Display,
{
    let mut headers = HeaderMap::with_capacity(COUNT);
    for (name, value) in pairs {
        let (name, value) = header(name, value)?;
        headers.append(name, value);
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_replace_and_repeat() {
        let response = (
            StatusCode::ACCEPTED,
            [("content-type", "text/css"), ("set-cookie", "a=1"), ("set-cookie", "b=2")],
            "x",
        )
            .into_response();
        assert_eq!(response.status(), 202);
        assert_eq!(response.headers()["content-type"], "text/css");
        let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
        assert_eq!(cookies, ["a=1", "b=2"]);
    }

    #[test]
    fn cookies_are_added() {
        let inner = Response::new("x").with_header("set-cookie", "a=1").with_header("x-a", "1");
        let response = ([("set-cookie", "b=2"), ("set-cookie", "c=3"), ("x-a", "2")], inner).into_response();
        let all = |name: &str| response.headers().get_all(name).iter().cloned().collect::<Vec<_>>();
        assert_eq!(all("set-cookie"), ["a=1", "b=2", "c=3"]);
        assert_eq!(all("x-a"), ["2"]);
    }

    #[test]
    fn a_failure_keeps_its_status() {
        let response = (StatusCode::CREATED, [("x", "\n")], "x").into_response();
        assert_eq!(response.status(), 500);
    }
}

//! What routing says no with, as answers: for programs that route by a [`Map`](crate::routing::map::Map).

use http::StatusCode;
use http::header::ALLOW;

use super::HttpError;
use crate::response::Redirect;
use crate::routing::MethodSet;
use crate::routing::map::{BadHost, RoutingError};

/// 404, 405 with `Allow`, 308 with `Location`, 400.
impl From<RoutingError> for HttpError {
    fn from(error: RoutingError) -> HttpError {
        match error {
            RoutingError::NotFound => HttpError::not_found(),
            RoutingError::MethodNotAllowed { allow } => HttpError::new(StatusCode::METHOD_NOT_ALLOWED)
                .with_header(ALLOW, allow.with_implied().union(MethodSet::OPTIONS).to_string()),
            RoutingError::Redirect { url } => Redirect::permanent(url).into(),
            RoutingError::WebsocketMismatch => HttpError::bad_request(
                "This address is a WebSocket, and the request opens none, or the other way round.",
            ),
        }
    }
}

/// 400: a client has sent it.
impl From<BadHost> for HttpError {
    fn from(error: BadHost) -> HttpError {
        HttpError::bad_request(format!("The host of the request is wrong: {error}."))
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;
    use crate::response::IntoResponse;
    use crate::routing::map::{Map, Rule};

    #[test]
    fn statuses_and_headers() {
        let map = Map::new([Rule::new("/a/", "a").methods(["GET"])]).unwrap();
        let urls = map.bind("h.example").unwrap();
        let error = |path: &str, method: Method| HttpError::from(urls.find(path, &method).unwrap_err());
        assert_eq!(error("/b", Method::GET).status(), 404);
        let error_405 = error("/a/", Method::POST);
        assert_eq!(
            (error_405.status().as_u16(), &error_405.headers()["allow"]),
            (405, &"GET, HEAD, OPTIONS".parse().unwrap())
        );
        let moved = error("/a", Method::GET).into_response();
        assert_eq!(moved.status(), 308);
        assert_eq!(moved.headers()["location"], "http://h.example/a/");
        assert_eq!(HttpError::from(map.bind("a b").unwrap_err()).status(), 400);
    }
}

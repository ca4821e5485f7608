use std::convert::Infallible;
use std::future::Future;

use super::Requirements;
use crate::error::HttpError;
use crate::request::Request;

/// A parameter of a handler that is made from the request.
///
/// Extractors run one after the other, in the order of the parameters. Each may read the body: it is kept, so that
/// several see it, until one of them takes it away (`Request`, `Body`).
///
/// | type | value |
/// |---|---|
/// | `Request` | the whole request, nothing left for later parameters |
/// | `Body` | the body as a stream, taken away |
/// | `Bytes`, `String` | the body, buffered |
/// | [`Json<T>`](crate::Json) | the body, read as JSON |
/// | [`Form<T>`](crate::Form) | the body, read as a form, plain or with files |
/// | [`Multipart`](crate::Multipart) | a form with files, part by part while it arrives |
/// | [`Query<T>`](crate::Query) | the query of the URL |
/// | [`Header<T>`](super::Header) | a header, read into its type |
/// | [`Cookies`](super::Cookies) | the cookies |
/// | [`State<T>`](crate::State) | what `App::state` was given |
/// | [`Extension<T>`](super::Extension) | what middleware has put among the extensions |
/// | `Method`, `Uri`, `HeaderMap` | copies; references to them cost nothing, see [`FromRequestRef`](super::FromRequestRef) |
/// | [`PeerAddr`](super::PeerAddr) | the other end of the connection |
/// | `WebSocket`, `WebSocketUpgrade` of [`websocket`](crate::websocket) | the connection, for messages both ways |
/// | `Option<E>` | `None` when the thing is simply not there; other errors remain errors |
/// | `Result<E, E::Error>` | the error, for the handler to deal with |
///
/// ```
/// use wz::{HttpError, Request, handler::FromRequest};
///
/// struct Token(String);
///
/// impl FromRequest for Token {
///     type Error = HttpError;
///
///     async fn from_request(request: &mut Request) -> Result<Token, HttpError> {
///         match request.headers().get("x-token").and_then(|value| value.to_str().ok()) {
///             Some(token) => Ok(Token(token.to_owned())),
///             None => Err(HttpError::unauthorized().as_missing()),
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a variable of the rule nor an extractor",
    label = "no `<…>` of this name in the rule, and the type does not implement `FromRequest`",
    note = "a parameter is filled by the variable of the rule that has its name, or from the request: \
            by `Request`, `Json<T>`, `Form<T>`, `Query<T>`, `State<T>`, `Bytes`, `String`, `Method`, `HeaderMap`, …, \
            or `Option` and `Result` of these"
)]
pub trait FromRequest: Sized {
    /// What a failure answers.
    type Error: Into<HttpError>;

    /// Makes the value.
    fn from_request(request: &mut Request) -> impl Future<Output = Result<Self, Self::Error>> + Send;

    /// Says what must be there before the application starts. Nothing by default.
    fn requires(needs: &mut Requirements) {
        let _ = needs;
    }
}

/// `None` only when the error [is "missing"](HttpError::is_missing); what is there but wrong stays an error.
impl<E: FromRequest> FromRequest for Option<E> {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<Option<E>, HttpError> {
        match E::from_request(request).await.map_err(Into::into) {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is_missing() => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl<E: FromRequest> FromRequest for Result<E, E::Error> {
    type Error = Infallible;

    async fn from_request(request: &mut Request) -> Result<Result<E, E::Error>, Infallible> {
        Ok(E::from_request(request).await)
    }

    fn requires(needs: &mut Requirements) {
        E::requires(needs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::block_on;
    use crate::{Query, State};

    #[derive(serde::Deserialize)]
    struct Page {
        page: u32,
    }

    fn extract<E: FromRequest>(target: &str) -> Result<E, HttpError> {
        block_on(E::from_request(&mut Request::get(target))).map_err(Into::into)
    }

    #[test]
    fn an_option_is_none_only_for_what_is_not_there() {
        assert!(extract::<Option<Query<Page>>>("/").unwrap().is_none());
        assert_eq!(extract::<Option<Query<Page>>>("/?page=3").unwrap().unwrap().page, 3);
        assert_eq!(extract::<Option<Query<Page>>>("/?page=x").err().unwrap().status(), 400);
    }

    #[test]
    fn a_result_hands_the_error_over() {
        let result = extract::<Result<Query<Page>, HttpError>>("/?page=x").unwrap();
        assert_eq!(result.err().unwrap().status(), 400);
    }

    #[test]
    fn an_optional_state_is_not_required() {
        let mut needs = Requirements::new();
        <Option<State<u8>>>::requires(&mut needs);
        assert_eq!(needs.states().count(), 0);
        <Result<State<u8>, HttpError>>::requires(&mut needs);
        assert_eq!(needs.states().count(), 1);
        assert!(extract::<Option<State<u8>>>("/").unwrap().is_none());
    }
}

use std::borrow::Cow;
use std::convert::Infallible;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use schemars::JsonSchema;
use serde_json::{Value, json};

use super::Operation;
use super::operation::ANY;
use crate::error::{Error, HttpError};
use crate::files::NamedFile;
use crate::response::{EventStream, Html, Json, JsonLines, Redirect};

/// What a return type answers, for the document. A handler whose type does not have it is said to answer something.
///
/// An enum that [derives `IntoResponse`](macro@crate::IntoResponse) has it, as far as its variants do.
///
/// ```
/// use wz::openapi::{Operation, OperationOutput};
/// use wz::prelude::*;
///
/// struct Csv(String);
///
/// impl IntoResponse for Csv {
///     fn into_response(self) -> Response {
///         Response::new(self.0).with_header("content-type", "text/csv")
///     }
/// }
///
/// impl OperationOutput for Csv {
///     fn describe(operation: &mut Operation) {
///         operation.response::<String>(StatusCode::OK, "text/csv");
///     }
/// }
///
/// #[get("/people")]
/// fn people() -> Csv {
///     Csv("name\nAda\n".to_owned())
/// }
///
/// routes! { Site = people }
///
/// let document = wz::openapi::document(&App::new(Site)).to_json();
/// let content = &document["paths"]["/people"]["get"]["responses"]["200"]["content"];
/// assert_eq!(content["text/csv"]["schema"]["type"], "string");
/// ```
pub trait OperationOutput {
    /// Writes down what it answers.
    fn describe(operation: &mut Operation);
}

/// The same for types whose schema is not known. Chosen by the code of handlers when [`OperationOutput`] is not there.
pub trait OutputWithoutSchema {
    /// Writes down what is known.
    fn describe(operation: &mut Operation);
}

const OK: &str = "200";

impl<T: JsonSchema> OperationOutput for Json<T> {
    fn describe(operation: &mut Operation) {
        let schema = operation.schemas.sent::<T>();
        operation.answer_with(OK, Some("application/json"), Some(schema));
    }
}

impl<T> OutputWithoutSchema for Json<T> {
    fn describe(operation: &mut Operation) {
        operation.answer_with(OK, Some("application/json"), None);
    }
}

impl<T> OperationOutput for Html<T> {
    fn describe(operation: &mut Operation) {
        operation.answer_with(OK, Some("text/html"), Some(text()));
    }
}

fn text() -> Value {
    json!({ "type": "string" })
}

macro_rules! plain {
    ($($media_type:literal $schema:expr => $($type:ty),+;)+) => {$($(
        impl OperationOutput for $type {
            fn describe(operation: &mut Operation) {
                operation.answer_with(OK, Some($media_type), $schema);
            }
        }
    )+)+};
}
plain! {
    "text/plain" Some(text()) => &str, String, Box<str>, Cow<'_, str>;
    "application/octet-stream" None => Bytes, Vec<u8>, &'static [u8], Box<[u8]>;
    "text/event-stream" Some(text()) => EventStream;
    "application/x-ndjson" Some(text()) => JsonLines;
    "*/*" None => NamedFile;
}

impl OperationOutput for () {
    fn describe(operation: &mut Operation) {
        operation.answer_with(OK, None, None);
    }
}

impl OperationOutput for Infallible {
    fn describe(_: &mut Operation) {}
}

/// Which one is known when it is made.
impl OperationOutput for StatusCode {
    fn describe(operation: &mut Operation) {
        operation.answer_with(ANY, None, None);
    }
}

/// 303, 307 or 308: which one is known when it is made.
impl OperationOutput for Redirect {
    fn describe(operation: &mut Operation) {
        let location = json!({
            "description": "Where to look.", "schema": { "type": "string", "format": "uri-reference" }
        });
        operation.answer_with("3XX", Some("text/html"), Some(text()));
        operation.answer_header("3XX", "Location", location);
    }
}

macro_rules! errors {
    ($($type:ty)+) => {$(
        impl OperationOutput for $type {
            fn describe(operation: &mut Operation) {
                operation.add_problem(ANY);
            }
        }
    )+};
}
errors!(HttpError Error);

/// For both traits, which are the same where one type is around another.
macro_rules! around {
    ($($trait:ident)+) => {$(
        impl<R: $trait> $trait for Option<R> {
            fn describe(operation: &mut Operation) {
                R::describe(operation);
                operation.problem(StatusCode::NOT_FOUND);
            }
        }

        impl<R: $trait, E> $trait for Result<R, E> {
            fn describe(operation: &mut Operation) {
                R::describe(operation);
                operation.add_problem(ANY);
            }
        }

        impl<R: $trait> $trait for (StatusCode, R) {
            fn describe(operation: &mut Operation) {
                operation.with_status(ANY, R::describe);
            }
        }

        impl<R: $trait> $trait for (HeaderMap, R) {
            fn describe(operation: &mut Operation) {
                R::describe(operation);
            }
        }

        impl<N, V, R: $trait, const COUNT: usize> $trait for ([(N, V); COUNT], R) {
            fn describe(operation: &mut Operation) {
                R::describe(operation);
            }
        }

        impl<R: $trait> $trait for (StatusCode, HeaderMap, R) {
            fn describe(operation: &mut Operation) {
                operation.with_status(ANY, R::describe);
            }
        }

        impl<N, V, R: $trait, const COUNT: usize> $trait for (StatusCode, [(N, V); COUNT], R) {
            fn describe(operation: &mut Operation) {
                operation.with_status(ANY, R::describe);
            }
        }
    )+};
}
around!(OperationOutput OutputWithoutSchema);

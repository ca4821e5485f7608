use std::collections::BTreeMap;

use http::StatusCode;
use schemars::JsonSchema;
use serde_json::Value;

use super::{Operation, Place};
use crate::handler::{Form, FromForm, FromRequest, Header, Multipart, Query};
use crate::header;
use crate::response::Json;

/// What an extractor takes from a request, for the document. An extractor without it is not mentioned there.
///
/// ```
/// use wz::openapi::{OpenApi, Operation, OperationInput, SecurityScheme};
/// use wz::prelude::*;
///
/// struct Token(String);
///
/// impl FromRequest for Token {
///     type Error = HttpError;
///
///     async fn from_request(request: &mut Request) -> Result<Token, HttpError> {
///         let token = request.headers().get("authorization").and_then(|value| value.to_str().ok());
///         token.map(|token| Token(token.to_owned())).ok_or_else(|| HttpError::unauthorized().as_missing())
///     }
/// }
///
/// impl OperationInput for Token {
///     fn describe(operation: &mut Operation) {
///         operation.security("token", []);
///         operation.problem(StatusCode::UNAUTHORIZED);
///     }
/// }
///
/// #[get("/secret")]
/// fn secret(token: Token) -> String {
///     token.0
/// }
///
/// routes! { Site = secret }
///
/// let api = OpenApi::new("Secrets", "1.0").security_scheme("token", SecurityScheme::bearer());
/// let document = wz::openapi::document(&App::new(Site).openapi(api)).to_json();
/// assert_eq!(document["paths"]["/secret"]["get"]["security"][0]["token"], serde_json::json!([]));
/// assert!(document["paths"]["/secret"]["get"]["responses"]["401"].is_object());
/// ```
pub trait OperationInput {
    /// Writes down what it takes, and what it answers when that is missing or wrong.
    fn describe(operation: &mut Operation);
}

/// The same for types whose schema is not known. Chosen by the code of handlers when [`OperationInput`] is not there.
pub trait InputWithoutSchema {
    /// Writes down what is known.
    fn describe(operation: &mut Operation);
}

impl<E: OperationInput> OperationInput for Option<E> {
    fn describe(operation: &mut Operation) {
        operation.optionally(E::describe);
    }
}

impl<E: InputWithoutSchema> InputWithoutSchema for Option<E> {
    fn describe(operation: &mut Operation) {
        operation.optionally(E::describe);
    }
}

impl<E: OperationInput + FromRequest> OperationInput for Result<E, E::Error> {
    fn describe(operation: &mut Operation) {
        operation.optionally(E::describe);
    }
}

impl<E: InputWithoutSchema + FromRequest> InputWithoutSchema for Result<E, E::Error> {
    fn describe(operation: &mut Operation) {
        operation.optionally(E::describe);
    }
}

impl<T: JsonSchema> OperationInput for Json<T> {
    fn describe(operation: &mut Operation) {
        let schema = operation.schemas.taken::<T>();
        json(operation, Some(schema));
    }
}

impl<T> InputWithoutSchema for Json<T> {
    fn describe(operation: &mut Operation) {
        json(operation, None);
    }
}

fn json(operation: &mut Operation, schema: Option<Value>) {
    operation.add_body("application/json", schema);
    refused(operation, true);
    operation.problem(StatusCode::UNPROCESSABLE_ENTITY);
}

/// What is answered to a body that cannot be used.
fn refused(operation: &mut Operation, by_type: bool) {
    operation.problem(StatusCode::BAD_REQUEST);
    operation.problem(StatusCode::PAYLOAD_TOO_LARGE);
    if by_type {
        operation.problem(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
}

impl<T: JsonSchema + FromForm> OperationInput for Form<T> {
    fn describe(operation: &mut Operation) {
        let schema = T::described(operation).unwrap_or_else(|| operation.schemas.taken::<T>());
        form(operation, Some(schema));
    }
}

impl<T: FromForm> InputWithoutSchema for Form<T> {
    fn describe(operation: &mut Operation) {
        let schema = T::described(operation);
        form(operation, schema);
    }
}

fn form(operation: &mut Operation, schema: Option<Value>) {
    let has_files = schema.as_ref().is_some_and(|schema| has_files(operation.schemas.resolve(schema)));
    if !has_files {
        operation.add_body("application/x-www-form-urlencoded", schema.clone());
    }
    operation.add_body("multipart/form-data", schema);
    refused(operation, true);
}

/// Whether there is a file in a form, which a plain form cannot hold.
fn has_files(schema: &Value) -> bool {
    match schema {
        Value::Object(members) => members.contains_key("contentMediaType") || members.values().any(has_files),
        Value::Array(items) => items.iter().any(has_files),
        _ => false,
    }
}

impl OperationInput for Multipart {
    fn describe(operation: &mut Operation) {
        operation.add_body("multipart/form-data", None);
        refused(operation, true);
    }
}

impl OperationInput for String {
    fn describe(operation: &mut Operation) {
        let schema = operation.schemas.taken::<String>();
        operation.add_body("text/plain", Some(schema));
        refused(operation, false);
    }
}

impl OperationInput for bytes::Bytes {
    fn describe(operation: &mut Operation) {
        operation.add_body("*/*", None);
        operation.problem(StatusCode::PAYLOAD_TOO_LARGE);
    }
}

impl OperationInput for crate::body::Body {
    fn describe(operation: &mut Operation) {
        operation.add_body("*/*", None);
    }
}

impl<T: header::Header> OperationInput for Header<T> {
    fn describe(operation: &mut Operation) {
        operation.parameter::<String>(Place::Header, T::NAME.as_str(), true);
        operation.problem(StatusCode::BAD_REQUEST);
    }
}

/// Each field is a parameter. A type that is no struct (a map, an enum, one with `serde(flatten)`) is one parameter that stands
/// for all of the query: OpenAPI writes the members of an object with `explode` as parameters.
impl<T: JsonSchema> OperationInput for Query<T> {
    fn describe(operation: &mut Operation) {
        let mut schema = operation.schemas.taken_whole::<T>();
        let required: Vec<String> = schema
            .get("required")
            .and_then(Value::as_array)
            .map(|names| names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect())
            .unwrap_or_default();
        let is_plain = ["allOf", "anyOf", "oneOf", "additionalProperties", "$ref"]
            .iter()
            .all(|key| schema.get(key).is_none());
        let is_nothing = schema.get("type").is_some_and(|of| of == "null");
        match schema.get_mut("properties").and_then(Value::as_object_mut) {
            _ if is_nothing => return,
            Some(properties) if is_plain => {
                // By name, whatever order a map of `serde_json` keeps in this program.
                let sorted: BTreeMap<String, Value> = std::mem::take(properties).into_iter().collect();
                for (name, schema) in sorted {
                    operation.add_parameter(Place::Query, &name, required.contains(&name), schema);
                }
            }
            _ => operation.add_parameter(Place::Query, "query", !required.is_empty(), schema),
        }
        operation.problem(StatusCode::BAD_REQUEST);
    }
}

impl<T> InputWithoutSchema for Query<T> {
    fn describe(operation: &mut Operation) {
        operation.problem(StatusCode::BAD_REQUEST);
    }
}

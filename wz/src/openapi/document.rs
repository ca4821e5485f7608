use std::fmt;

use http::HeaderValue;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::response::{IntoResponse, Response};

/// `Content-Type`: what tools that read such documents ask for is JSON.
const MIME: HeaderValue = HeaderValue::from_static("application/json");

/// An OpenAPI document, made by [`document`](super::document). Its members are sorted by name, so that it is the same text for the
/// same program.
///
/// Written by `Display` it is JSON with line breaks; as a response it is JSON. What it cannot say yet can be added to what
/// [`to_json`](Document::to_json) gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Document(Value);

impl Document {
    pub(super) fn new(value: Value) -> Document {
        Document(sorted(value))
    }

    /// The document as a value of `serde_json`.
    pub fn to_json(&self) -> Value {
        self.0.clone()
    }

    /// With another server, when it names none.
    pub(super) fn served_at(&self, root: &str) -> Document {
        let mut value = self.0.clone();
        if let Some(members) = value.as_object_mut().filter(|_| !root.is_empty()) {
            members.entry("servers").or_insert_with(|| serde_json::json!([{ "url": root }]));
        }
        Document::new(value)
    }
}

/// Members by name, whatever order a map of `serde_json` keeps in this program.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(String, Value)> = members.into_iter().collect();
            members.sort_by(|(one, _), (other, _)| one.cmp(other));
            Value::Object(
                members.into_iter().map(|(name, value)| (name, sorted(value))).collect::<Map<_, _>>(),
            )
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        Response::new(self.to_string()).with_header("content-type", MIME)
    }
}

use std::collections::BTreeMap;

use http::StatusCode;
use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use super::problem::Problem;
use super::schemas::Schemas;

/// Where a parameter of an [`Operation`] is in a request. Those in the path come from the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the query of the URL.
    Query,
    /// A header. `Accept`, `Content-Type` and `Authorization` are not for a parameter to describe (OpenAPI 3.1,
    /// section 4.8.12): such a one is left out.
    Header,
    /// A cookie.
    Cookie,
}

/// What a document says of one route: what it takes and what it answers. Parameters and return types of handlers write into it,
/// see [`OperationInput`](super::OperationInput) and [`OperationOutput`](super::OperationOutput).
#[derive(Debug, Default)]
pub struct Operation {
    pub(super) schemas: Schemas,
    pub(super) parameters: Vec<Map<String, Value>>,
    pub(super) content: BTreeMap<String, Value>,
    pub(super) content_required: bool,
    pub(super) responses: BTreeMap<String, Answer>,
    /// Each with its scopes: all of them are needed.
    pub(super) security: BTreeMap<String, Vec<String>>,
    pub(super) security_optional: bool,
    /// Whether it is in no document.
    pub(super) hidden: bool,
    /// Whether what is described need not be there.
    optional: bool,
    /// The status that what is described has in place of its own.
    status: Option<String>,
}

/// A response.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) headers: BTreeMap<&'static str, Value>,
    /// By media type.
    pub(super) content: BTreeMap<String, Value>,
}

/// The key of all statuses that are not named.
pub(super) const ANY: &str = "default";

impl Operation {
    pub(super) fn new(schemas: Schemas) -> Operation {
        Operation { schemas, ..Operation::default() }
    }

    /// Adds a parameter with the schema of `T`. One of this name and place replaces it.
    pub fn parameter<T: JsonSchema>(&mut self, place: Place, name: &str, required: bool) {
        let schema = self.schemas.taken::<T>();
        self.add_parameter(place, name, required, schema);
    }

    pub(super) fn add_parameter(&mut self, place: Place, name: &str, required: bool, mut schema: Value) {
        let place = match place {
            Place::Query => "query",
            Place::Cookie => "cookie",
            Place::Header => {
                if ["accept", "content-type", "authorization"]
                    .iter()
                    .any(|own| name.eq_ignore_ascii_case(own))
                {
                    return;
                }
                "header"
            }
        };
        let mut parameter = Map::new();
        if let Some(about) = schema.as_object_mut().and_then(|schema| schema.remove("description")) {
            parameter.insert("description".to_owned(), about);
        }
        parameter.insert("in".to_owned(), place.into());
        parameter.insert("name".to_owned(), name.into());
        parameter.insert("required".to_owned(), (required && !self.optional).into());
        parameter.insert("schema".to_owned(), schema);
        self.parameters.retain(|other| other["in"] != place || other["name"] != name);
        self.parameters.push(parameter);
    }

    /// Says that the body may be of this media type, with the schema of `T`.
    pub fn body<T: JsonSchema>(&mut self, media_type: &str) {
        let schema = self.schemas.taken::<T>();
        self.add_body(media_type, Some(schema));
    }

    /// `None`: there is no schema.
    pub(super) fn add_body(&mut self, media_type: &str, schema: Option<Value>) {
        self.content_required |= !self.optional;
        self.content.insert(media_type.to_owned(), content(schema));
    }

    /// Says that it answers so, with the schema of `T` in this media type.
    pub fn response<T: JsonSchema>(&mut self, status: StatusCode, media_type: &str) {
        let schema = self.schemas.sent::<T>();
        self.answer(status.as_str()).content.insert(media_type.to_owned(), content(Some(schema)));
    }

    /// Says that it answers so, without a body.
    pub fn response_without_body(&mut self, status: StatusCode) {
        self.answer(status.as_str());
    }

    /// Says that it answers so with the page of an error: `application/problem+json` for who asks for JSON.
    pub fn problem(&mut self, status: StatusCode) {
        self.add_problem(status.as_str());
    }

    pub(super) fn add_problem(&mut self, status: &str) {
        let schema = self.schemas.sent::<Problem>();
        self.answer(status).content.insert("application/problem+json".to_owned(), content(Some(schema)));
    }

    /// Says that a request needs what the [security scheme](super::OpenApi::security_scheme) of this name says, with these
    /// scopes. Without a scheme of this name the document is not valid.
    pub fn security<'s>(&mut self, name: &str, scopes: impl IntoIterator<Item = &'s str>) {
        let scopes = scopes.into_iter().map(str::to_owned).collect();
        self.security.insert(name.to_owned(), scopes);
        self.security_optional |= self.optional;
    }

    /// Leaves the route out of the document, as `#[doc(hidden)]` on a handler does.
    pub fn hide(&mut self) {
        self.hidden = true;
    }

    /// Adds a response of the type that is described: 200, unless something around it says otherwise. `None`: the media type has
    /// no schema.
    pub(super) fn answer_with(&mut self, status: &str, media_type: Option<&str>, schema: Option<Value>) {
        let status = self.status.clone().unwrap_or_else(|| status.to_owned());
        let answer = self.answer(&status);
        if let Some(media_type) = media_type {
            answer.content.insert(media_type.to_owned(), content(schema));
        }
    }

    pub(super) fn answer_header(&mut self, status: &str, name: &'static str, header: Value) {
        let status = self.status.clone().unwrap_or_else(|| status.to_owned());
        self.answer(&status).headers.insert(name, header);
    }

    /// A status alone; that of an error has its page.
    #[doc(hidden)]
    pub fn status_alone(&mut self, status: &str) {
        if status.starts_with(['4', '5']) {
            self.add_problem(status);
        } else {
            self.answer(status);
        }
    }

    fn answer(&mut self, status: &str) -> &mut Answer {
        self.responses.entry(status.to_owned()).or_default()
    }

    /// What is described by `describe` need not be there.
    pub(super) fn optionally(&mut self, describe: impl FnOnce(&mut Operation)) {
        let before = std::mem::replace(&mut self.optional, true);
        describe(self);
        self.optional = before;
    }

    /// What is described by `describe` has this status, whatever its own is: the outermost counts.
    #[doc(hidden)]
    pub fn with_status(&mut self, status: &str, describe: impl FnOnce(&mut Operation)) {
        let before = self.status.clone();
        self.status.get_or_insert_with(|| status.to_owned());
        describe(self);
        self.status = before;
    }
}

fn content(schema: Option<Value>) -> Value {
    schema.map_or_else(|| json!({}), |schema| json!({ "schema": schema }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_optional_is_required_nowhere() {
        let mut operation = Operation::default();
        operation.optionally(|operation| {
            operation.parameter::<u8>(Place::Query, "page", true);
            operation.body::<u8>("application/json");
            operation.security("key", []);
        });
        assert_eq!(operation.parameters[0]["required"], false);
        assert!(!operation.content_required && operation.security_optional);
        operation.parameter::<u8>(Place::Query, "page", true);
        assert_eq!(operation.parameters.len(), 1);
        assert_eq!(operation.parameters[0]["required"], true);
    }

    #[test]
    fn headers_that_are_described_otherwise() {
        let mut operation = Operation::default();
        operation.parameter::<String>(Place::Header, "Authorization", true);
        operation.parameter::<String>(Place::Header, "x-key", true);
        assert_eq!(operation.parameters.len(), 1);
    }
}

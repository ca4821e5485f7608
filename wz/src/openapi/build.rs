//! From the routes of an application to its document.

use std::collections::{BTreeMap, BTreeSet};

use http::StatusCode;
use serde_json::{Map, Value, json};

use super::operation::{ANY, Answer, Operation};
use super::path::{Template, server};
use super::schemas::Schemas;
use super::settings::OpenApi;
use super::source::Source;
use super::{Described, Document, variable};
use crate::routing::spec::RouteSpec;
use crate::routing::{MethodSet, Route};

/// The methods that OpenAPI 3.1 knows.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The paths of a document on their way.
#[derive(Default)]
struct Paths {
    /// By templates without the names of their variables.
    paths: BTreeMap<String, Path>,
    ids: BTreeSet<String>,
    schemas: Schemas,
}

struct Path {
    text: String,
    variables: Vec<String>,
    operations: Map<String, Value>,
    /// Those of methods that OpenAPI does not know.
    others: Map<String, Value>,
}

pub(super) fn build(source: &Source) -> Document {
    let mut paths = Paths::default();
    for (route, handler) in source.table.routes().zip(source.handlers) {
        if let Some(described) = handler.described.filter(|_| is_answered(route.spec())) {
            let template = Template::of(&route);
            if source.settings.covers(&template.text) {
                paths.add(&route, &template, described, source.server_name.as_deref());
            }
        }
    }
    Document::new(paths.finish(&source.settings))
}

/// Whether requests get to the handler: not where a rule only redirects to another one, or only builds.
fn is_answered(spec: &RouteSpec<'_>) -> bool {
    let is_alias = spec.extra.siblings.iter().any(|sibling| sibling.when.is_empty());
    !spec.options.build_only && spec.extra.redirect.is_none() && !is_alias
}

impl Paths {
    fn add(
        &mut self,
        route: &Route<'_>,
        template: &Template<'_>,
        described: &Described,
        server_name: Option<&str>,
    ) {
        let own: Vec<String> = template.variables.iter().map(|variable| variable.name.to_owned()).collect();
        let mut operation = Operation::new(std::mem::take(&mut self.schemas));
        (described.describe)(&mut operation);
        if operation.hidden {
            self.schemas = operation.schemas;
            return;
        }
        let path = self.paths.entry(template.key.clone()).or_insert_with(|| Path {
            text: template.text.clone(),
            variables: own.clone(),
            operations: Map::new(),
            others: Map::new(),
        });
        if route.is_websocket() {
            operation.responses = BTreeMap::from([("101".to_owned(), Answer::default())]);
        }
        for method in methods(route.methods()) {
            let key = method.to_lowercase();
            let is_known = METHODS.contains(&key.as_str());
            let of_kind = if is_known { &mut path.operations } else { &mut path.others };
            let key = if is_known { key } else { method.to_owned() };
            // A path has one operation for a method: what follows it in the table is told apart by its converters, or its host.
            let first = of_kind.get_mut(&key);
            let names = if first.is_some() { &own } else { &path.variables };
            let is_exact = template.is_exact && *names == own && first.is_none() && route.host().is_none();
            let mut value = written(&operation, route, described, template, names);
            if !is_exact {
                value["x-wz-rule"] = route.rule().into();
            }
            if let Some(host) = route.host() {
                value["servers"] = server_of(server(host, server_name));
            }
            if let Some(first) = first {
                if !first["x-wz-alternatives"].is_array() {
                    first["x-wz-alternatives"] = json!([]);
                }
                if let Some(all) = first["x-wz-alternatives"].as_array_mut() {
                    all.push(value);
                }
            } else {
                value["operationId"] = self.ids.name(&route.endpoint(), method).into();
                of_kind.insert(key, value);
            }
        }
        self.schemas = operation.schemas;
    }

    fn finish(self, settings: &OpenApi) -> Value {
        let mut paths = Map::new();
        for (_, path) in self.paths {
            let mut operations = path.operations;
            if !path.others.is_empty() {
                operations.insert("x-wz-additional-operations".to_owned(), path.others.into());
            }
            paths.insert(path.text, operations.into());
        }
        let mut document = json!({ "openapi": "3.1.0", "info": settings.info, "paths": paths });
        let schemas = self.schemas.finish(&mut document);
        let mut components = Map::new();
        for (name, members) in [("schemas", schemas), ("securitySchemes", settings.schemes.clone())] {
            if !members.is_empty() {
                components.insert(name.to_owned(), members.into());
            }
        }
        if !components.is_empty() {
            document["components"] = components.into();
        }
        for (name, items) in
            [("servers", &settings.servers), ("tags", &settings.tags), ("security", &settings.security)]
        {
            if !items.is_empty() {
                document[name] = items.clone().into();
            }
        }
        document
    }
}

/// The methods of a route, without those that follow from others.
fn methods(set: MethodSet) -> Vec<&'static str> {
    if set == MethodSet::ALL {
        return vec!["GET", "PUT", "POST", "DELETE", "PATCH"];
    }
    let all = MethodSet::each().filter(|one| set.union(*one) == set);
    let names: Vec<&str> = all.filter_map(|one| one.names().next()).collect();
    let has_get = names.contains(&"GET");
    names.into_iter().filter(|name| !(has_get && *name == "HEAD")).collect()
}

trait Names {
    fn name(&mut self, endpoint: &str, method: &str) -> String;
}

/// The name of an operation is the endpoint; a second one of it has its method behind, and a third one a number as well.
impl Names for BTreeSet<String> {
    fn name(&mut self, endpoint: &str, method: &str) -> String {
        let with_method = format!("{endpoint}.{}", method.to_lowercase());
        let mut numbered = (2_u32..).map(|number| format!("{with_method}.{number}"));
        let mut name = endpoint.to_owned();
        let mut next = Some(with_method.clone());
        while !self.insert(name.clone()) {
            name = next.take().or_else(|| numbered.next()).unwrap_or_default();
        }
        name
    }
}

/// An operation object.
fn written(
    operation: &Operation,
    route: &Route<'_>,
    described: &Described,
    template: &Template<'_>,
    names: &[String],
) -> Value {
    let mut value = json!({ "responses": responses(operation) });
    let (summary, description) = described.texts();
    for (key, text) in [("summary", summary), ("description", description)] {
        if !text.is_empty() {
            value[key] = text.into();
        }
    }
    if described.deprecated {
        value["deprecated"] = true.into();
    }
    if let Some(tag) = tag(route) {
        value["tags"] = json!([tag]);
    }
    let mut parameters = path_parameters(route, template, names);
    parameters.extend(operation.parameters.iter().cloned().map(Value::from));
    if !parameters.is_empty() {
        value["parameters"] = parameters.into();
    }
    if !operation.content.is_empty() {
        value["requestBody"] =
            json!({ "content": operation.content, "required": operation.content_required });
    }
    if !operation.security.is_empty() {
        let mut ways = vec![json!(operation.security)];
        if operation.security_optional {
            ways.push(json!({}));
        }
        value["security"] = ways.into();
    }
    value
}

/// The modules of the handler below the crate, else the prefix it is mounted under.
fn tag(route: &Route<'_>) -> Option<String> {
    let endpoint = route.endpoint();
    match endpoint.rsplit_once('.') {
        Some((modules, _)) => Some(modules.to_owned()),
        None => Some(route.mount_prefix().trim_matches('/'))
            .filter(|prefix| !prefix.is_empty())
            .map(str::to_owned),
    }
}

fn path_parameters(route: &Route<'_>, template: &Template<'_>, names: &[String]) -> Vec<Value> {
    let count = template.variables.len();
    let of_host = route.host().map_or(0, |host| server(host, None).1.len());
    let parameters = template.variables.iter().zip(names).enumerate();
    parameters
        .map(|(index, (variable, name))| {
            let bound =
                route.spec().bounds.iter().find(|bound| bound.index(of_host + count) == of_host + index);
            let mut schema = variable::schema(variable, bound);
            let mut parameter = json!({ "in": "path", "name": name, "required": true });
            if let Some(about) = schema.as_object_mut().and_then(|schema| schema.remove("description")) {
                parameter["description"] = about;
            }
            parameter["schema"] = schema;
            parameter
        })
        .collect()
}

fn responses(operation: &Operation) -> Value {
    let mut responses = Map::new();
    for (status, Answer { headers, content }) in &operation.responses {
        let mut response = json!({ "description": meaning(status) });
        if !content.is_empty() {
            response["content"] = json!(content);
        }
        if !headers.is_empty() {
            response["headers"] = json!(headers);
        }
        responses.insert(status.clone(), response);
    }
    if !responses.contains_key(ANY) && !responses.keys().any(|status| status.starts_with(['1', '2', '3'])) {
        responses.insert(ANY.to_owned(), json!({ "description": "What the handler makes of the request." }));
    }
    responses.into()
}

fn meaning(status: &str) -> &str {
    let reason = status.parse::<StatusCode>().ok().and_then(|status| status.canonical_reason());
    reason.unwrap_or(match status {
        "3XX" => "Look elsewhere",
        ANY => "Any other answer",
        _ => "An answer",
    })
}

fn server_of((url, variables): (String, Vec<&crate::routing::spec::VariableSpec<'_>>)) -> Value {
    let mut server = json!({ "url": url });
    for variable in variables {
        // A variable of a server needs a value that it has by default.
        let schema = variable::schema(variable, None);
        let default = schema["enum"][0].as_str().unwrap_or(variable.name);
        server["variables"][variable.name] = json!({ "default": default });
        if schema["enum"].is_array() {
            server["variables"][variable.name]["enum"] = schema["enum"].clone();
        }
    }
    json!([server])
}

use serde_json::{Value as Json, json};
use wz::http::Method;
use wz::routing::map::{Binding, Map, RoutingError, Value};

use super::rules::map;

/// Asks the map of a group for all of its cases; returns their number.
///
/// # Errors
/// The first case that is answered otherwise.
pub fn matches(group: &Json) -> Result<usize, String> {
    let (map, cases) = (map(group), group["cases"].as_array().unwrap());
    for case in cases {
        let found = answer(&map, case);
        if !agrees(&found, &case["expect"]) {
            return Err(format!("{case}\nfound {found}\nrules {}", group["rules"]));
        }
    }
    Ok(cases.len())
}

fn answer(map: &Map, case: &Json) -> Json {
    let host = case["host"].as_str().unwrap_or("example.com");
    let text = |name: &str, usual: &'static str| case[name].as_str().unwrap_or(usual).to_owned();
    let bound = Binding::new(host).subdomain(text("subdomain", "")).scheme(text("scheme", "http"));
    let urls = bound.script_name(text("script", "/")).bind(map).unwrap();
    let path = case["path"].as_str().unwrap();
    let method = Method::from_bytes(case["method"].as_str().unwrap().as_bytes()).unwrap();
    let found = if case["websocket"] == true { urls.find_websocket(path) } else { urls.find(path, &method) };
    match found {
        Ok(found) => {
            let values: serde_json::Map<String, Json> =
                found.values.iter().map(|(name, value)| (name.to_owned(), to_json(value))).collect();
            json!({"endpoint": found.endpoint, "values": values})
        }
        Err(RoutingError::Redirect { url }) => json!({"redirect": url}),
        Err(RoutingError::MethodNotAllowed { allow }) => json!({"allow": allow.names().collect::<Vec<_>>()}),
        Err(RoutingError::WebsocketMismatch) => json!({"websocket": true}),
        Err(_) => json!({"notfound": true}),
    }
}

/// Numbers that JSON may have rounded are compared as such.
fn agrees(found: &Json, expected: &Json) -> bool {
    let number = |json: &Json| json.as_f64();
    match (found.get("values"), expected.get("values")) {
        (Some(Json::Object(a)), Some(Json::Object(b))) => {
            found["endpoint"] == expected["endpoint"]
                && a.len() == b.len()
                && a.iter().all(|(name, value)| match (number(value), number(&b[name])) {
                    (Some(a), Some(b)) => (a - b).abs() <= a.abs() * 1e-15,
                    _ => *value == b[name],
                })
        }
        _ => found == expected,
    }
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Int(value) => {
            i64::try_from(*value).map_or_else(|_| json!(*value as f64), |value| json!(value))
        }
        Value::Float(value) => json!(value),
        other => json!(other.to_string()),
    }
}

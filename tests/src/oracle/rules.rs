//! Maps from their JSON form.

use serde_json::Value as Json;
use wz::routing::map::{Map, MapOptions, Rule, Value};

/// The map of one group of vectors.
pub(super) fn map(group: &Json) -> Map {
    let host_matching = group["style"] == "host";
    let options = MapOptions::new()
        .host_matching(host_matching)
        .redirect_defaults(group["redirect_defaults"] != false)
        .sort_parameters(group["sort_parameters"] == true)
        .allow_unreachable(true);
    let rules = group["rules"].as_array().unwrap().iter().map(rule);
    Map::with_options(options, rules).unwrap_or_else(|error| panic!("{error}\n{}", group["rules"]))
}

fn rule(spec: &Json) -> Rule {
    let mut rule = Rule::new(spec["string"].as_str().unwrap(), spec["endpoint"].as_str().unwrap());
    for (option, value) in spec.as_object().unwrap() {
        rule = match option.as_str() {
            "string" | "endpoint" => rule,
            "methods" => rule.methods(value.as_array().unwrap().iter().map(|m| m.as_str().unwrap())),
            "strict_slashes" => rule.strict_slashes(value.as_bool().unwrap()),
            "merge_slashes" => rule.merge_slashes(value.as_bool().unwrap()),
            "websocket" => rule.websocket(),
            "build_only" => rule.build_only(),
            "alias" => rule.alias(),
            "redirect_to" => rule.redirect_to(value.as_str().unwrap()),
            "subdomain" => rule.subdomain(value.as_str().unwrap()),
            "host" => rule.host(value.as_str().unwrap()),
            "defaults" => value
                .as_object()
                .unwrap()
                .iter()
                .fold(rule, |rule, (name, value)| rule.default(name, to_value(value))),
            other => panic!("unknown option {other}"),
        };
    }
    rule
}

/// A value from its JSON form.
pub(super) fn to_value(json: &Json) -> Value {
    match json {
        Json::Null => Value::None,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => match number.as_i64() {
            Some(value) => Value::Int(value.into()),
            None => Value::Float(number.as_f64().unwrap()),
        },
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(values) => Value::List(values.iter().map(to_value).collect()),
        Json::Object(_) => panic!("no value is an object"),
    }
}

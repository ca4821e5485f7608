use serde_json::Value as Json;
use wz::http::Method;
use wz::routing::map::{Binding, Map, UrlOptions};

use super::rules::{map, to_value};

/// Builds the URLs of a group; returns their number.
///
/// # Errors
/// The first one that is another.
pub fn builds(group: &Json) -> Result<usize, String> {
    let (map, cases) = (map(group), group["cases"].as_array().unwrap());
    for case in cases {
        let built = build(&map, case);
        if built.as_deref().ok() != case["expect"]["url"].as_str() {
            return Err(format!("{case}\nbuilt {built:?}\nrules {}", group["rules"]));
        }
    }
    Ok(cases.len())
}

fn build(map: &Map, case: &Json) -> Result<String, wz::routing::BuildError> {
    let bind = &case["bind"];
    let text = |name: &str| bind[name].as_str().unwrap_or("");
    let urls = Binding::new(text("server"))
        .script_name(text("script"))
        .subdomain(text("subdomain"))
        .scheme(text("scheme"));
    let urls = urls.bind(map).unwrap();
    let mut options = UrlOptions::new();
    let given = &case["options"];
    if let Some(method) = given["method"].as_str() {
        options = options.method(Method::from_bytes(method.as_bytes()).unwrap());
    }
    if given["force_external"] == true {
        options = options.external();
    }
    if given["append_unknown"] == false {
        options = options.drop_unknown();
    }
    if let Some(scheme) = given["url_scheme"].as_str() {
        options = options.scheme(scheme);
    }
    let values =
        case["values"].as_object().unwrap().iter().map(|(name, value)| (name.as_str(), to_value(value)));
    urls.build_with(case["endpoint"].as_str().unwrap(), values, &options)
}

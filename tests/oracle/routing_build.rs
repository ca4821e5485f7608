use serde_json::Value as Json;
use wz::http::Method;
use wz::routing::map::{Binding, Map, UrlOptions};

use crate::rules::{groups, map, to_value};

#[test]
fn builds_what_the_vectors_say() {
    let mut count = 0;
    for group in groups("routing_build.json") {
        let map = map(&group);
        for case in group["cases"].as_array().unwrap() {
            let built = build(&map, case);
            let expected = case["expect"]["url"].as_str();
            assert_eq!(
                built.as_ref().ok().map(String::as_str),
                expected,
                "{case}\n{built:?}\nrules {}",
                group["rules"]
            );
            count += 1;
        }
    }
    assert!(count >= 2000);
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

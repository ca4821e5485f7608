//! Cookies and credentials against the real Werkzeug; `cookies.py` beside this file says how.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value as Json, json};
use wz::cookie::{SetCookie, parse};
use wz::header::{AuthParameters, Authorization, Challenge, HttpDate};

use crate::tagged::{replay, text};

#[test]
fn cookies() {
    let cases = replay("cookies", |function, arguments| match (function, arguments) {
        ("parse_cookie", [cookies]) => {
            parse(text(cookies)).map(|(name, value)| json!([name, value])).collect()
        }
        ("dump_cookie", [cookie]) => dumped(cookie),
        _ => panic!("{function} is not known"),
    });
    assert!(cases >= 1000);
}

fn dumped(case: &Json) -> Json {
    let mut builder = SetCookie::build(case["name"].as_str().unwrap(), case["value"].as_str().unwrap());
    builder = match case["path"].as_str() {
        Some(path) => builder.path(path),
        None => builder.without_path(),
    };
    if let Some(domain) = case["domain"].as_str() {
        builder = builder.domain(domain);
    }
    if let Some(seconds) = case["max_age"].as_u64() {
        builder = builder.max_age(Duration::from_secs(seconds));
    }
    if let Some(seconds) = case["expires"].as_i64() {
        builder = builder.expires(HttpDate::from_unix_seconds(seconds).unwrap());
    }
    if let Some(same_site) = case["same_site"].as_str() {
        let Ok(same_site) = same_site.parse() else { return Json::Null };
        builder = builder.same_site(same_site);
    }
    let builder = builder.secure(case["secure"] == true).http_only(case["http_only"] == true);
    builder
        .partitioned(case["partitioned"] == true)
        .build()
        .map_or(Json::Null, |cookie| cookie.to_string().into())
}

#[test]
fn authorization() {
    let cases = replay("authorization", |function, arguments| match (function, arguments) {
        ("parse_authorization", [sent]) => credentials(text(sent)),
        ("dump_challenge", [scheme, parameters]) => challenge(text(scheme), parameters),
        _ => panic!("{function} is not known"),
    });
    assert!(cases >= 800);
}

fn credentials(sent: &str) -> Json {
    let Ok(sent) = sent.parse::<Authorization>() else { return Json::Null };
    let scheme = sent.scheme().to_lowercase();
    if let Some(basic) = sent.basic() {
        return json!({"basic": [basic.username(), basic.password()]});
    }
    let Some(parameters) = sent.parameters() else {
        return json!({"scheme": scheme, "token": sent.token().unwrap_or_default()});
    };
    // A name that stands twice in the same case is one entry in Python.
    let names: BTreeMap<&str, &str> = parameters.iter().collect();
    json!({"scheme": scheme, "parameters": names.into_iter().map(|(name, value)| json!([name, value])).collect::<Vec<_>>()})
}

fn challenge(scheme: &str, pairs: &Json) -> Json {
    let mut parameters = AuthParameters::new();
    for pair in pairs.as_array().unwrap() {
        parameters = parameters.with(pair[0].as_str().unwrap(), pair[1].as_str().unwrap()).unwrap();
    }
    // Werkzeug writes the scheme in title case, and wz as it is.
    let scheme = scheme[..1].to_uppercase() + &scheme[1..];
    Challenge::with_parameters(&scheme, parameters).unwrap().to_string().into()
}

use std::time::Duration;

use serde_json::{Value as Json, json};
use wz::header::{
    Age, ContentRange, ContentSecurityPolicy, ETag, FieldNames, HeaderError, HeaderSet, Options,
    OptionsHeader, Range, ResponseCacheControl, dump_dict, dump_list,
};

use crate::tagged::{replay, result, text};

#[test]
fn what_is_written() {
    let cases = replay("dumps", |function, arguments| match (function, arguments) {
        ("dump_list", [values]) => json!(dump_list(texts(values))),
        ("dump_dict", [pairs]) => json!(dump_dict(pairs_of(pairs))),
        ("dump_options", [kind, pairs]) => {
            let mut options = Options::new();
            for (name, value) in pairs_of(pairs) {
                options.set(name, value.unwrap()).unwrap();
            }
            json!(OptionsHeader { value: text(kind).to_owned(), options }.to_string())
        }
        ("header_set", [header, steps]) => header_set(text(header), steps.as_array().unwrap()),
        ("dump_csp", [pairs]) => result(policy(pairs)),
        ("quote_etag", [tag, weak]) => {
            let tag = if *weak == json!(true) { ETag::weak(text(tag)) } else { ETag::strong(text(tag)) };
            result(tag.map(|tag| tag.to_string()))
        }
        ("dump_age", [age]) => json!(Age(Duration::from_secs_f64(age.as_f64().unwrap())).to_string()),
        ("dump_range", [range]) => json!(text(range).parse::<Range>().unwrap().to_string()),
        ("dump_content_range", [start, stop, length]) => {
            let range = start.as_u64().unwrap()..stop.as_u64().unwrap();
            json!(ContentRange::bytes(range, length.as_u64()).unwrap().to_string())
        }
        ("dump_cache_control", [wanted]) => {
            let written = cache_control(wanted).to_string();
            let mut directives: Vec<_> = written.split(", ").collect();
            directives.sort_unstable();
            json!(directives)
        }
        _ => panic!("{function} is not known"),
    });
    assert!(cases >= 1500);
}

fn texts(list: &Json) -> impl Iterator<Item = &str> {
    list.as_array().unwrap().iter().map(text)
}

fn pairs_of(pairs: &Json) -> impl Iterator<Item = (&str, Option<&str>)> {
    pairs.as_array().unwrap().iter().map(|pair| (text(&pair[0]), pair[1].as_str()))
}

fn policy(pairs: &Json) -> Result<String, HeaderError> {
    let mut policy = ContentSecurityPolicy::new();
    for (name, value) in pairs_of(pairs) {
        policy.set(name, value.unwrap())?;
    }
    Ok(policy.to_string())
}

fn header_set(header: &str, steps: &[Json]) -> Json {
    let mut set: HeaderSet = header.parse().unwrap();
    let mut answers = Vec::new();
    for step in steps {
        let element = step[1].as_str().unwrap_or_default();
        answers.push(match text(&step[0]) {
            "contains" => json!(set.contains(element)),
            "find" => json!(set.find(element).map_or(-1, |place| place as i64)),
            "is_empty" => json!(set.is_empty()),
            // Werkzeug gives nothing.
            change => {
                match change {
                    "add" => drop(set.add(element)),
                    "remove" => drop(set.remove(element)),
                    "extend" => set.extend(texts(&step[1])),
                    other => panic!("no such step: {other}"),
                }
                Json::Null
            }
        });
    }
    answers.push(json!(set.to_string()));
    answers.into()
}

fn cache_control(wanted: &Json) -> ResponseCacheControl {
    let is_set = |name: &str| wanted[name] == json!(true);
    let seconds = |name: &str| wanted[name].as_u64().map(Duration::from_secs);
    let fields = |name: &str| match &wanted[name] {
        Json::Bool(true) => Some(FieldNames::All),
        Json::String(field) => Some(FieldNames::Only([field].into_iter().collect())),
        _ => None,
    };
    ResponseCacheControl {
        public: is_set("public"),
        no_store: is_set("no_store"),
        no_transform: is_set("no_transform"),
        must_revalidate: is_set("must_revalidate"),
        proxy_revalidate: is_set("proxy_revalidate"),
        must_understand: is_set("must_understand"),
        immutable: is_set("immutable"),
        max_age: seconds("max_age"),
        s_maxage: seconds("s_maxage"),
        stale_while_revalidate: seconds("stale_while_revalidate"),
        stale_if_error: seconds("stale_if_error"),
        private: fields("private"),
        no_cache: fields("no_cache"),
        ..Default::default()
    }
}

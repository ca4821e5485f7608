mod accept;
mod cache_control;

use serde_json::{Value as Json, json};
use wz::header::{
    Age, ContentLength, ContentSecurityPolicy, ContentType, HeaderSet, HttpDate, Options, OptionsHeader,
    dump_dict, dump_list, is_hop_by_hop, parse_dict, parse_list, remove_hop_by_hop, syntax,
};
use wz::http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use wz::http::{HeaderMap, HeaderName, HeaderValue};

/// What wz answers to a case of `headers.json`.
pub fn header(function: &str, arguments: &[Json]) -> Json {
    let text = |place: usize| arguments[place].as_str().unwrap();
    match function {
        "quote" => {
            let mut quoted = String::new();
            syntax::write_value(&mut quoted, text(0)).unwrap();
            json!(quoted)
        }
        "unquote" => json!(syntax::unquote(text(0))),
        "parse_list" => json!(parse_list(text(0))),
        "parse_dict" => json!(parse_dict(text(0))),
        "parse_set" => json!(text(0).parse::<HeaderSet>().unwrap().iter().collect::<Vec<_>>()),
        "dump_list" => {
            json!(dump_list(arguments[0].as_array().unwrap().iter().map(|element| element.as_str().unwrap())))
        }
        "dump_dict" => json!(dump_dict(pairs(&arguments[0]))),
        "parse_options" => {
            let header: OptionsHeader = text(0).parse().unwrap();
            json!([header.value, header.options.iter().collect::<std::collections::BTreeMap<_, _>>()])
        }
        "dump_options" => {
            let mut options = Options::new();
            for (name, value) in pairs(&arguments[1]) {
                options.set(name, value.unwrap()).unwrap();
            }
            json!(OptionsHeader { value: text(0).to_owned(), options }.to_string())
        }
        function if function.starts_with("accept_") => accept::answer(function, arguments),
        "request_cache_control" => cache_control::request(text(0)),
        "response_cache_control" => cache_control::response(text(0)),
        "csp" => {
            let policy = text(0).parse::<ContentSecurityPolicy>().ok();
            json!(policy.map(|policy| json!(policy.iter().collect::<Vec<_>>())))
        }
        "parse_date" => json!(text(0).parse::<HttpDate>().ok().map(HttpDate::unix_seconds)),
        "http_date" => {
            json!(HttpDate::from_unix_seconds(arguments[0].as_i64().unwrap()).unwrap().to_string())
        }
        "parse_age" => json!(text(0).parse::<Age>().ok().map(|age| age.0.as_secs())),
        "dump_age" => {
            json!(Age(std::time::Duration::from_secs_f64(arguments[0].as_f64().unwrap())).to_string())
        }
        "is_json" => json!(text(0).parse::<ContentType>().unwrap().is_json()),
        "content_type" => json!(text(0).parse::<ContentType>().unwrap().or_utf8().to_string()),
        "content_length" => content_length(&arguments[0], &arguments[1]),
        "is_hop_by_hop" => json!(is_hop_by_hop(&text(0).parse().unwrap())),
        "remove_hop_by_hop" => {
            let pairs = pairs(&arguments[0]);
            let pair = |(name, value): (&str, Option<&str>)| {
                (name.parse().unwrap(), value.unwrap().parse().unwrap())
            };
            let mut headers: HeaderMap = pairs.map(pair).collect();
            remove_hop_by_hop(&mut headers);
            json!(headers.keys().map(HeaderName::as_str).collect::<std::collections::BTreeSet<_>>())
        }
        other => panic!("no such function: {other}"),
    }
}

fn content_length(length: &Json, coding: &Json) -> Json {
    let lines = [(CONTENT_LENGTH, length), (TRANSFER_ENCODING, coding)];
    let lines = lines.into_iter().filter_map(|(name, text)| Some((name, text.as_str()?)));
    let headers =
        lines.map(|(name, text)| (name, HeaderValue::from_bytes(text.as_bytes()).unwrap())).collect();
    match ContentLength::of_message(&headers) {
        Ok(length) => json!(length.map(|length| length.0)),
        Err(_) => json!({"error": "ValueError"}),
    }
}

fn pairs(pairs: &Json) -> impl Iterator<Item = (&str, Option<&str>)> {
    pairs.as_array().unwrap().iter().map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str()))
}

use serde_json::{Value as Json, json};
use wz::conditional::{Decision, Representation, evaluate};
use wz::header::{ContentRange, ETag, ETags, HeaderMapExt, HttpDate, IfRange, Range, RangeSpec};
use wz::http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::tagged::{replay, result, text};

#[test]
fn tags_ranges_and_requests() {
    let cases = replay("conditional", |function, arguments| match (function, arguments) {
        ("etag", [tag]) => result(text(tag).parse().map(|tag: ETag| json!([tag.tag(), tag.is_weak()]))),
        ("quote_etag", [tag, weak]) => {
            let make = if *weak == true { ETag::weak } else { ETag::strong };
            result(make(text(tag).to_owned()).map(|tag| tag.to_string()))
        }
        ("generate_etag", [content]) => json!(ETag::of_content(text(content)).tag()),
        ("etags", [header]) => match tags(header) {
            ETags::Any => json!("*"),
            ETags::List(tags) => {
                let mut pairs: Vec<_> = tags.iter().map(|tag| (!tag.is_weak(), tag.tag())).collect();
                pairs.sort_unstable();
                pairs.dedup();
                json!(pairs.iter().map(|(strong, tag)| (!strong, tag)).collect::<Vec<_>>())
            }
        },
        ("contains_strong", [header, tag]) => {
            json!(tags(header).contains_strong(&ETag::strong(text(tag)).unwrap()))
        }
        ("contains_weak", [header, tag]) => {
            json!(tags(header).contains_weak(&ETag::strong(text(tag)).unwrap()))
        }
        ("range", [header]) => match text(header).parse::<Range>() {
            Ok(range) => json!([range.unit(), range.specs().iter().map(spec).collect::<Vec<_>>()]),
            Err(_) => Json::Null,
        },
        ("to_content_range", [header, length]) => {
            let range = text(header).parse::<Range>().ok();
            let part = range.and_then(|range| range.to_content_range(length.as_u64().unwrap()));
            json!(part.map(|part| part.to_string()))
        }
        ("content_range", [header]) => match text(header).parse::<ContentRange>() {
            Ok(part) => {
                let range = part.range();
                let (start, stop) = (range.as_ref().map(|range| range.start), range.map(|range| range.end));
                json!([part.unit(), start, stop, part.complete_length()])
            }
            Err(_) => Json::Null,
        },
        ("write_content_range", [start, stop, length]) => match start.as_u64() {
            Some(start) => {
                let part = ContentRange::bytes(start..stop.as_u64().unwrap(), length.as_u64());
                json!(part.unwrap().to_string())
            }
            None => json!(ContentRange::unsatisfied(length.as_u64().unwrap()).to_string()),
        },
        ("if_range", [header]) => result(text(header).parse().map(|condition| match condition {
            IfRange::Date(date) => json!(["date", date.unix_seconds()]),
            IfRange::ETag(tag) => json!([if tag.is_weak() { "weak" } else { "etag" }, tag.tag()]),
        })),
        ("evaluate", [method, headers, there]) => {
            let method = Method::from_bytes(text(method).as_bytes()).unwrap();
            answer(&evaluate(&method, &self::headers(headers), &representation(there)))
        }
        ("is_resource_modified", [headers, there]) => {
            let decision = evaluate(&Method::GET, &self::headers(headers), &representation(there));
            json!(decision != Decision::NotModified)
        }
        _ => panic!("{function} is not known"),
    });
    assert!(cases >= 4000);
}

fn tags(header: &Json) -> ETags {
    text(header).parse().unwrap_or_else(|never: std::convert::Infallible| match never {})
}

fn spec(spec: &RangeSpec) -> Json {
    match spec {
        RangeSpec::FromTo { first, last } => json!(["from-to", first, last]),
        RangeSpec::OpenEnded { first } => json!(["from", first]),
        RangeSpec::Suffix { length } => json!(["suffix", length]),
        other => json!(["other", other.to_string()]),
    }
}

fn headers(given: &Json) -> HeaderMap {
    let pair = |(name, value): (&String, &Json)| {
        (name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(text(value)).unwrap())
    };
    given.as_object().unwrap().iter().map(pair).collect()
}

fn representation(there: &Json) -> Representation {
    if there["exists"] == false {
        return Representation::missing();
    }
    let mut it = Representation::new().length(there["length"].as_u64().unwrap());
    if let Some(tag) = there["etag"][1].as_str() {
        let tag = if there["etag"][0] == true { ETag::weak(tag) } else { ETag::strong(tag) };
        it = it.etag(tag.unwrap());
    }
    match there["modified"].as_i64() {
        Some(seconds) => it.last_modified(HttpDate::from_unix_seconds(seconds).unwrap()),
        None => it,
    }
}

/// The status and the `Content-Range`; of several parts, these.
fn answer(decision: &Decision) -> Json {
    let status = decision.status().map_or(200, |status| status.as_u16());
    if let Decision::Parts { ranges, .. } = decision {
        return json!([status, ranges.iter().map(|range| (range.start, range.end)).collect::<Vec<_>>()]);
    }
    let mut headers = HeaderMap::new();
    decision.apply(&mut headers);
    json!([status, headers.typed::<ContentRange>().unwrap().map(|part| part.to_string())])
}

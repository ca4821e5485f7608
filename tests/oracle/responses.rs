use std::time::Duration;

use serde_json::{Value as Json, json};
use wz::header::{
    AcceptRanges, AccessControlAllowCredentials, AccessControlAllowHeaders, AccessControlAllowMethods,
    AccessControlAllowOrigin, AccessControlExposeHeaders, AccessControlMaxAge, Age, Allow, AuthParameters,
    Challenge, ContentEncoding, ContentLanguage, ContentLength, ContentLocation, ContentRange,
    ContentSecurityPolicy, ContentSecurityPolicyReportOnly, ContentType, CrossOriginEmbedderPolicy,
    CrossOriginOpenerPolicy, Date, ETag, Expires, Header, HeaderError, HeaderMapExt, HttpDate, LastModified,
    Location, RetryAfter, Vary, WwwAuthenticate,
};
use wz::{Response, http::HeaderMap};

use crate::tagged::{replay, result, text};

#[test]
fn typed_fields_of_responses() {
    let cases = replay("responses", |field, arguments| result(lines(field, arguments)));
    assert!(cases >= 330);
}

/// The lines of the field after it was set.
fn lines(field: &str, arguments: &[Json]) -> Result<Vec<String>, HeaderError> {
    let value = &arguments[0];
    match field {
        "location" => set(&Location::new(text(value))?),
        "content_location" => set(&ContentLocation::new(text(value))?),
        "accept_ranges" => set(&text(value).parse::<AcceptRanges>()?),
        "content_encoding" => set(&text(value).parse::<ContentEncoding>()?),
        "access_control_allow_origin" => set(&text(value).parse::<AccessControlAllowOrigin>()?),
        "cross_origin_opener_policy" => set(&text(value).parse::<CrossOriginOpenerPolicy>()?),
        "cross_origin_embedder_policy" => set(&text(value).parse::<CrossOriginEmbedderPolicy>()?),
        "access_control_allow_credentials" if *value == json!(true) => set(&AccessControlAllowCredentials),
        "access_control_allow_credentials" => Ok(Vec::new()),
        "content_length" => set(&ContentLength(number(value))),
        "age" => set(&Age(seconds(value))),
        "access_control_max_age" => set(&AccessControlMaxAge(seconds(value))),
        "retry_after" => set(&RetryAfter::Delay(seconds(value))),
        "date" => set(&Date(date(value))),
        "expires" => set(&Expires(date(value))),
        "last_modified" => set(&LastModified(date(value))),
        "vary" => set_list(texts(value), &Vary::new(texts(value))?),
        "content_language" => set_list(texts(value), &ContentLanguage::new(texts(value))?),
        "allow" => set_list(texts(value), &texts(value).collect::<Vec<_>>().join(", ").parse::<Allow>()?),
        "access_control_allow_headers" => {
            set_list(texts(value), &AccessControlAllowHeaders::new(texts(value))?)
        }
        "access_control_allow_methods" => {
            let methods: AccessControlAllowMethods = texts(value).collect::<Vec<_>>().join(", ").parse()?;
            set_list(texts(value), &methods)
        }
        "access_control_expose_headers" => {
            set_list(texts(value), &AccessControlExposeHeaders::new(texts(value))?)
        }
        "mimetype" => set(&text(value).parse::<ContentType>()?.or_utf8()),
        "etag" if arguments[1] == json!(true) => set(&ETag::weak(text(value))?),
        "etag" => set(&ETag::strong(text(value))?),
        "www_authenticate" => challenges(texts(value)),
        "content_range" => set(&content_range(arguments)),
        "content_security_policy" => set(&policy(value)?),
        "content_security_policy_report_only" => set(&ContentSecurityPolicyReportOnly(policy(value)?)),
        _ => panic!("{field} is not known"),
    }
}

/// Sets the field by the type, and reads it back.
fn set<H: Header + PartialEq + std::fmt::Debug>(header: &H) -> Result<Vec<String>, HeaderError> {
    let response = Response::empty().with_typed_header(header);
    assert_eq!(response.headers().typed::<H>()?.as_ref(), Some(header));
    Ok(written(response.headers(), H::NAME.as_str()))
}

/// Without elements there is no field.
fn set_list<'v, H: Header + PartialEq + std::fmt::Debug>(
    mut elements: impl Iterator<Item = &'v str>,
    header: &H,
) -> Result<Vec<String>, HeaderError> {
    if elements.next().is_none() { Ok(Vec::new()) } else { set(header) }
}

fn written(headers: &HeaderMap, name: &str) -> Vec<String> {
    headers.get_all(name).iter().map(|line| String::from_utf8(line.as_bytes().to_vec()).unwrap()).collect()
}

fn challenges<'v>(schemes: impl Iterator<Item = &'v str>) -> Result<Vec<String>, HeaderError> {
    let mut headers = HeaderMap::new();
    for scheme in schemes {
        let parameters = AuthParameters::new().with("realm", "a b")?;
        headers.append_typed(&WwwAuthenticate(vec![Challenge::with_parameters(scheme, parameters)?]))?;
    }
    Ok(written(&headers, "www-authenticate").iter().map(|line| line.to_lowercase()).collect())
}

fn content_range(arguments: &[Json]) -> ContentRange {
    match [&arguments[0], &arguments[1], &arguments[2]].map(Json::as_u64) {
        [Some(start), Some(stop), length] => ContentRange::bytes(start..stop, length).unwrap(),
        [_, _, length] => ContentRange::unsatisfied(length.unwrap()),
    }
}

fn policy(default: &Json) -> Result<ContentSecurityPolicy, HeaderError> {
    ContentSecurityPolicy::new().with("default-src", text(default))
}

fn texts(list: &Json) -> impl Iterator<Item = &str> {
    list.as_array().unwrap().iter().map(text)
}

fn number(value: &Json) -> u64 {
    value.as_u64().unwrap()
}

fn seconds(value: &Json) -> Duration {
    Duration::from_secs(number(value))
}

fn date(value: &Json) -> HttpDate {
    HttpDate::from(std::time::UNIX_EPOCH + seconds(value))
}

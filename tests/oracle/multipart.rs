//! The bodies of forms against the real Werkzeug; `multipart.py` beside this file says how.

use serde_json::{Value as Json, json};
use wz::form::multipart::{
    Boundary, MultipartDecoder, MultipartError, MultipartEvent, MultipartLimits, PartHeaders,
};
use wz::form::urlencoded;

use crate::tagged::{replay, text};

#[test]
fn bodies_of_forms() {
    let cases = replay("multipart", |function, arguments| match (function, arguments) {
        ("multipart", [boundary, body]) => {
            let Some(boundary) = Boundary::new(text(boundary)) else { return json!({"error": 400}) };
            answer(read(&boundary, MultipartLimits::new(), [bytes(body)]).map(grouped))
        }
        ("parts", [body, most]) => {
            let limits = MultipartLimits::new().parts(most.as_u64().unwrap() as usize);
            answer(read(&b(), limits, [bytes(body)]).map(grouped))
        }
        ("field", [body, most]) => {
            let limits = MultipartLimits::new().field_bytes(most.as_u64().unwrap());
            answer(read(&b(), limits, [bytes(body)]).map(grouped))
        }
        ("chunks", [chunks]) => {
            let chunks = chunks.as_array().unwrap().iter().map(bytes);
            answer(read(&b(), MultipartLimits::new(), chunks))
        }
        ("urlencoded", [body]) => match urlencoded::pairs(text(body)).collect::<Result<Vec<_>, _>>() {
            Ok(pairs) => by_name(pairs.iter().map(|(name, value)| json!([name, value])).collect()),
            Err(_) => json!({"error": 400}),
        },
        _ => panic!("{function} is not known"),
    });
    assert!(cases >= 700);
}

fn b() -> Boundary {
    Boundary::new("B").unwrap()
}

/// Text in ISO 8859-1 as bytes.
fn bytes(argument: &Json) -> Vec<u8> {
    text(argument).chars().map(|character| u8::try_from(character).unwrap()).collect()
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

fn read(
    boundary: &Boundary,
    limits: MultipartLimits,
    chunks: impl IntoIterator<Item = Vec<u8>>,
) -> Result<Vec<Json>, MultipartError> {
    let mut decoder = MultipartDecoder::with_limits(boundary, limits);
    let (mut parts, mut part) = (Vec::new(), None::<(PartHeaders, Vec<u8>)>);
    let mut chunks = chunks.into_iter();
    loop {
        match decoder.next_event()? {
            Some(MultipartEvent::Part(headers)) => part = Some((headers, Vec::new())),
            Some(MultipartEvent::Data(data)) => part.as_mut().unwrap().1.extend_from_slice(&data),
            Some(MultipartEvent::End) => {
                let (headers, data) = part.take().unwrap();
                let data = if headers.is_file() { latin1(&data) } else { headers.text(&data).into_owned() };
                parts.push(json!([headers.name(), headers.filename(), data]));
            }
            Some(MultipartEvent::Done) => return Ok(parts),
            None => match chunks.next() {
                Some(chunk) => decoder.push(chunk),
                None => decoder.finish(),
            },
        }
    }
}

/// Fields before files, and in each all of one name together.
fn grouped(parts: Vec<Json>) -> Vec<Json> {
    let (fields, files) = parts.into_iter().partition::<Vec<_>, _>(|part| part[1].is_null());
    [by_name(fields), by_name(files)].iter().flat_map(|parts| parts.as_array().unwrap().clone()).collect()
}

fn by_name(parts: Vec<Json>) -> Json {
    let names: Vec<Json> = parts.iter().map(|part| part[0].clone()).collect();
    let mut parts = parts;
    parts.sort_by_key(|part| names.iter().position(|name| *name == part[0]));
    Json::Array(parts)
}

fn answer(read: Result<Vec<Json>, MultipartError>) -> Json {
    read.map_or_else(|error| json!({"error": error.status().as_u16()}), Json::Array)
}

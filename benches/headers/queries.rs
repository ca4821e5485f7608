use std::hint::black_box;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use wz::url::{encode_query, iri_to_uri, query_pairs, uri_to_iri};

use crate::measure::{Group, sum};
use crate::texts::*;

pub(crate) fn groups() -> Vec<Group> {
    vec![
        pairs("query, short", QUERY),
        pairs("query, long", QUERY_LONG),
        write(),
        encode("URL to URI, plain", PATH),
        encode("URL to URI, unicode", PATH_UNICODE),
        decode(),
    ]
}

fn pairs(name: &'static str, text: &'static str) -> Group {
    Group::new(name, move || query_pairs(black_box(text)).map(|(name, value)| sum([&*name, &*value])).sum())
        .row("form_urlencoded", move || {
            let pairs = form_urlencoded::parse(black_box(text).as_bytes());
            pairs.map(|(name, value)| sum([&*name, &*value])).sum()
        })
        .werkzeug("parse_qsl", text)
}

const PAIRS: [(&str, &str); 4] =
    [("q", "café crème & co"), ("page", "3"), ("redirect", "https://example.com/a?b=c"), ("tags", "a")];

fn write() -> Group {
    Group::new("query, to write", || u64::from(!encode_query(black_box(PAIRS)).is_empty()))
        // It encodes more characters than have to be.
        .row("form_urlencoded", || {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.extend_pairs(black_box(PAIRS));
            u64::from(!query.finish().is_empty())
        })
        .werkzeug("urlencode", "café crème & co")
}

/// What Werkzeug leaves as it is in a path.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'/')
    .remove(b':')
    .remove(b'@');

fn encode(name: &'static str, text: &'static str) -> Group {
    Group::new(name, move || sum([iri_to_uri(black_box(text)).unwrap().as_str()]))
        // It knows no parts of a URL: this is right for a path alone, without escapes in it.
        .row("percent-encoding", move || sum([utf8_percent_encode(black_box(text), IN_PATH).to_string().as_str()]))
        .werkzeug("iri_to_uri", text)
}

fn decode() -> Group {
    const TEXT: &str =
        "/wiki/Gr%C3%B6%C3%9Fenordnung%20und%20%C3%9Cbersicht/%E6%97%A5%E6%9C%AC%E8%AA%9E.html";
    Group::new("URL to IRI", || sum([uri_to_iri(black_box(TEXT)).unwrap().as_str()]))
        // It decodes everything, also what means something else then.
        .other("percent-encoding", || sum([&*percent_decode_str(black_box(TEXT)).decode_utf8_lossy()]))
        .werkzeug("uri_to_iri", TEXT)
}

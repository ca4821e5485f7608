//! Parsers that are functions, and what is done with what they have read.

use std::hint::black_box;

use wz::bytes::Bytes;
use wz::conditional::{Representation, evaluate};
use wz::cookie::{Key, Keys, SetCookie};
use wz::datastructures::MultiDict;
use wz::form::multipart::{Boundary, MultipartDecoder, MultipartLimits};
use wz::form::urlencoded;
use wz::header::*;
use wz::http::{HeaderMap, HeaderValue, Method};
use wz::security::{
    PasswordMethod, PathRules, check_password_hash, constant_time_eq, needs_rehash, safe_join_with,
    secure_filename_unicode, secure_filename_with,
};
use wz::url::{
    TrustedHosts, encode_query, get_current_url, get_host, iri_to_uri, query_pairs, safe_redirect_target,
    uri_to_iri,
};

use crate::parsers::Parser;

pub(crate) const ALL: [Parser; 34] = [
    ("best of Accept", |text| {
        let accept: Accept = text.parse().unwrap_or_default();
        black_box(accept.best_match(["text/html", "application/json", "a/b;p1=1"]));
        black_box(accept.quality(text));
    }),
    ("best of AcceptLanguage", |text| {
        let accept: AcceptLanguage = text.parse().unwrap_or_default();
        black_box(accept.best_match(["en-US", "de", "zh-Hant-TW"]));
        black_box((accept.lookup(["en-US", "de"]), accept.filter(["en-US", "de"]), accept.quality(text)));
    }),
    ("best of AcceptEncoding", |text| {
        let accept: AcceptEncoding = text.parse().unwrap_or_default();
        black_box((accept.best_match(["gzip", "br", "identity"]), accept.quality(text)));
    }),
    ("parse_list", |text| drop(black_box(dump_list(parse_list(text))))),
    ("parse_dict", |text| drop(black_box(dump_dict(parse_dict(text))))),
    ("syntax::parameters", |text| {
        syntax::parameters(text).for_each(|parameter| drop(black_box(parameter)));
    }),
    ("syntax::split", |text| {
        syntax::split(text, b';').for_each(|part| drop(black_box(syntax::unquote(part))));
    }),
    ("syntax::write_value", |text| {
        let mut out = String::new();
        syntax::write_value(&mut out, text).unwrap();
        black_box(out);
    }),
    ("safe_filename", |text| drop(black_box(safe_filename(text)))),
    ("Options::set", |text| {
        let mut header = OptionsHeader::default();
        header.options.set("name", text).unwrap();
        black_box(header.to_string());
        black_box(ContentDisposition::attachment().with_filename(text).to_string());
    }),
    ("CSP parse_list", |text| drop(black_box(ContentSecurityPolicy::parse_list(text)))),
    ("CSP add_source", |text| {
        let mut policy = ContentSecurityPolicy::new();
        let set = policy.set("script-src", text).is_ok();
        let added = policy.add_source("script-src", "'self'").is_ok();
        black_box((set, added, policy.to_string()));
    }),
    ("headers of many lines", |text| {
        let mut headers = HeaderMap::new();
        for line in text.split_inclusive(';').take(30_000) {
            if let Ok(value) = HeaderValue::from_str(line) {
                headers.append("accept", value.clone());
                headers.append("cookie", value);
            }
        }
        drop(black_box((headers.typed::<Accept>(), wz::cookie::get(&headers, "z"))));
    }),
    ("conditional", |text| {
        let Ok(value) = HeaderValue::from_str(text) else { return };
        let mut headers = HeaderMap::new();
        for name in ["if-none-match", "if-modified-since", "range", "if-range"] {
            headers.insert(name, value.clone());
        }
        let there = Representation::new().etag(ETag::strong("x").unwrap()).length(u64::MAX);
        black_box(evaluate(&Method::GET, &headers, &there));
        headers.remove("if-range");
        black_box(evaluate(&Method::GET, &headers, &there));
        headers.insert("if-match", value);
        black_box(evaluate(&Method::GET, &headers, &there));
    }),
    ("cookie::parse", |text| wz::cookie::parse(text.as_bytes()).for_each(|pair| drop(black_box(pair)))),
    ("cookie::quote", |text| drop(black_box(wz::cookie::unquote(&wz::cookie::quote(text))))),
    ("SetCookie", |text| {
        if let Ok(cookie) = text.parse::<SetCookie>() {
            black_box((cookie.to_string(), cookie.value()));
        }
    }),
    ("SetCookie::build", |text| {
        let cookie = SetCookie::build("a", text).path(format!("/{text}")).build();
        drop(black_box((
            cookie.map(|cookie| cookie.to_string()),
            SetCookie::build("a", "b").domain(text).build(),
        )));
    }),
    ("Keys", |text| {
        let keys = Keys::new(Key::from_secret(&[1; 32]).unwrap());
        let now = HttpDate::UNIX_EPOCH;
        drop(black_box((
            keys.verify("a", text, now),
            keys.decrypt("a", text, now),
            keys.sign("a", text, None),
        )));
    }),
    ("query_pairs", |text| drop(black_box(encode_query(query_pairs(text))))),
    ("MultiDict", |text| {
        let Ok(dict) = urlencoded::pairs(text).collect::<Result<MultiDict, _>>() else { return };
        black_box((dict.keys().count(), dict.lists().len(), dict.get("z"), dict.to_string()));
    }),
    ("form into a map", |text| {
        drop(black_box(urlencoded::from_str::<std::collections::HashMap<String, String>>(text)));
    }),
    ("multipart data", |text| {
        let head = "--B\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n";
        multipart([head, text, "\r\n--B--"].concat(), usize::MAX);
    }),
    ("multipart headers", |text| multipart(["--B\r\n", text, "\r\n\r\n\r\n--B--"].concat(), usize::MAX)),
    ("multipart headers, in bytes", |text| multipart(["--B\r\n", text, "\r\n\r\n\r\n--B--"].concat(), 1)),
    ("iri_to_uri", |text| drop(black_box(iri_to_uri(text)))),
    ("uri_to_iri", |text| drop(black_box(uri_to_iri(text)))),
    ("safe_redirect_target", |text| {
        drop(black_box((safe_redirect_target(text, Some("h")), safe_redirect_target(text, Some(text)))));
    }),
    ("get_host", |text| {
        let trusted = TrustedHosts::new([".example.com", "h"]).unwrap();
        drop(black_box((get_host("http", Some(text), None, &trusted), TrustedHosts::new([text]))));
    }),
    ("get_current_url", |text| {
        drop(black_box(get_current_url("http", "h", Some(text), Some(text), Some(text))));
    }),
    ("safe_join", |text| {
        for rules in [PathRules::Posix, PathRules::Windows] {
            drop(black_box(safe_join_with(rules, "base", [text])));
            drop(black_box(safe_join_with(rules, "base", text.split(';'))));
        }
    }),
    ("secure_filename", |text| {
        drop(black_box(secure_filename_with(PathRules::Windows, text)));
        drop(black_box(secure_filename_unicode(text)));
    }),
    ("password hashes", |text| {
        let method = PasswordMethod::Scrypt { n: 3, r: 3, p: 3 };
        drop(black_box((
            needs_rehash(text, &method),
            text.parse::<PasswordMethod>(),
            check_password_hash(text, "x"),
        )));
    }),
    ("constant_time_eq", |text| {
        black_box(constant_time_eq(text, text));
    }),
];

/// Reads a form in chunks of this size.
fn multipart(body: String, chunk: usize) {
    let limits = MultipartLimits::new().header_bytes(usize::MAX);
    let mut decoder = MultipartDecoder::with_limits(&Boundary::new("B").unwrap(), limits);
    let mut body = Bytes::from(body);
    while !body.is_empty() {
        decoder.push(body.split_to(chunk.min(body.len())));
        while let Ok(Some(event)) = decoder.next_event() {
            drop(black_box(event));
        }
    }
    decoder.finish();
    drop(black_box(decoder.next_event()));
}

use std::hint::black_box;
use std::ops::Bound;

use actix_web::http::header::{self as actix, Header as _};
use headers::HeaderMapExt as _;
use wz::conditional::{Decision, Representation, evaluate};
use wz::header::{ETag, HeaderMapExt as _, IfNoneMatch, Range};
use wz::http::Method;

use crate::actix::message;
use crate::measure::{Group, map, sum};
use crate::texts::*;

pub(crate) fn groups() -> Vec<Group> {
    vec![
        tag("etag", ETAG),
        tag("etag, weak", WEAK_ETAG),
        none_match("if-none-match, one", ETAG),
        none_match("if-none-match, seven", ETAGS),
        decide("decision, if-none-match, one", ETAG),
        decide("decision, if-none-match, seven", ETAGS),
        range("range, one", RANGE),
        range("range, six", RANGES),
    ]
}

fn tag(name: &'static str, text: &'static str) -> Group {
    let (headers, again, message) = (map("etag", text), map("etag", text), message("etag", text));
    Group::new(name, move || {
        let tag: ETag = black_box(&headers).typed().unwrap().unwrap();
        u64::from(tag.is_weak())
    })
    .row("headers", move || {
        let tag: headers::ETag = black_box(&again).typed_get().unwrap();
        u64::from(tag.is_weak())
    })
    .row("actix-web", move || {
        let actix::ETag(tag) = actix::ETag::parse(black_box(&message)).unwrap();
        u64::from(tag.weak)
    })
    .werkzeug("unquote_etag", text)
}

fn none_match(name: &'static str, text: &'static str) -> Group {
    let (headers, again) = (map("if-none-match", text), map("if-none-match", text));
    let message = message("if-none-match", text);
    let (ours, theirs): (ETag, headers::ETag) = (ETAG.parse().unwrap(), ETAG.parse().unwrap());
    let actixs: actix::EntityTag = ETAG.parse().unwrap();
    Group::new(name, move || u64::from(IfNoneMatch::names(black_box(&headers), Some(&ours)).unwrap()))
        .row("headers", move || {
            let tags: headers::IfNoneMatch = black_box(&again).typed_get().unwrap();
            u64::from(!tags.precondition_passes(&theirs))
        })
        .row("actix-web", move || match actix::IfNoneMatch::parse(black_box(&message)).unwrap() {
            actix::IfNoneMatch::Any => 1,
            actix::IfNoneMatch::Items(tags) => u64::from(tags.iter().any(|tag| tag.weak_eq(&actixs))),
        })
        .werkzeug("parse_etags", text)
}

/// What to answer to a request with that header only.
fn decide(name: &'static str, text: &'static str) -> Group {
    let (headers, again) = (map("if-none-match", text), map("if-none-match", text));
    let there = Representation::new().etag(ETAG.parse().unwrap()).length(8000);
    let theirs: headers::ETag = ETAG.parse().unwrap();
    Group::new(name, move || {
        u64::from(evaluate(&Method::GET, black_box(&headers), black_box(&there)) == Decision::NotModified)
    })
    // The other headers of a conditional request are asked for as well, in the order of the RFC.
    .row("headers", move || {
        let request = black_box(&again);
        if let Some(tags) = request.typed_get::<headers::IfMatch>() {
            return u64::from(tags.precondition_passes(&theirs));
        }
        let unmodified = request.typed_get::<headers::IfUnmodifiedSince>();
        let not_modified = match request.typed_get::<headers::IfNoneMatch>() {
            Some(tags) => !tags.precondition_passes(&theirs),
            None => unmodified.is_some(),
        };
        u64::from(not_modified)
    })
}

fn range(name: &'static str, text: &'static str) -> Group {
    const LENGTH: u64 = 10_000_000;
    let (headers, again, message) = (map("range", text), map("range", text), message("range", text));
    Group::new(name, move || {
        let range: Range = black_box(&headers).typed().unwrap().unwrap();
        range.specs().iter().filter_map(|spec| spec.resolve(LENGTH)).map(|part| part.start).sum()
    })
    .row("headers", move || {
        let range: headers::Range = black_box(&again).typed_get().unwrap();
        let start = |(start, _)| if let Bound::Included(start) = start { start } else { 0 };
        range.satisfiable_ranges(LENGTH).map(start).sum()
    })
    .row("actix-web", move || match actix::Range::parse(black_box(&message)).unwrap() {
        actix::Range::Bytes(specs) => {
            specs.iter().filter_map(|spec| spec.to_satisfiable_range(LENGTH)).map(|(start, _)| start).sum()
        }
        actix::Range::Unregistered(_, text) => sum([text.as_str()]),
    })
    .werkzeug("parse_range_header", text)
}

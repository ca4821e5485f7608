use std::hint::black_box;

use actix_web::http::header::{
    Accept as ActixAccept, AcceptEncoding as ActixEncoding, AcceptLanguage as ActixLanguage, Encoding,
    Header as _, LanguageTag,
};
use headers::HeaderMapExt as _;
use mediatype::MediaType;
use wz::header::{Accept, AcceptEncoding, AcceptLanguage, HeaderMapExt as _};

use crate::actix::message;
use crate::measure::{Group, map};
use crate::texts::*;

const TYPES: [&str; 3] = ["application/json", "text/html", "text/plain"];
const LANGUAGES: [&str; 3] = ["en", "fr", "de"];
const CODINGS: [&str; 3] = ["br", "gzip", "identity"];

pub(crate) fn groups() -> Vec<Group> {
    vec![
        types("accept, one type", ACCEPT),
        types("accept, a page", ACCEPT_PAGE),
        languages("languages, two", ACCEPT_LANGUAGE),
        languages("languages, eight", ACCEPT_LANGUAGES),
        encodings("encodings, four", ACCEPT_ENCODING),
        encodings("encodings, six", ACCEPT_ENCODINGS),
    ]
}

/// The place of an offer.
fn place(offers: [&str; 3], chosen: Option<&str>) -> u64 {
    offers.iter().position(|offer| Some(*offer) == chosen).map_or(9, |place| place as u64)
}

fn types(name: &'static str, text: &'static str) -> Group {
    let (headers, again, message) = (map("accept", text), map("accept", text), message("accept", text));
    let available = TYPES.map(|offer| MediaType::parse(offer).unwrap());
    Group::new(name, move || {
        let accept: Accept = black_box(&headers).typed().unwrap().unwrap();
        place(TYPES, accept.best_match(TYPES))
    })
    .row("headers-accept", move || {
        let accept: headers_accept::Accept = black_box(&again).typed_get().unwrap();
        let chosen = accept.negotiate(&available);
        available.iter().position(|offer| Some(offer) == chosen).map_or(9, |place| place as u64)
    })
    // It has no match with offers: this is only the list in its order, and which offer is in it first.
    .other("actix-web", move || {
        let ranked = ActixAccept::parse(black_box(&message)).unwrap().ranked();
        let first = ranked.iter().find_map(|kind| TYPES.iter().find(|offer| kind.essence_str() == **offer));
        place(TYPES, first.copied())
    })
    .werkzeug("accept_mime", text)
}

fn languages(name: &'static str, text: &'static str) -> Group {
    let (headers, message) = (map("accept-language", text), message("accept-language", text));
    Group::new(name, move || {
        let accept: AcceptLanguage = black_box(&headers).typed().unwrap().unwrap();
        place(LANGUAGES, accept.lookup(LANGUAGES))
    })
    // It has no lookup: this is only the list in its order, and which offer has the primary language of one in it first.
    .row("actix-web", move || {
        let ranked = ActixLanguage::parse(black_box(&message)).unwrap().ranked();
        let languages = ranked.iter().filter_map(|language| language.item());
        let offered = |tag: &LanguageTag| LANGUAGES.into_iter().find(|offer| *offer == tag.primary_language());
        place(LANGUAGES, languages.into_iter().find_map(offered))
    })
    .werkzeug("accept_language", text)
}

fn encodings(name: &'static str, text: &'static str) -> Group {
    let (headers, message) = (map("accept-encoding", text), message("accept-encoding", text));
    let supported = [Encoding::brotli(), Encoding::gzip(), Encoding::identity()];
    Group::new(name, move || {
        let accept: AcceptEncoding = black_box(&headers).typed().unwrap().unwrap();
        place(CODINGS, accept.best_match(CODINGS))
    })
    .row("actix-web", move || {
        let chosen = ActixEncoding::parse(black_box(&message)).unwrap().negotiate(supported.iter());
        supported.iter().position(|coding| Some(coding) == chosen.as_ref()).map_or(9, |place| place as u64)
    })
    .werkzeug("accept_encoding", text)
}

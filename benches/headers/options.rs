use std::hint::black_box;

use actix_web::http::header::{self as actix};
use wz::header::{ContentDisposition, ContentType};

use crate::measure::{Group, sum};
use crate::texts::*;

pub(crate) fn groups() -> Vec<Group> {
    vec![
        content_type("content type", CONTENT_TYPE, "charset"),
        content_type("content type, charset", CONTENT_TYPE_CHARSET, "charset"),
        content_type("content type, boundary", CONTENT_TYPE_FORM, "boundary"),
        disposition("content disposition", DISPOSITION).row("content_disposition", || {
            let read = content_disposition::parse_content_disposition(black_box(DISPOSITION));
            sum(read.filename_full().as_deref())
        }),
        // Of `filename` and `filename*` it takes the first, and joins the two: another name.
        disposition("content disposition, RFC 8187", DISPOSITION_EXTENDED).other(
            "content_disposition",
            || {
                let read = content_disposition::parse_content_disposition(black_box(DISPOSITION_EXTENDED));
                sum(read.filename_full().as_deref())
            },
        ),
        write(),
    ]
}

fn content_type(name: &'static str, text: &'static str, parameter: &'static str) -> Group {
    Group::new(name, move || {
        let kind: ContentType = black_box(text).parse().unwrap();
        sum([kind.essence()]) + sum(kind.parameter(parameter))
    })
    .row("mime", move || {
        let kind: mime::Mime = black_box(text).parse().unwrap();
        sum([kind.essence_str()]) + sum(kind.get_param(parameter).map(|value| value.as_str()))
    })
    .row("mailparse", move || {
        let kind = mailparse::parse_content_type(black_box(text));
        // It takes US-ASCII for the charset of what has none.
        sum([kind.mimetype.as_str()]) + sum(kind.params.get(parameter).map(String::as_str))
    })
    .werkzeug("parse_options_header", text)
}

fn disposition(name: &'static str, text: &'static str) -> Group {
    let value = actix::HeaderValue::from_static(text);
    Group::new(name, move || {
        let disposition: ContentDisposition = black_box(text).parse().unwrap();
        sum(disposition.filename())
    })
    // Of `filename` and `filename*` it takes the first.
    .other("mailparse", move || {
        let read = mailparse::parse_content_disposition(black_box(text));
        sum(read.params.get("filename").map(String::as_str))
    })
    // The extended value comes as bytes in a charset.
    .other("actix-web", move || {
        let read = actix::ContentDisposition::from_raw(black_box(&value)).unwrap();
        match read.get_filename_ext() {
            Some(extended) => extended.value.len() as u64,
            None => sum(read.get_filename()),
        }
    })
    .werkzeug("parse_options_header", text)
}

fn write() -> Group {
    Group::new("content disposition, to write", || {
        sum([ContentDisposition::attachment()
            .with_filename(black_box("me and my cat.png"))
            .to_string()
            .as_str()])
    })
    .row("actix-web", || {
        sum([actix::ContentDisposition::attachment(black_box("me and my cat.png")).to_string().as_str()])
    })
    .werkzeug("dump_options_header", "me and my cat.png")
}

use std::hint::black_box;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use wz::header::HttpDate;

use crate::measure::{Group, sum};
use crate::texts::*;

pub(crate) fn groups() -> Vec<Group> {
    vec![read("date", FIXDATE), read("date, RFC 850", RFC_850), read("date, asctime", ASCTIME), write()]
}

fn read(name: &'static str, text: &'static str) -> Group {
    Group::new(name, move || black_box(text).parse::<HttpDate>().unwrap().unix_seconds() as u64)
        .row("httpdate", move || {
            let time = httpdate::parse_http_date(black_box(text)).unwrap();
            time.duration_since(UNIX_EPOCH).unwrap().as_secs()
        })
        .werkzeug("parse_date", text)
}

fn write() -> Group {
    let time: SystemTime = UNIX_EPOCH + Duration::from_secs(784_111_777);
    Group::new("date, to write", move || sum([HttpDate::from(black_box(time)).to_string().as_str()]))
        .row("httpdate", move || sum([httpdate::fmt_http_date(black_box(time)).as_str()]))
        .werkzeug("http_date", "784111777")
}

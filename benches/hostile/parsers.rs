//! All parsers: what reads text that a client has written.

use std::fmt::Display;
use std::hint::black_box;
use std::str::FromStr;

use wz::header::structured::{Dictionary, Item, List};
use wz::header::*;

use crate::values;

pub(crate) type Parser = (&'static str, fn(&str));

/// Reads a header, and writes what was read.
fn header<H: FromStr + Display>(text: &str) {
    if let Ok(header) = text.parse::<H>() {
        black_box(header.to_string());
    }
}

macro_rules! headers {
    ($($name:ident)+) => {
        [$((stringify!($name), header::<$name> as fn(&str))),+]
    };
}

pub(crate) fn all() -> impl Iterator<Item = Parser> {
    let headers = headers! {
        Accept AcceptCharset AcceptEncoding AcceptLanguage MediaRange Quality Age Authorization WwwAuthenticate
        ContentDisposition ContentSecurityPolicy ContentType OptionsHeader
        CrossOriginOpenerPolicy SecFetchSite SecFetchUser
        HttpDate ETag ETags Forwarded HeaderSet IfRange Range ContentRange
        PermissionsPolicy ReferrerPolicy RetryAfter ServerTiming StrictTransportSecurity
        RequestCacheControl ResponseCacheControl XForwardedFor
        Item List Dictionary
    };
    headers.into_iter().chain(values::ALL)
}

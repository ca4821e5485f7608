//! Names in the user's program that look like those the macros need.

#![allow(dead_code, non_upper_case_globals)]

use wz::{get, routes};

use crate::answers::get as fetch;

mod std {}
mod core {}
mod alloc {}

struct Option;
struct Result;
struct String;
struct Some;
struct None;
struct Ok;
struct Err;
struct Request;
struct Entry;
const value: u8 = 1;
const error: u8 = 1;
static response: u8 = 1;
static message: u8 = 1;
static problem: u8 = 1;
const out: u8 = 1;
const text: u8 = 1;
const needs: u8 = 1;

#[get("/plain/<int:id>")]
fn plain(id: u8, method: wz::http::Method) -> ::std::string::String {
    ::std::format!("{id} {method}")
}

#[get("/async/<id>")]
async fn asynchronous(id: &str, request: &wz::Request, body: wz::bytes::Bytes) -> ::std::string::String {
    ::std::format!("{id} {} {}", request.path(), body.len())
}

#[derive(wz::Choice)]
enum Kind {
    Some,
    None,
}

#[get("/kind/<any(some, none):kind>")]
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Some => "some",
        Kind::None => "none",
    }
}

/// A macro that makes a handler, with parts of the caller's and parts of its own.
macro_rules! handler {
    ($name:ident, $rule:literal, $parameter:ident: $type:ty, $extractor:ty => $body:expr) => {
        #[get($rule)]
        async fn $name($parameter: $type, method: $extractor) -> ::std::string::String {
            let given = $body;
            ::std::format!("{method} {given}")
        }
    };
}
handler!(made, "/made/<int:number>", number: u16, wz::http::Method => number + 1);
handler!(borrows, "/borrows/<name>", name: &str, &wz::http::Method => name);

macro_rules! set {
    ($set:ident: $($handler:path),*) => {
        routes! { $set = $($handler),*, static "/static" => "static", static "/css" => "static/css" as styles }
    };
}
set!(Set: plain, self::asynchronous, kind, made, borrows);

macro_rules! link {
    ($handler:ident, $name:ident, $given:expr) => {
        wz::url_for!(in Set: $handler, $name = $given)
    };
}

macro_rules! number {
    ($number:literal) => {
        wz::url_for!(in Set: plain, id = $number, ?n = $number)
    };
}

macro_rules! file {
    ($file:literal) => {
        wz::url_for!(in Set: static, $file)
    };
}

#[test]
fn no_name_of_the_user_gets_in_the_way() {
    assert_eq!(fetch(Set, "/plain/7"), "7 GET");
    assert_eq!(fetch(Set, "/async/x"), "x /async/x 0");
    assert_eq!(fetch(Set, "/kind/some"), "some");
    assert_eq!(fetch(Set, "/made/7"), "GET 8");
    assert_eq!(fetch(Set, "/borrows/x"), "GET x");
    let number = 3;
    assert_eq!(link!(made, number, number), "/made/3");
    assert_eq!(wz::url_for!(in Set: kind, kind = Kind::None), "/kind/none");
    assert_eq!(wz::url_for!(in Set: plain, id = 1, ?out = 2), "/plain/1?out=2");
    assert_eq!(number!(7), "/plain/7?n=7");
    assert_eq!(file!("logo.svg"), "/static/logo.svg");
    assert_eq!(wz::url_for!(in Set: static styles, "app.css"), "/css/app.css");
}

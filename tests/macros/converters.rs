//! Converters of the user's own.

use std::fmt::Write;

use wz::routing::{ArgumentValue, Arguments, Converter, FromInt, FromText, IntText};
use wz::{get, routes};

use crate::answers::{get as fetch, location, status};

/// Hexadecimal digits, as many as the argument says.
pub(crate) struct Hex;

impl Converter for Hex {
    type Value = u32;

    fn parse(text: &str, arguments: Arguments<'_>) -> Option<u32> {
        let digits = match arguments.get(0, "digits") {
            Some(ArgumentValue::Int(digits)) => usize::try_from(digits).ok()?,
            _ => text.len(),
        };
        (text.len() == digits).then(|| u32::from_str_radix(text, 16).ok())?
    }

    fn format(value: &u32, arguments: Arguments<'_>, out: &mut String) {
        let width = match arguments.get(0, "digits") {
            Some(ArgumentValue::Int(digits)) => usize::try_from(digits).unwrap_or(0),
            _ => 0,
        };
        let _ = write!(out, "{value:0width$x}");
    }

    fn check_arguments(_: Arguments<'_>) -> Result<(), String> {
        Ok(())
    }
}

/// Words between slashes.
pub(crate) struct Words;

impl Converter for Words {
    type Value = Vec<String>;
    const SPANS_SEGMENTS: bool = true;

    fn parse(text: &str, _: Arguments<'_>) -> Option<Vec<String>> {
        Some(text.split('/').map(str::to_owned).collect())
    }

    fn format(value: &Vec<String>, _: Arguments<'_>, out: &mut String) {
        out.push_str(&value.join("/"));
    }
}

#[get("/paint/<Hex(6):color>")]
pub(crate) fn paint(color: u32) -> String {
    color.to_string()
}

#[get("/named/<hex(digits=2):color>", converters(hex = crate::converters::Hex))]
fn named(color: u32) -> String {
    color.to_string()
}

#[get("/words/<Words:words>/end")]
pub(crate) async fn words(words: Vec<String>) -> String {
    words.join("+")
}

#[get("/default/<Hex(2):color>")]
#[get("/default", defaults(color = "0a"))]
fn default(color: u32) -> String {
    color.to_string()
}

/// A type of one's own that `int` fills.
struct Even(u8);

impl FromInt for Even {
    const MIN: i128 = 0;
    const MAX: u128 = 100;

    fn from_int(value: IntText<'_>) -> Option<Self> {
        u8::from_int(value).filter(|value| value % 2 == 0).map(Even)
    }
}

#[get("/even/<int:number>")]
fn even(number: Even) -> String {
    number.0.to_string()
}

/// One that has a least value.
struct FromTen(u32);

impl FromInt for FromTen {
    const MIN: i128 = 10;
    const MAX: u128 = 100;

    fn from_int(value: IntText<'_>) -> Option<Self> {
        u32::from_int(value).map(FromTen)
    }
}

#[get("/ten/<int:number>")]
fn ten(number: FromTen) -> String {
    number.0.to_string()
}

#[get("/ten/<name>")]
fn less_than_ten(name: &str) -> String {
    format!("{name} is not it")
}

/// A type of one's own that borrows.
struct Slug<'a>(&'a str);

impl<'a> FromText<'a> for Slug<'a> {
    fn from_text(text: &'a str) -> Option<Self> {
        text.bytes().all(|b| b.is_ascii_lowercase()).then_some(Slug(text))
    }
}

#[get("/slug/<slug>")]
fn slug(slug: Slug<'_>) -> String {
    slug.0.to_owned()
}

routes! {
    pub(crate) Custom = paint, named, words, default, even, ten, less_than_ten, slug, "/<Hex(1):shade>" => shaded
}

#[get("/shade", under = "/<Hex(1):shade>")]
fn shaded(shade: u32) -> String {
    shade.to_string()
}

#[test]
fn converters_convert() {
    assert_eq!(fetch(Custom, "/paint/0000ff"), "255");
    assert_eq!(status(Custom, "/paint/ff"), 404);
    assert_eq!(fetch(Custom, "/named/ff"), "255");
    assert_eq!(status(Custom, "/named/fff"), 404);
    assert_eq!(fetch(Custom, "/words/a/b/end"), "a+b");
    assert_eq!(fetch(Custom, "/f/shade"), "15");
}

#[test]
fn a_default_is_read_by_the_converter() {
    assert_eq!(fetch(Custom, "/default"), "10");
    assert_eq!(fetch(Custom, "/default/0b"), "11");
    assert_eq!(location(Custom, "/default/0a"), "/default");
}

#[test]
fn types_of_ones_own() {
    assert_eq!(fetch(Custom, "/even/42"), "42");
    assert_eq!(status(Custom, "/even/41"), 404);
    assert_eq!(status(Custom, "/even/102"), 404);
    for (number, answer) in
        [("0", "0 is not it"), ("9", "9 is not it"), ("10", "10"), ("100", "100"), ("101", "101 is not it")]
    {
        assert_eq!(fetch(Custom, &format!("/ten/{number}")), answer);
    }
    assert_eq!(fetch(Custom, "/slug/abc"), "abc");
    assert_eq!(status(Custom, "/slug/Abc"), 404);
}

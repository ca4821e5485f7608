#![allow(unused_variables)]
use wz::{get, routing::Arguments};

struct Hex;
impl wz::routing::Converter for Hex {
    type Value = u32;
    fn parse(text: &str, _: Arguments<'_>) -> Option<u32> { u32::from_str_radix(text, 16).ok() }
    fn format(value: &u32, _: Arguments<'_>, out: &mut String) { out.push_str(&format!("{value:x}")); }
}

#[get("/paint/<Hex:color>")]
fn paint(color: String) {}

fn main() {}

use wz::{get, routes, routing::Arguments, url_for};

struct Hex;
impl wz::routing::Converter for Hex {
    type Value = u32;
    fn parse(text: &str, _: Arguments<'_>) -> Option<u32> { u32::from_str_radix(text, 16).ok() }
    fn format(value: &u32, _: Arguments<'_>, out: &mut String) { out.push_str(&format!("{value:x}")); }
}
#[get("/<Hex:color>")]
fn paint(_color: u32) {}
routes! { pub Site = paint }

fn main() {
    url_for!(paint, color = "red");
}

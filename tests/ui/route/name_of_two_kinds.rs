#![allow(unused_variables)]
use wz::get;

#[get("/<tenant>", subdomain = "<tenant>")]
fn handler(tenant: &str) {}

fn main() {}

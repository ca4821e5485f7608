#![allow(unused_variables)]
use wz::prelude::*;

#[get("/<a>")]
fn first(a: &str) {}

#[get("/<b>")]
fn second(b: &str) {}

routes! {
    pub Site = "/x" => [first, second],
}

fn main() {}

#![allow(unused_variables)]
use wz::prelude::*;

#[get("/<name>")]
fn page(name: &str) {}

#[get("/<any(about, help):topic>")]
fn topic(topic: &str) {}

routes! { pub Site = page, topic }

fn main() {}

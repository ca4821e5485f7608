#![allow(unused_variables)]
use wz::prelude::*;

#[get("/<int:id>")]
fn all(id: u64) {}

#[get("/<int(min=1):id>")]
fn some(id: u64) {}

routes! { pub Site = all, some }

fn main() {}

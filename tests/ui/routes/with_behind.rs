//! `with` stands in front of what it is for.

use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { Site = "/a" with(log) [index] }

fn main() {}

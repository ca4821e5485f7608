#![allow(unused_variables)]
use wz::prelude::*;

#[derive(serde::Deserialize)]
struct Search<'a> {
    q: &'a str,
}

#[get("/")]
fn handler(search: Query<Search<'_>>) -> String {
    search.q.to_owned()
}

fn main() {}

#![allow(unused_variables)]
use wz::{Choice, get};

#[derive(Choice)]
enum State {
    Draft,
    Published,
}

#[get("/<any(draft, published, archived):state>")]
fn list(state: State) {}

fn main() {}

#![allow(unused_variables)]
use wz::prelude::*;

#[get("/user/<int:id>")]
fn user(id: u32) {}

#[route("/user/<int:number>", methods(GET, POST))]
fn account(number: u32) {}

routes! { pub Site = user, account }

fn main() {}

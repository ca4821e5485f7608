#![allow(unused_variables)]
use wz::prelude::*;

#[get("/help/<topic>", under = "/<lang>")]
fn help(lang: &str, topic: &str) {}

routes! { pub Site = "/<lang>" => help }

fn main() {
    url_for!(help, topic = "x");
}

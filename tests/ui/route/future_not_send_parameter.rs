#![allow(unused_variables)]
use std::rc::Rc;

#[wz::get("/<name>")]
async fn handler(name: Rc<str>) -> String {
    std::future::ready(()).await;
    name.to_string()
}

fn main() {}

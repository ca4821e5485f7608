#![allow(unused_variables)]
use wz::prelude::*;

mod wiki {
    #[wz::get("/<name>")]
    pub fn page(name: &str) {}
    #[wz::get("/<title>")]
    pub fn other(title: &str) {}

    wz::routes! { pub Wiki = page, other }
}

routes! { pub Site = "/wiki" => wiki::Wiki }

fn main() {}

#![allow(unused_variables)]
use wz::prelude::*;

#[get("/", host = "<tenant>.example.com")]
fn user(tenant: &str) {}

routes! { pub Site = user }

fn main() {
    url_for!(user, tenant = "b");
}

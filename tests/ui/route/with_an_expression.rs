//! Middleware is named by its path.

use wz::prelude::*;

#[get("/a", with(limit(7)))]
fn a() {}

#[get("/b", with())]
fn b() {}

#[get("/c", with)]
fn c() {}

#[get("/d", with(log), redirect = "/a")]
fn d() {}

fn main() {}

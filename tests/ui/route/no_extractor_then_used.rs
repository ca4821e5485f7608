#![allow(unused_variables)]
use wz::prelude::*;

struct Database;

#[get("/user/<int:id>")]
async fn user(id: u32, db: Database) -> String {
    url_for!(user, id = 1)
}

routes! { pub Site = user }

fn main() {}

use wz::prelude::*;

struct Pool {
    size: u32,
}

#[get("/")]
async fn handler(State(pool): State<Pool>) -> String {
    pool.size.to_string()
}

fn main() {}

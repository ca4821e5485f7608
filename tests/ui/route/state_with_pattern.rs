use std::sync::Arc;

use wz::prelude::*;

struct Pool {
    size: u32,
}

#[get("/")]
async fn handler(State(Pool { size }): State<Pool>, State(_): State<Arc<dyn Send + Sync>>) -> String {
    size.to_string()
}

fn main() {}

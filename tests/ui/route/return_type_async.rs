use wz::get;

#[get("/")]
async fn handler() -> Option<u32> {
    None
}

fn main() {}

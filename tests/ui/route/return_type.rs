use wz::get;

#[get("/")]
fn handler() -> u32 {
    42
}

fn main() {}

use wz::get;

#[get("/")]
fn handler() -> Result<&'static str, Failure> {
    Err(Failure)
}

struct Failure;

fn main() {}

use wz::get;

#[get("/")]
fn handler() -> Result<String, String> {
    Err("bad".into())
}

fn main() {}

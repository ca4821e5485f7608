use wz::get;

#[get("/")]
fn handler() -> Result<String, std::io::Error> {
    std::fs::read_to_string("notes.txt")
}

fn main() {}

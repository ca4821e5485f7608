use wz::get;

#[get("/user/<int:id>")]
fn user(id: String) -> String {
    let n: u32 = id;
    n
}

fn main() {}

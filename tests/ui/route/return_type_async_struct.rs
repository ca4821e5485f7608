use wz::get;

#[get("/")]
async fn handler() -> User {
    User
}

struct User;

fn main() {}

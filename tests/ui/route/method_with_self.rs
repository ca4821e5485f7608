use wz::get;

struct Site;

impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

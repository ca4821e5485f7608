use wz::prelude::*;

mod blog {
    #[wz::get("/")]
    fn index() {}
}

routes! { pub Site = blog::index }

fn main() {}

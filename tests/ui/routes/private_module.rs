use wz::prelude::*;

mod blog {
    mod pages {
        #[wz::get("/")]
        pub fn index() {}
    }
}

routes! { pub Site = blog::pages::index }

fn main() {}

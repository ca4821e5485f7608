mod pages {
    use wz::{get, routes, url_for};

    #[get("/")]
    pub fn index() -> String {
        url_for!(index)
    }

    routes! { pub Site = index }
}

fn main() {}

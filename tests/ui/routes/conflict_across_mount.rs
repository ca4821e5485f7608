use wz::prelude::*;

mod wiki {
    #[wz::get("/<name>")]
    pub fn page(_name: &str) {}

    wz::routes! { pub Wiki = page }
}

#[get("/wiki/<title>")]
fn wiki_page(_title: &str) {}

routes! { pub Site = wiki_page, "/wiki" => wiki::Wiki }

fn main() {}

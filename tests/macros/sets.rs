//! Sets of routes.

use wz::{get, routes};

use crate::answers::{get as fetch, get_at, status};

#[get("/")]
fn index() -> &'static str {
    "index"
}

#[get("/<name>")]
fn page(name: &str) -> String {
    format!("page {name}")
}

#[get("/<int:number>/", under = "/<int:year>")]
fn month(year: u16, number: u8) -> String {
    format!("{year}-{number}")
}

routes! { Inner = index, page }
routes! { Middle = "/inner" => Inner, index }

routes! {
    /// With a doc comment, and a semicolon.
    Outer =
        index,
        "/middle/" => Middle,
        "/list" => ["/more" => [page], index],
        "/<int:year>" => month,
        host "api.example.com" => Inner,
        subdomain "blog" => [index, "/x" => Middle];
}

#[test]
fn sets_nest() {
    assert_eq!(fetch(Outer, "/"), "index");
    assert_eq!(fetch(Outer, "/middle/inner/x"), "page x");
    assert_eq!(fetch(Outer, "/middle/"), "index");
    assert_eq!(fetch(Outer, "/list/more/x"), "page x");
    assert_eq!(fetch(Outer, "/list/"), "index");
    assert_eq!(fetch(Outer, "/2024/5/"), "2024-5");
    assert_eq!(status(Outer, "/x"), 404);
    assert_eq!(get_at(Outer, "api.example.com", "/x"), (200, "page x".into()));
}

#[test]
fn a_set_can_be_an_expression() {
    assert_eq!(fetch(routes![index, "/deep" => page], "/deep/x"), "page x");
    let (first, second) = (routes![index], routes![page]);
    assert_eq!((fetch(first, "/"), fetch(second, "/x")), ("index".into(), "page x".into()));
}

mod elsewhere {
    //! Without any import.

    #[wz::post("/form")]
    pub(super) async fn form(body: String) -> wz::Html<String> {
        wz::Html(body)
    }

    wz::routes! { pub(super) Elsewhere = form }
}

#[test]
fn nothing_has_to_be_imported() {
    let answer = crate::answers::send(elsewhere::Elsewhere, wz::http::Method::POST, "/form");
    assert_eq!(answer, (200, String::new()));
}

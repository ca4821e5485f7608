use crate::handler::RouteTable;

#[wz::get("/", endpoint = "index")]
fn index() {}

#[wz::get("/posts/", endpoint = "post.list")]
fn list() {}

#[wz::post("/posts/", endpoint = "post.create")]
fn create() {}

#[wz::get("/posts/<int(min=1):id>", endpoint = "post.show")]
fn show(id: u32) {
    let _ = id;
}

#[wz::delete("/posts/<int(min=1):id>", endpoint = "post.delete")]
fn delete(id: u32) {
    let _ = id;
}

#[wz::get("/posts/<slug>", endpoint = "post.by_slug")]
fn by_slug(slug: &str) {
    let _ = slug;
}

#[wz::get("/posts/<int:year>-<int:month>", endpoint = "post.archive")]
fn archive(year: u16, month: u8) {
    let _ = (year, month);
}

#[wz::get("/frequently-asked-questions", strict_slashes = false, endpoint = "questions")]
fn questions() {}

#[wz::get("/live", websocket, endpoint = "live")]
fn live() {}

#[wz::get("/files/<path:file>/edit", endpoint = "edit")]
fn edit(file: &str) {
    let _ = file;
}

#[wz::get("/<any(en, de):language>/<string(length=2):a>", endpoint = "choice")]
fn choice(language: &str, a: &str) {
    let _ = (language, a);
}

wz::routes! { Site = index, list, create, show, delete, by_slug, archive, questions, live, edit, choice }
wz::routes! {
    Hosts = host "<tenant>.example" => [index],
        subdomain "api" => [live],
        host "a.example" => [index]
}

#[test]
fn a_drawing() {
    assert_eq!(Site::TABLE.to_dot(), include_str!("snapshot.dot"));
    assert_eq!(Site::TABLE.to_dot(), Site::TABLE.to_dot());
}

#[test]
fn hosts_have_roots() {
    let dot = Hosts::TABLE.to_dot();
    let roots: Vec<&str> = dot.lines().filter(|line| line.contains("plaintext")).collect();
    assert_eq!(
        roots,
        [
            r#"  n0 [label="1: host a.example" shape=plaintext style=""]"#,
            r#"  n2 [label="2: subdomain api" shape=plaintext style=""]"#,
            r#"  n4 [label="3: host <string>.example" shape=plaintext style=""]"#,
        ]
    );
}

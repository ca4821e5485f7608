use http::uri::PathAndQuery;

use crate::handler::RouteTable;
use crate::routing::{MethodSet, Target};

#[wz::get("/user/<int:id>", endpoint = "user")]
fn user(id: u32) {
    let _ = id;
}

#[wz::get("/p/<name>", endpoint = "p")]
fn p(name: &str) {
    let _ = name;
}

#[wz::get("/n/<string(maxlength=3):n>", endpoint = "n")]
fn n(n: &str) {
    let _ = n;
}

#[wz::get("/code/<string(length=2):code>", endpoint = "code")]
fn code(code: &str) {
    let _ = code;
}

#[wz::get("/year/<int(fixed_digits=4):year>-<int(min=1, max=12):month>", endpoint = "month")]
fn month(year: u16, month: u8) {
    let _ = (year, month);
}

#[wz::get("/price/<float:price>/of/<any(tea, \"black coffee\"):what>", endpoint = "price")]
fn price(price: f64, what: &str) {
    let _ = (price, what);
}

#[wz::get("/by/<uuid:id>", endpoint = "by")]
fn by(id: u128) {
    let _ = id;
}

#[wz::get("/below/<int(signed=True):depth>/<path:rest>", endpoint = "below")]
fn below(depth: i8, rest: &str) {
    let _ = (depth, rest);
}

wz::routes! { Site = user, p, n, code, month, price, by, below }

#[wz::get("/<int:id>", endpoint = "bare")]
fn bare(id: u32) {
    let _ = id;
}

#[wz::get("/about", endpoint = "about")]
fn about() {}

wz::routes! { Bare = bare, about }

/// What stands below "nearest rules".
fn nearest<S: RouteTable>(_: S, path: &str) -> String {
    let path: PathAndQuery = path.parse().unwrap();
    let target =
        Target { method: MethodSet::GET, path: &path, host: None, subdomain: None, websocket: false };
    let text = S::TABLE.explain(&target).to_string();
    text.split_once("nearest rules:\n").map(|(_, rules)| rules.to_owned()).unwrap_or_default()
}

#[test]
fn the_variable_that_refuses_is_named() {
    for (path, rule, reason) in [
        ("/user/abc", "/user/<int:id>", "`id` takes digits"),
        ("/user/-1", "/user/<int:id>", "`id` takes digits"),
        ("/user/4294967296", "", "4294967296 does not fit the type of `id`: 0 to 4294967295"),
        ("/n/abcd", "/n/<string(maxlength=3):n>", "`n` takes at most 3 characters"),
        ("/code/a", "", "`code` takes at least 2 characters"),
        ("/year/24-1", "", "`year` takes 4 digits"),
        ("/year/2024-13", "", "`month` takes 1 to 12"),
        ("/price/5/of/tea", "", "`price` takes digits with a point between them"),
        ("/price/5.0/of/milk%1B", "", "`what` takes one of tea, black coffee"),
        ("/by/1234", "", "`id` takes a UUID, 8-4-4-4-12 hexadecimal digits"),
        ("/below/x/a/b", "", "`depth` takes digits, with or without `-` before them"),
        ("/below/-129/a/b", "", "-129 does not fit the type of `depth`: -128 to 127"),
    ] {
        let text = nearest(Site, path);
        assert!(text.trim_start().starts_with(rule) && text.trim_end().ends_with(reason), "{path}: {text}");
        // Those that are alike, `/p/<name>` for `/n/abcd`, are not what was meant.
        assert_eq!(text.matches("GET").count(), 1, "{path}: {text}");
    }
}

#[test]
fn a_rule_of_variables_only_comes_last() {
    assert_eq!(nearest(Bare, "/abuot"), "  /about  about  GET\n");
    assert_eq!(nearest(Bare, "/zzzzzz"), "  /<int:id>  bare  GET; `id` takes digits\n");
    assert_eq!(nearest(Bare, "/zzzzzz/1"), "");
}

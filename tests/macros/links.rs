//! `url_for!` and `try_url_for!`.

use wz::routing::BuildErrorKind;
use wz::{get, routes, try_url_for, url_for};

use crate::converters::{self, Custom};
use crate::user;

#[get("/")]
pub(crate) fn here() -> String {
    url_for!(crate::user, id = 1)
}

#[get("/<name>/<int(min=1):page>/<float:zoom>")]
pub(crate) fn all(name: &str, page: u32, zoom: f64) -> String {
    url_for!(all, name, page = page + 1, zoom)
}

#[get("/item/<uuid:id>")]
pub(crate) fn item(id: u128) -> String {
    url_for!(item, id)
}

#[get("/raw/<type>")]
pub(crate) fn raw(r#type: &str) -> String {
    url_for!(raw, r#type)
}

routes! { pub(crate) Links = here, all, item, raw }

#[test]
fn paths() {
    let id = 42;
    assert_eq!(url_for!(user, id), "/user/42");
    assert_eq!(url_for!(user, id = &id), "/user/42");
    assert_eq!(url_for!(crate::user, id = 42_u8), "/user/42");
    assert_eq!(url_for!(crate::links::here), "/links/");
    assert_eq!(all("a b/c", 1, 2.0), "/links/a%20b%2Fc/2/2.0");
    assert_eq!(
        item(0x12345678_1234_abcd_abcd_1234567890ab),
        "/links/item/12345678-1234-abcd-abcd-1234567890ab"
    );
    assert_eq!(raw("x"), "/links/raw/x");
    assert_eq!(raw("x"), url_for!(raw, type = String::from("x")));
    assert_eq!(url_for!(crate::places::help::topic, lang = "de", topic = "keys"), "/de/help/keys");
}

#[test]
fn query_anchor_and_origin() {
    let (page, tags) = (Some(2), ["a", "b c"]);
    assert_eq!(
        url_for!(user, id = 1, ?page = page, ?tag = tags, ?"x y" = true),
        "/user/1?page=2&tag=a&tag=b+c&x+y=true"
    );
    assert_eq!(url_for!(user, id = 1, ?page = None::<u8>), "/user/1");
    assert_eq!(url_for!(user, id = 1, ?type = 1, _anchor = "a b"), "/user/1?type=1#a%20b");
    let host = String::from("example.com");
    assert_eq!(url_for!(user, id = 1, _scheme = "https", _host = host), "https://example.com/user/1");
    assert_eq!(url_for!(user, id = 1, _scheme = "", _host = host,), "//example.com/user/1");
}

#[test]
fn other_sets_and_converters() {
    assert_eq!(url_for!(in Links: here), "/");
    assert_eq!(url_for!(in crate::Site: here), "/links/");
    assert_eq!(url_for!(in Custom: converters::paint, color = 255_u32), "/paint/0000ff");
    let words = vec!["a".to_owned(), "b c".to_owned()];
    assert_eq!(url_for!(in Custom: converters::words, words), "/words/a/b%20c/end");
    assert_eq!(url_for!(in Custom: converters::words, words = &words), "/words/a/b%20c/end");
}

#[test]
fn values_that_may_not_fit() {
    assert_eq!(try_url_for!(all, name = "x", page = 1, zoom = 1.5).unwrap(), "/links/x/1/1.5");
    assert_eq!(try_url_for!(user, id = 1, ?q = "a").unwrap(), "/user/1?q=a");
    let (page, name) = (0_u32, "");
    let error = try_url_for!(all, name = "x", page, zoom = 1.5).unwrap_err();
    assert!(matches!(error.kind(), BuildErrorKind::InvalidValue { variable, .. } if variable == "page"));
    assert!(try_url_for!(all, name, page = 1, zoom = 1.5).is_err());
}

#[test]
fn values_are_evaluated_once_and_in_order() {
    let mut seen = Vec::new();
    let mut next = |value: u32| {
        seen.push(value);
        value
    };
    let url = url_for!(user, id = next(1), ?a = next(2), ?b = next(3));
    assert_eq!((url.as_str(), seen.as_slice()), ("/user/1?a=2&b=3", &[1, 2, 3][..]));
}

mod hosted {
    use wz::prelude::*;

    #[get("/<int:page>", host = "<tenant>.example.com")]
    fn page(tenant: &str, page: u32) -> String {
        format!("{tenant} {page}")
    }

    #[get("/")]
    fn start() {}

    routes! { Own = page, host "shop.example.com" => [start] }

    #[test]
    fn the_route_knows_its_host() {
        assert_eq!(
            url_for!(in Own: page, tenant = "joe", page = 3, _scheme = "https"),
            "https://joe.example.com/3"
        );
        assert_eq!(url_for!(in Own: page, page = 3), "/3");
        assert_eq!(url_for!(in Own: start, _scheme = "", ?a = 1), "//shop.example.com/?a=1");
        assert!(try_url_for!(in Own: page, tenant = "a/b", page = 3, _scheme = "https").is_err());
    }
}

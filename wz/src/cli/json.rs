//! `routes --json`.

use super::routes::{Listed, listed};
use crate::app::{App, Surrounding};
use crate::json_string::JsonString;

/// An object with the routes and with what stands around them, one of them a line.
pub(super) fn text(app: &App) -> String {
    let routes = listed(app, "");
    let routes: Vec<_> = routes.iter().map(route).collect();
    let around: Vec<_> = app.surroundings().iter().map(surrounding).collect();
    format!("{{\"routes\":{},\"around\":{}}}\n", array(&routes), array(&around))
}

fn array(objects: &[String]) -> String {
    if objects.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", objects.join(",\n")) }
}

/// A text, or `null`.
fn optional(text: Option<&str>) -> String {
    text.map_or_else(|| "null".to_owned(), |text| JsonString(text).to_string())
}

fn route(one: &Listed) -> String {
    let (route, place) = (&one.route, one.route.location());
    let methods: Vec<_> = route.methods().names().map(|name| JsonString(name).to_string()).collect();
    let pattern = |subdomain: bool| {
        let host = route.host().filter(|host| host.subdomain == subdomain);
        optional(host.map(|host| host.pattern))
    };
    format!(
        "{{\"methods\":[{}],\"host\":{},\"subdomain\":{},\"mount\":{},\"rule\":{},\"endpoint\":{},\"file\":{},\"line\":{},\
         \"column\":{}}}",
        methods.join(","),
        pattern(false),
        pattern(true),
        optional(Some(one.mount.as_str()).filter(|mount| !mount.is_empty())),
        JsonString(&one.rule()),
        JsonString(&route.endpoint()),
        JsonString(place.file),
        place.line,
        place.column,
    )
}

fn surrounding(one: &Surrounding<'_>) -> String {
    let place = match one.place {
        Some((file, line)) => format!(",\"file\":{},\"line\":{line}", JsonString(file)),
        None => String::new(),
    };
    format!(
        "{{\"kind\":{},\"below\":{},\"what\":{}{place}}}",
        JsonString(one.kind.name()),
        JsonString(if one.below().is_empty() { "/" } else { one.below() }),
        JsonString(&one.what),
    )
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    #[wz::get("/", host = "a.example", endpoint = "home")]
    fn home() {}

    #[wz::get("/", subdomain = "api", endpoint = "api")]
    fn api() {}

    #[wz::post("/\u{fc}/<any(\"a\\b\"):x>", endpoint = "wiki.page")]
    fn page(x: &str) {
        let _ = x;
    }

    wz::routes! { Hosted = home, api }
    wz::routes! { Plain = page }

    fn value(app: &App) -> serde_json::Result<serde_json::Value> {
        serde_json::from_str(&text(app))
    }

    #[test]
    fn json_is_json() {
        let routes = &value(&App::new(Hosted)).unwrap()["routes"];
        assert_eq!(routes[0]["methods"], serde_json::json!(["GET", "HEAD"]));
        assert_eq!((&routes[0]["host"], &routes[0]["rule"]), (&"a.example".into(), &"/".into()));
        assert!(
            routes[0]["subdomain"].is_null() && routes[1]["host"].is_null() && routes[0]["mount"].is_null()
        );
        assert_eq!(routes[1]["subdomain"], "api");
        assert!(routes[0]["line"].as_u64().unwrap() > 1);
        assert!(text(&App::new(Plain)).ends_with("],\"around\":[]}\n"));
    }

    #[test]
    fn mounts_are_in_it() {
        let app = App::new(Hosted).mount("/shop", App::new(Plain));
        let value = value(&app).unwrap();
        assert_eq!(value["routes"][2]["rule"], "/shop/\u{fc}/<any(\"a\\b\"):x>");
        assert_eq!(value["routes"][2]["mount"], "/shop");
        let mount = &value["around"][0];
        assert_eq!(
            (&mount["kind"], &mount["below"], &mount["what"]),
            (&"mount".into(), &"/shop".into(), &"wz::app::App".into())
        );
        assert!(mount["line"].is_u64());
    }
}

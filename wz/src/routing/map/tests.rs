use http::Method;

use super::{
    Binding, EndpointPrefix, Map, MapError, MapOptions, RoutingError, Rule, Subdomain, Submount, Value,
};

fn find(map: &Map, path: &str) -> String {
    match map.bind("example.com").unwrap().find(path, &Method::GET) {
        Ok(found) => format!(
            "{} {:?}",
            found.endpoint,
            found.values.iter().map(|(_, value)| value.to_string()).collect::<Vec<_>>()
        ),
        Err(RoutingError::Redirect { url }) => url,
        Err(error) => error.to_string(),
    }
}

#[test]
fn case_may_be_ignored() {
    let rules =
        [Rule::new("/Users/<name>/<any(Open,Closed):state>/", "users"), Rule::new("/Caf\u{e9}", "cafe")];
    let map = Map::with_options(MapOptions::new().ignore_ascii_case(true), rules).unwrap();
    assert_eq!(find(&map, "/uSERS/Joe/oPEN/"), r#"users ["Joe", "oPEN"]"#);
    assert_eq!(find(&map, "/users/Joe/open"), "http://example.com/users/Joe/open/");
    assert_eq!(find(&map, "/CAF%c3%A9"), "cafe []");
    assert_eq!(find(&map, "//USERS//Joe/closed/"), "http://example.com/USERS/Joe/closed/");
    let urls = map.bind("example.com").unwrap();
    assert_eq!(urls.build("users", [("name", "Joe"), ("state", "Open")]).unwrap(), "/Users/Joe/Open/");
}

#[test]
fn factories_keep_all_options() {
    let rules = [Submount::new(
        "/api/",
        [EndpointPrefix::new(
            "api.",
            [Rule::new("/<int:page>", "list").websocket(), Rule::new("//x", "raw").merge_slashes(false)],
        )],
    )];
    let map = Map::new([Subdomain::new("www", rules)]).unwrap();
    let rules = map.rules();
    assert_eq!((rules[0].template(), rules[0].endpoint().as_str()), ("/api/<int:page>", "api.list"));
    let urls = Binding::new("example.com").subdomain("www").bind(&map).unwrap();
    assert!(urls.find_websocket("/api/3").is_ok());
    assert_eq!(urls.find("/api/3", &Method::GET).unwrap_err(), RoutingError::WebsocketMismatch);
    assert_eq!(urls.find("/api//x", &Method::GET).unwrap().endpoint, "api.raw");
    assert_eq!(
        map.bind("example.com").unwrap().find("/api//x", &Method::GET).unwrap_err(),
        RoutingError::NotFound
    );
}

#[test]
fn mistakes_name_both_rules() {
    let conflict =
        Map::new([Rule::new("/<a>", "first").methods(["GET"]), Rule::new("/<b>", "second")]).unwrap_err();
    assert_eq!(
        conflict.to_string(),
        r#"route conflict: <Rule "/<b>" -> "second"> answers the same requests as <Rule "/<a>" (GET, HEAD) -> "first">"#
    );
    let hidden = Map::new([Rule::new("/<a>", "first"), Rule::new("/<any(x,y):b>", "second")]).unwrap_err();
    assert!(matches!(hidden, MapError::Unreachable { .. }), "{hidden}");
    assert!(Map::new([Rule::new("/<any(x,y):b>", "second"), Rule::new("/<a>", "first")]).is_ok());
    assert!(matches!(Map::new([Rule::new("/", "x").methods(["BREW"])]), Err(MapError::UnknownMethod { .. })));
}

#[test]
fn ties_go_by_listing_and_never_by_unrelated_rules() {
    let rules = || vec![Rule::new("/<any(foo,bar):v>", "any"), Rule::new("/<string:v>", "text")];
    let unrelated = Rule::new("/<string:v>/x", "unrelated");
    let map = Map::new(rules()).unwrap();
    assert_eq!(find(&map, "/foo"), r#"any ["foo"]"#);
    let mut more = rules();
    more.insert(0, unrelated);
    assert_eq!(find(&Map::new(more).unwrap(), "/foo"), r#"any ["foo"]"#);
}

#[test]
fn defaults_aliases_and_redirects() {
    let map = Map::new([
        Rule::new("/all/", "all").default("page", 1),
        Rule::new("/all/page/<int:page>", "all"),
        Rule::new("/old/<int:page>", "all").alias(),
        Rule::new("/gone/<int:id>", "gone").redirect_to("all/page/<id>"),
        Rule::new("/call/<x>", "call").redirect_with(|_, values| {
            format!("/x/{}", values.get("x").map_or("", |x| x.as_str().unwrap_or("")))
        }),
    ])
    .unwrap();
    assert_eq!(find(&map, "/all/"), r#"all ["1"]"#);
    assert_eq!(find(&map, "/all/page/1?q=2"), "http://example.com/all/?q=2");
    assert_eq!(find(&map, "/all/page/2"), r#"all ["2"]"#);
    assert_eq!(find(&map, "/old/7?a=b"), "http://example.com/all/page/7?a=b");
    assert_eq!(find(&map, "/gone/7?keep=1"), "http://example.com/all/page/7?keep=1");
    assert_eq!(find(&map, "/call/me"), "http://example.com/x/me");
    let urls = map.bind("example.com").unwrap();
    assert_eq!(urls.build("all", [("page", 1)]).unwrap(), "/all/");
    assert_eq!(urls.build("all", [("page", 3)]).unwrap(), "/all/page/3");
    let error = urls.build("al", [("page", 1)]).unwrap_err();
    assert_eq!(error.to_string(), "no route has the endpoint `al`; did you mean `all`?");
    assert!(
        urls.build("gone", [("id", Value::None)]).unwrap_err().to_string().contains("needs a value for `id`")
    );
    assert_eq!(urls.allowed_methods("/all/").to_string(), crate::routing::MethodSet::ALL.to_string());
}

/// What all rules start with is passed at one look, which must not show.
#[test]
fn a_start_that_all_rules_share_makes_no_difference() {
    let rules = [
        "/api/v1/a",
        "/api/v1/a/",
        "/api/v1/<int:id>",
        "/api/v1/<name>/<path:rest>",
        "/api/v1/long/enough/to/go/on/behind/the/start",
        "/api/v1/<name>/all/",
    ];
    let shared = Map::new(rules.map(|rule| Rule::new(rule, rule))).unwrap();
    let other = rules.into_iter().chain(["/ap", "/<int:number>/v1/a"]).map(|rule| Rule::new(rule, rule));
    let other = Map::new(other).unwrap();
    for path in [
        "/",
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/api/v1//",
        "/api//v1/a",
        "/api/v1/a",
        "/api/v1/a/",
        "/api/v1/7",
        "/api/v1/1234567",
        "/api/v1/12345678",
        "/api/v2/12345678",
        "/apj/v1/12345678",
        "/api/v1/long/enough/to/go/on/behind/the/start",
        "/api/v1/long/enough/to/go/on/behind/the/start/and/then/to/more/than/a/window/of/it",
        "/api/v1/some/all",
        "/api/v1/some-name/all",
        "/api/v1/some-name/all/",
        "/api%2fv1/12345678",
    ] {
        assert_eq!(find(&shared, path), find(&other, path), "{path}");
    }
    assert_eq!(find(&shared, "/api/v1/12345678"), r#"/api/v1/<int:id> ["12345678"]"#);
}

/// Turning back at dead ends: what was passed by is tried, each time where it stands, and nothing is kept of the rest.
#[test]
fn dead_ends_lead_back_to_what_was_passed_by() {
    let rules = [
        "/a/<x>/c/end",
        "/<int:n>/<x>/c/<int:m>",
        "/<y>/b/<int:m>/end",
        "/<y>/<x>/<z>/<w>",
        "/a/<path:rest>",
        "/1/b/slash/",
        "/lenient/x",
    ];
    let rule = |rule: &'static str| Rule::new(rule, rule).methods(["GET"]);
    let map = Map::new(
        rules.map(|text| if text == "/lenient/x" { rule(text).strict_slashes(false) } else { rule(text) }),
    );
    let map = map.unwrap();
    for (path, answer) in [
        ("/a/b/c/end", r#"/a/<x>/c/end ["b"]"#),
        ("/a/b/7/end", r#"/a/<path:rest> ["b/7/end"]"#),
        ("/1/b/c/8", r#"/<int:n>/<x>/c/<int:m> ["1", "b", "8"]"#),
        ("/1/b/7/end", r#"/<y>/b/<int:m>/end ["1", "7"]"#),
        ("/1/b/c/end", r#"/<y>/<x>/<z>/<w> ["1", "b", "c", "end"]"#),
        ("/1/b/slash", "http://example.com/1/b/slash/"),
        ("/lenient/x/", r#"/lenient/x []"#),
        ("/1/b/c", "not found"),
    ] {
        let found = find(&map, path);
        assert!(found == answer || (answer == "not found" && !found.contains('[')), "{path}: {found}");
    }
    let post = map.bind("example.com").unwrap().find("/1/b/c/8", &Method::POST);
    assert!(matches!(post, Err(RoutingError::MethodNotAllowed { .. })), "{post:?}");
}

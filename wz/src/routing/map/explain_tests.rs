use http::Method;

use super::{Binding, Map, MapOptions, Rule};
use crate::routing::{ArgumentValue, Arguments, Converter, Verdict};

/// Words with `+` between them, `least` of them at the least.
struct Words;

impl Converter for Words {
    type Value = String;

    fn parse(text: &str, arguments: Arguments<'_>) -> Option<String> {
        let Some(ArgumentValue::Int(least)) = arguments.get(0, "least") else { return None };
        (text.split('+').count() as i128 >= least).then(|| text.to_owned())
    }

    fn format(value: &String, _: Arguments<'_>, out: &mut String) {
        out.push_str(value);
    }

    fn check_arguments(_: Arguments<'_>) -> Result<(), String> {
        Ok(())
    }
}

fn site() -> Map {
    let options = MapOptions::new().converter::<Words>("words");
    let rules = [
        Rule::new("/", "index"),
        Rule::new("/user/<name>", "user.by_name").methods(["GET"]),
        Rule::new("/user/<int:id>", "user.by_id").methods(["GET"]),
        Rule::new("/user/<name>", "user.rename").methods(["POST"]),
        Rule::new("/posts/", "posts").methods(["GET"]).default("page", 1),
        Rule::new("/posts/<int:page>", "posts").methods(["GET"]),
        Rule::new("/live", "live").websocket(),
        Rule::new("/tags/<words(least=2, other='x'):tags>", "tags"),
        Rule::new("/only/<path:x>", "built").build_only(),
        Rule::new("/in/<page>", "in").subdomain("<tenant>"),
    ];
    Map::with_options(options, rules).unwrap()
}

fn explained(map: &Map, path: &str, method: &Method) -> String {
    map.bind("example.com").unwrap().explain(path, method).to_string()
}

#[test]
fn what_wins_and_what_does_not() {
    let map = site();
    assert_eq!(
        explained(&map, "/user/42", &Method::GET),
        "GET /user/42 on example.com\n\
         segments: \"user\", \"42\"\n\
         answer:   /user/<int:id> (user.by_id)\n          id = 42\n\n\
         rules at this path, in the order they are tried:\n  \
         /user/<int:id>  user.by_id    wins\n  \
         /user/<name>    user.by_name  ranks behind (tried later)\n  \
         /user/<name>    user.rename   other method (answers POST)\n"
    );
    // A map answers nothing by itself, not even `OPTIONS`.
    for method in [Method::PUT, Method::OPTIONS] {
        let text = explained(&map, "/user/42", &method);
        assert!(text.contains("answer:   405 Method Not Allowed (Allow: GET, HEAD, POST)\n"), "{text}");
    }
    let text = explained(&map, "/live", &Method::GET);
    assert!(text.contains("answer:   400 Bad Request") && text.contains("only for WebSockets"), "{text}");
    let urls = Binding::new("example.com").scheme("wss").bind(&map).unwrap();
    let text = urls.explain("/live", &Method::GET).to_string();
    assert!(text.starts_with("GET /live on example.com (WebSocket)\n"), "{text}");
    assert!(text.contains("answer:   /live (live)\n"), "{text}");
}

#[test]
fn redirects_are_those_of_the_map() {
    let map = site();
    let text = explained(&map, "/posts/1?q=2", &Method::GET);
    let answer = "answer:   308 to http://example.com/posts/?q=2 (so says the rule that wins)\n";
    assert!(text.contains(answer), "{text}");
    let text = explained(&map, "/posts", &Method::GET);
    assert!(text.contains("308 to http://example.com/posts/ (a slash is missing at the end)\n"), "{text}");
    assert!(text.contains("/posts/  posts  would match with a slash at the end\n"), "{text}");
}

#[test]
fn nearest_rules() {
    let map = site();
    let text = explained(&map, "/usr/7", &Method::GET);
    assert!(text.contains("answer:   404 Not Found\n\nnearest rules:\n  /user/<name>"), "{text}");
    let text = explained(&map, "/tags/one", &Method::GET);
    assert!(text.contains("any method; `tags` takes what `words` takes"), "{text}");
    // What only builds is no rule at a path.
    let text = explained(&map, "/only/x", &Method::GET);
    assert!(text.ends_with("404 Not Found\n"), "{text}");
    // Neither is there any where there is no path.
    let text = explained(&map, "/user/<x>", &Method::GET);
    assert!(text.contains("segments: \"user\", \"%3Cx%3E\"\n") && text.contains("404"), "{text}");
}

#[test]
fn hosts() {
    let map = site();
    let text = explained(&map, "/in/a", &Method::GET);
    assert!(text.contains("/in/<page>  in  other host (for subdomain <tenant>)\n"), "{text}");
    let tenant = Binding::new("example.com").subdomain("bob").bind(&map).unwrap();
    let text = tenant.explain("/in/a", &Method::GET).to_string();
    assert!(text.starts_with("GET /in/a on bob.example.com\n"), "{text}");
    assert!(text.contains("tenant = \"bob\"\n          page   = \"a\"\n"), "{text}");
    // Rules without a subdomain are those of the bare name, and no help elsewhere.
    let explanation = tenant.explain("/live", &Method::GET);
    assert!(explanation.nearest().is_empty(), "{explanation}");
    let explanation = tenant.explain("/", &Method::GET);
    let rules: Vec<_> =
        explanation.rules().iter().map(|rule| (rule.route.template(), rule.verdict)).collect();
    assert_eq!(rules, [("/", Verdict::OtherHost)]);

    let options = MapOptions::new().host_matching(true);
    let rules = [Rule::new("/", "a").host("a.example"), Rule::new("/", "any").host("<name>.example")];
    let map = Map::with_options(options, rules).unwrap();
    let text = map.bind("b.example").unwrap().explain("/", &Method::GET).to_string();
    assert!(text.contains("/  any  wins\n  /  a    other host (for a.example)\n"), "{text}");
}

#[test]
fn case_may_be_ignored() {
    let rules = [
        Rule::new("/Caf\u{e9}/<any(Open,Closed):state>/", "cafe"),
        Rule::new("/Users/<int:id>", "users"),
        Rule::new("/Users/<name>", "names"),
    ];
    let map = Map::with_options(MapOptions::new().ignore_ascii_case(true), rules).unwrap();
    let text = explained(&map, "/uSERS/42", &Method::GET);
    assert!(text.contains("/Users/<int:id>  users  wins\n  /Users/<name>    names  ranks behind"), "{text}");
    let text = explained(&map, "/CAF%c3%A9/oPEN", &Method::GET);
    assert!(text.contains("cafe  would match with a slash at the end\n"), "{text}");
    let text = explained(&map, "/CAF%c3%A9/ajar/", &Method::GET);
    assert!(text.contains("`state` takes one of Open, Closed"), "{text}");
}

#[test]
fn a_drawing() {
    let dot = site().to_dot();
    for line in [
        r#"[label="1: subdomain <string>" shape=plaintext style=""]"#,
        r#"[label="2: any host" shape=plaintext style=""]"#,
        r#"[label="GET user.by_name\nPOST user.rename" shape=box peripheries=2]"#,
        r#"[label="WebSocket live" shape=box peripheries=2]"#,
        r#"[label="/<words(least=2, other=\"x\")>"]"#,
    ] {
        assert!(dot.contains(line), "{line}\n{dot}");
    }
    assert!(!dot.contains("only"), "{dot}");
}

/// Rules known at run time are drawn as those known at compile time.
#[test]
fn the_same_drawing_as_that_of_a_table() {
    #[wz::get("/posts/<int(min=1):id>", endpoint = "post.show")]
    fn show(id: i128) {
        let _ = id;
    }
    #[wz::get("/<path:rest>/edit", endpoint = "edit")]
    fn edit(rest: &str) {
        let _ = rest;
    }
    wz::routes! { Site = show, edit }
    let rules = [
        Rule::new("/posts/<int(min=1):id>", "post.show").methods(["GET"]),
        Rule::new("/<path:rest>/edit", "edit").methods(["GET"]),
    ];
    let table = <Site as crate::handler::RouteTable>::TABLE;
    assert_eq!(Map::new(rules).unwrap().to_dot(), table.to_dot());
}

use http::uri::PathAndQuery;

use super::Verdict;
use crate::handler::RouteTable;
use crate::routing::{MethodSet, Target};

#[wz::get("/", endpoint = "index")]
fn index() {}

#[wz::get("/about", endpoint = "about")]
fn about() {}

#[wz::get("/user/<int:id>", endpoint = "user.by_id")]
fn by_id(id: u32) {
    let _ = id;
}

#[wz::post("/user/<name>", endpoint = "user.rename")]
fn rename(name: &str) {
    let _ = name;
}

#[wz::get("/user/<name>", endpoint = "user.by_name")]
fn by_name(name: &str) {
    let _ = name;
}

#[wz::get("/posts/", endpoint = "posts")]
#[wz::get("/articles", redirect = "/posts/")]
fn posts() {}

#[wz::get("/loose/", strict_slashes = false, endpoint = "loose")]
fn loose() {}

#[wz::get("/live", websocket, endpoint = "live")]
fn live() {}

#[wz::get("/<a>-<b>", endpoint = "a_b")]
fn a_b(a: &str, b: &str) {
    let _ = (a, b);
}

#[wz::get("/<a>~<b>", endpoint = "tilde")]
fn tilde(a: &str, b: &str) {
    let _ = (a, b);
}

#[wz::get("/<path:rest>", endpoint = "files")]
fn files(rest: &str) {
    let _ = rest;
}

wz::routes! {
    Site = index, about, by_name, by_id, rename, posts, loose, live,
        "/ties" => [tilde, a_b],
        host "files.example" => [files, about],
        host "<tenant>.example" => ["/in" => [index, by_id]]
}

fn explained(method: MethodSet, host: Option<&str>, path: &str) -> String {
    let path: PathAndQuery = path.parse().unwrap();
    let target = Target { method, path: &path, host, subdomain: None, websocket: false };
    Site::TABLE.explain(&target).to_string()
}

fn get(path: &str) -> String {
    explained(MethodSet::GET, None, path)
}

#[test]
fn a_match_and_what_ranks_behind() {
    assert_eq!(
        get("/user/42?x=1"),
        r#"GET /user/42
segments: "user", "42"
answer:   /user/<int:id> (user.by_id)
          id = "42"

rules at this path, in the order they are tried:
  /user/<int:id>  user.by_id    wins
  /user/<name>    user.by_name  ranks behind (tried later)
  /user/<name>    user.rename   other method (answers POST)
  /<path:rest>    files         other host (for files.example)
"#
    );
}

#[test]
fn escapes_are_shown_as_they_are_matched() {
    let text = get("/user/%62%20c");
    assert!(text.starts_with("GET /user/b%20c\nsegments: \"user\", \"b%20c\"\n"), "{text}");
    assert!(text.contains("\n          name = \"b c\"\n"), "{text}");
}

#[test]
fn other_methods() {
    let text = explained(MethodSet::DELETE, None, "/user/x");
    assert!(text.contains("answer:   405 Method Not Allowed (Allow: GET, HEAD, OPTIONS, POST)\n"), "{text}");
    assert!(text.contains("/user/<name>  user.by_name  other method (answers GET)\n"), "{text}");
    let text = explained(MethodSet::OPTIONS, None, "/about");
    assert!(text.contains("answer:   what is allowed (Allow: GET, HEAD, OPTIONS)\n"), "{text}");
    assert!(explained(MethodSet::OTHER, None, "/").starts_with("(another method) /\nsegments: \"\"\n"));
}

#[test]
fn slashes_and_redirects() {
    let text = get("/posts?page=2");
    assert!(text.contains("answer:   308 to /posts/?page=2 (a slash is missing at the end)\n"), "{text}");
    assert!(text.contains("/posts/       posts  would match with a slash at the end\n"), "{text}");
    let text = get("//about");
    assert!(text.contains("308 to /about (runs of slashes are merged)\n"), "{text}");
    assert!(text.contains("would match with `//` merged into `/`\n"), "{text}");
    let text = get("/articles");
    assert!(text.contains("308 to /posts/ (so says the rule that wins)\n"), "{text}");
    let text = get("/loose");
    assert!(text.contains("answer:   /loose/ (loose)\n"), "{text}");
}

#[test]
fn ties_go_by_the_listing() {
    let text = get("/ties/x-y~z");
    let (first, second) = (text.find("tilde  "), text.find("a_b    "));
    assert!(first.is_some() && first < second, "{text}");
    assert!(text.contains("/ties/<a>~<b>  tilde  wins\n"), "{text}");
    assert!(text.contains("/ties/<a>-<b>  a_b    ranks behind (tried later)\n"), "{text}");
}

#[test]
fn hosts_come_first() {
    let text = explained(MethodSet::GET, Some("files.example"), "/about");
    assert_eq!(
        text,
        r#"GET /about on files.example
segments: "about"
answer:   /about (about)

rules at this path, in the order they are tried:
  /about        about  wins
  /<path:rest>  files  ranks behind (tried later)
  /about        about  ranks behind (tried later)
"#
    );
    let text = explained(MethodSet::GET, Some("a.example"), "/in/user/7");
    assert!(text.contains("          tenant = \"a\"\n          id     = \"7\"\n"), "{text}");
    let text = explained(MethodSet::GET, Some("other.host"), "/in/");
    assert!(text.contains("/in/          index  other host (for <tenant>.example)\n"), "{text}");
}

#[test]
fn websockets() {
    let text = get("/live");
    assert!(text.contains("answer:   400 Bad Request (a WebSocket"), "{text}");
    assert!(text.contains("/live         live   only for WebSockets\n"), "{text}");
    let path = PathAndQuery::from_static("/about");
    let target = Target { method: MethodSet::GET, path: &path, host: None, subdomain: None, websocket: true };
    assert!(Site::TABLE.explain(&target).to_string().contains("not for WebSockets\n"));
}

#[test]
fn the_nearest_rules() {
    assert!(get("/abuot").ends_with("\nnearest rules:\n  /about  about  GET\n"), "{}", get("/abuot"));
    assert!(get("/about/").ends_with("\nnearest rules:\n  /about  about  GET\n"));
    let text = get("/user/42/edit");
    let rules = "  /user/<name>    user.by_name  GET\n  /user/<int:id>  user.by_id    GET\n";
    assert!(text.contains(&format!("\nnearest rules:\n{rules}")), "{text}");
    let text = get("/user/");
    assert!(text.contains("/user/<name>"), "{text}");
    // Below a host that the request is not for, and nothing alike: no help.
    assert!(!get("/zzzzzz/y").contains("nearest"));
}

#[test]
fn long_rows_are_broken() {
    let rows = ["x".repeat(60), "endpoint".into(), "wins, and says so".into()];
    let mut text = String::new();
    super::text::write_rows(&mut text, &[rows]).unwrap();
    assert_eq!(text, format!("  {}  endpoint\n      wins, and says so\n", "x".repeat(60)));
}

#[test]
fn the_winner_is_the_one_that_is_found() {
    for path in ["/", "/about", "/user/1", "/user/x", "/ties/a-b", "/ties/a~b", "/ties/a-b~c"] {
        let path = PathAndQuery::from_static(path);
        let target =
            Target { method: MethodSet::GET, path: &path, host: None, subdomain: None, websocket: false };
        let explanation = Site::TABLE.explain(&target);
        let crate::routing::Outcome::Matched(matched) = explanation.outcome() else { panic!("{path}") };
        let first = explanation.rules()[0];
        assert_eq!((first.verdict, first.route.index()), (Verdict::Wins, matched.route.index()), "{path}");
    }
}

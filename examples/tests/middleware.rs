//! The program `middleware`: who gets where, and what is added to the answers.
#![allow(clippy::unwrap_used)]

use wz_tests::{Program, ask};

const PROGRAM: &str = env!("CARGO_BIN_EXE_middleware");

#[test]
fn who_gets_where() {
    let program = Program::start(PROGRAM);
    let get = |path: &str, headers: &str| ask(program.addr(), &format!("GET {path}"), headers);
    let index = get("/", "");
    assert_eq!(index.text(), "Hello, stranger!");
    assert!(index.header("server-timing").unwrap().starts_with("app;dur="));
    assert_eq!(index.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(get("/", "x-user: bob\r\n\r\n").text(), "Hello, bob!");
    for (user, status) in [("", 401), ("x-user: bob\r\n\r\n", 403), ("x-user: ada\r\n\r\n", 200)] {
        let answer = get("/admin/users", user);
        assert_eq!((answer.status, answer.header("x-content-type-options")), (status, Some("nosniff")));
    }
    // The middleware is that of the routes, not that of the path.
    assert_eq!(get("/%61dmin/users", "").status, 401);
    assert_eq!(get("/admin/nothing", "").status, 404);
    let visits: serde_json::Value = serde_json::from_str(&get("/visits", "").text()).unwrap();
    assert_eq!(visits, serde_json::json!({"index": 2, "list": 4}));
}

#[test]
fn a_crash_has_an_end() {
    // A backtrace would be many lines more.
    let mut program = Program::start_with(PROGRAM, &[("RUST_BACKTRACE", "0")]);
    let answer = ask(program.addr(), "GET /admin/crash", "x-user: ada\r\n\r\n");
    assert_eq!((answer.status, answer.header("x-content-type-options")), (500, Some("nosniff")));
    assert!((0..4).any(|_| program.line().contains("/admin/crash ended badly")));
}

#[test]
fn the_old_application() {
    let program = Program::start(PROGRAM);
    let page = ask(program.addr(), "GET /old/page/", "");
    assert_eq!(page.text(), r#"<a href="/old/page/">this page</a>"#);
    assert_eq!(ask(program.addr(), "GET /old/page", "").header("location"), Some("/old/page/"));
    assert!(page.header("server-timing").is_some());
}

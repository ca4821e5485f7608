//! The program `plain_hyper`: routing without the rest.
#![allow(clippy::unwrap_used)]

use wz_tests::{Program, ask};

#[test]
fn answers() {
    let program = Program::start(env!("CARGO_BIN_EXE_plain_hyper"));
    let get = |request| ask(program.addr(), request, "");
    assert_eq!(get("GET /").text(), "the answer is at /user/42\n");
    assert_eq!(get("GET /user/7").text(), "user 7\n");
    assert_eq!(get("GET /files/a/b%2Fc").text(), "file a/b/c\n");
    assert_eq!(get("GET /user/x").status, 404);
    let merged = get("GET //user/7?a=b");
    assert_eq!(merged.status, 308);
    assert!(merged.header("location").unwrap().ends_with("/user/7?a=b"));
    let refused = get("POST /");
    assert_eq!((refused.status, refused.header("allow")), (405, Some("GET, HEAD")));
}

//! What the simplest application answers.

use wz_tests::{Answer, Client, ask};

use crate::server::Running;

fn on(server: &Running, start: &str) -> Answer {
    ask(server.addr, start, "")
}

#[test]
fn get_and_head() {
    let server = Running::start();
    let get = on(&server, "GET /");
    assert_eq!((get.status, get.text().as_str()), (200, "Hello, World!"));
    let head = on(&server, "HEAD /");
    assert_eq!((head.status, head.header("content-length"), head.text().as_str()), (200, Some("13"), ""));
    assert_eq!(head.header("content-type"), get.header("content-type"));
    assert_eq!(on(&server, "HEAD /user/1").header("content-length"), Some("6"));
    assert_eq!(on(&server, "HEAD /nowhere").status, 404);
}

#[test]
fn options_says_what_is_allowed() {
    let server = Running::start();
    for (target, methods) in [
        ("/", &["GET", "HEAD", "OPTIONS"][..]),
        ("/user/1", &["GET", "HEAD", "OPTIONS"]),
        ("/user", &["OPTIONS", "POST"]),
    ] {
        let answer = on(&server, &format!("OPTIONS {target}"));
        assert!(matches!(answer.status, 200 | 204), "{target}");
        assert_eq!((answer.allow().as_slice(), answer.text().as_str()), (methods, ""), "{target}");
    }
    assert_eq!(on(&server, "OPTIONS /nowhere").status, 404);
    let server_wide = on(&server, "OPTIONS *");
    assert!(matches!(server_wide.status, 200 | 204));
}

#[test]
fn other_methods_are_405() {
    let server = Running::start();
    for start in ["PUT /", "DELETE /", "FOO /", "get /", "POST /user/1"] {
        let answer = on(&server, start);
        assert_eq!(answer.status, 405, "{start}");
        assert_eq!(answer.allow(), ["GET", "HEAD", "OPTIONS"], "{start}");
    }
    for start in ["GET /user", "HEAD /user", "PATCH /user"] {
        let answer = on(&server, start);
        assert_eq!((answer.status, answer.allow().as_slice()), (405, &["OPTIONS", "POST"][..]), "{start}");
    }
}

#[test]
fn what_no_rule_takes_is_404() {
    let server = Running::start();
    for target in [
        "/nowhere",
        "/user/abc",
        "/user/-1",
        "/user/+1",
        "/user/1/",
        "/user/1.0",
        "/user/%D9%A1",
        "/user/18446744073709551616",
        "/User/1",
        "/index.html",
        "/file/%FF",
        "/tree/a/%C3",
        "/%FF",
    ] {
        assert_eq!(on(&server, &format!("GET {target}")).status, 404, "{target}");
    }
    assert_eq!(on(&server, "GET /user/18446744073709551615").text(), "user 18446744073709551615");
}

#[test]
fn values_are_decoded_after_the_path_is_split() {
    let server = Running::start();
    for (target, value) in [
        ("/file/a%2Fb", r#""a/b""#),
        ("/file/a%2fb", r#""a/b""#),
        ("/file/a+b%20c", r#""a+b c""#),
        ("/file/%C3%BC", r#""ü""#),
        ("/file/%252F", r#""%2F""#),
        ("/file/%00", r#""\0""#),
        ("/%66ile/a?b=c", r#""a""#),
        ("/tree/a/b%20c", r#""a/b c""#),
        ("/tree/a/../b", r#""a/../b""#),
        ("/file/..", r#""..""#),
    ] {
        let answer = on(&server, &format!("GET {target}"));
        assert_eq!((answer.status, answer.text().as_str()), (200, value), "{target}");
    }
}

#[test]
fn odd_paths_do_no_harm() {
    let server = Running::start();
    for target in ["/%", "/%z", "/%zz", "/file/%zz", "/file/%2", "/tree/%", "/user/%", "/about/%zz"] {
        let status = on(&server, &format!("GET {target}")).status;
        assert!(matches!(status, 200 | 404), "{target}: {status}");
    }
    let long = "a".repeat(60_000);
    assert_eq!(on(&server, &format!("GET /file/{long}")).text().len(), 60_002);
    assert_eq!(on(&server, &format!("GET /user/{}", "9".repeat(60_000))).status, 404);
    assert_eq!(on(&server, &format!("GET /{}", "a/".repeat(30_000))).status, 404);
    assert!(matches!(on(&server, &format!("GET {}", "/".repeat(60_000))).status, 308 | 404));
}

#[test]
fn a_body_reaches_its_handler() {
    let server = Running::start();
    let answer = ask(server.addr, "POST /user", "content-length: 7\r\n\r\nname=x!");
    assert_eq!((answer.status, answer.text().as_str()), (201, "name=x!"));
    let chunked = ask(server.addr, "POST /user", "transfer-encoding: chunked\r\n\r\n4\r\nname\r\n0\r\n\r\n");
    assert_eq!((chunked.status, chunked.text().as_str()), (201, "name"));
}

#[test]
fn one_connection_serves_many_requests() {
    let server = Running::start();
    let mut client = Client::connect(server.addr);
    for (request, status) in [
        ("GET / HTTP/1.1\r\nhost: a\r\n\r\n", 200),
        ("GET /nowhere HTTP/1.1\r\nhost: a\r\n\r\n", 404),
        ("POST /user HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\nx", 201),
        ("PUT / HTTP/1.1\r\nhost: a\r\n\r\n", 405),
        ("GET /about HTTP/1.1\r\nhost: a\r\n\r\n", 308),
        ("GET /user/1 HTTP/1.1\r\nhost: a\r\n\r\n", 200),
    ] {
        assert!(client.send(request));
        assert_eq!(client.answer().status, status, "{request}");
    }
    drop(client);
    server.assert_all_closed();
    server.stop();
}

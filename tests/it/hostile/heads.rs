//! Heads that are no heads, or too large.

use super::{assert_fine, impatient, refused};

#[test]
fn hosts() {
    let server = impatient();
    for hosts in [
        "",
        "host: a\r\nhost: a\r\n",
        "host: a, b\r\n",
        "host: a/b\r\n",
        "host: a b\r\n",
        "host: a@b\r\n",
        "host: a:80:81\r\n",
        "host: a:port\r\n",
        "host: [::1\r\n",
        "host: \u{fc}\r\n",
    ] {
        let status = refused(&server, hosts, format!("GET / HTTP/1.1\r\n{hosts}\r\n"));
        assert_eq!(status, Some(400), "{hosts}");
    }
    assert_fine(server);
}

#[test]
fn heads_that_are_none() {
    let server = impatient();
    for head in [
        "GET / HTTP/1.1\r\nho\rst: a\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nx: a\rb: c\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nx: \0\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nx y: z\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\n: z\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\n host: a\r\n\r\n",
        "GET /\r\n\r\n",
        "GET / HTTP/9.9\r\nhost: a\r\n\r\n",
        "GET / HTP/1.1\r\nhost: a\r\n\r\n",
        "GET / FILE HTTP/1.1\r\nhost: a\r\n\r\n",
        "G\u{fc}T / HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET /\0 HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET user/1 HTTP/1.1\r\nhost: a\r\n\r\n",
        "CONNECT a:80 HTTP/1.1\r\nhost: a:80\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\r\n\r\n",
        "SSH-2.0-client\r\n",
    ] {
        refused(&server, head, head);
    }
    assert_fine(server);
}

#[test]
fn heads_that_are_too_large() {
    let server = impatient();
    let one = format!("GET / HTTP/1.1\r\nhost: a\r\nx: {}\r\n\r\n", "x".repeat(2_000_000));
    assert!(matches!(refused(&server, "a large header", one), None | Some(431)));
    let many = format!("GET / HTTP/1.1\r\nhost: a\r\n{}\r\n", "x: y\r\n".repeat(10_000));
    assert!(matches!(refused(&server, "many headers", many), None | Some(431)));
    let endless = format!("GET /{} HTTP/1.1\r\nhost: a\r\n\r\n", "x".repeat(2_000_000));
    assert!(matches!(refused(&server, "a long target", endless), None | Some(414 | 431)));
    assert_fine(server);
}

//! The right spelling of an address, and never another host's.

use wz_tests::{Answer, ask, exchange};

use crate::server::Running;

#[test]
fn slashes_are_merged() {
    let server = Running::start();
    for (target, location) in [
        ("//user/1", "/user/1"),
        ("/user//1", "/user/1"),
        ("///user///1?a=b//c", "/user/1?a=b//c"),
        ("//about", "/about/"),
    ] {
        let answer = ask(server.addr, &format!("GET {target}"), "");
        assert_eq!((answer.status, answer.location()), (308, location), "{target}");
    }
}

#[test]
fn a_branch_gets_its_slash() {
    let server = Running::start();
    for (target, location) in [
        ("/about", "/about/"),
        ("/about?q=1&r=%2F", "/about/?q=1&r=%2F"),
        ("/about?", "/about/"),
        ("/wiki/a%2Fb", "/wiki/a%2Fb/"),
        ("/wiki/%C3%BC?x", "/wiki/%C3%BC/?x"),
    ] {
        let answer = ask(server.addr, &format!("GET {target}"), "");
        // A `?` with nothing behind it may stay or go.
        let got = answer.location().trim_end_matches('?');
        assert_eq!((answer.status, got), (308, location), "{target}");
        assert_eq!(ask(server.addr, &format!("GET {location}"), "").status, 200, "{location}");
    }
    assert_eq!(ask(server.addr, "HEAD /about", "").status, 308);
    // Not sent to an address that would refuse it.
    assert_eq!(ask(server.addr, "POST /about", "content-length: 0\r\n\r\n").status, 404);
}

/// Whether a browser on `http://here.example/` stays there. Browsers take `\` for `/`, and skip tabs, line breaks
/// and leading spaces.
fn stays(location: &str) -> bool {
    let seen: String = location
        .chars()
        .filter(|c| !matches!(c, '\t' | '\r' | '\n'))
        .map(|c| if c == '\\' { '/' } else { c })
        .collect();
    let seen = seen.trim_start_matches(|c: char| c <= ' ');
    seen.starts_with('/') && !seen.starts_with("//")
}

#[test]
fn never_to_another_host() {
    let server = Running::start();
    let targets = [
        "//evil.com",
        "//evil.com/",
        "//evil.com/..",
        "//evil.com/../about",
        "///evil.com",
        "////evil.com//",
        "/\\evil.com",
        "/\\/evil.com",
        "\\\\evil.com",
        "/%2F%2Fevil.com",
        "/%2Fevil.com",
        "//%2Fevil.com",
        "/%5Cevil.com",
        "/%5C%5Cevil.com/",
        "/about//evil.com",
        "//evil.com/about",
        "/.//evil.com",
        "/..//evil.com",
        "/%2e%2e//evil.com",
        "/wiki//evil.com",
        "//wiki/%2Fevil.com",
        "//wiki/%5Cevil.com",
        "/wiki/%0d%0alocation:%20x",
        "//wiki/\\evil.com",
        "/tree//evil.com",
        "//user/1@evil.com",
        "//about?//evil.com",
        "/about?\\evil",
        "http://evil.com/about",
        "http://evil.com//about",
        "http:///about",
        "https://here.example//evil.com",
    ];
    let mut redirects = 0;
    for target in targets {
        let request = format!("GET {target} HTTP/1.1\r\nhost: here.example\r\nconnection: close\r\n\r\n");
        let bytes = exchange(server.addr, request);
        let answer = Answer::parse(&bytes).expect("a response");
        assert_eq!(
            answer.headers.iter().filter(|(name, _)| name == "location").count(),
            usize::from(answer.status == 308)
        );
        if answer.status == 308 {
            redirects += 1;
            assert!(stays(answer.location()), "{target} -> {}", answer.location());
        } else {
            assert!(matches!(answer.status, 200 | 400 | 404), "{target}: {}", answer.status);
        }
    }
    assert!(redirects > 3, "only {redirects} redirects: nothing was tested");
}

#[test]
fn what_a_browser_would_follow() {
    for leaves in
        ["//evil.com", "/\\evil.com", "\\\\evil.com", "http://evil.com/", " //evil.com", "/\t/evil.com"]
    {
        assert!(!stays(leaves), "{leaves}");
    }
    assert!(stays("/about/?//evil.com"));
}

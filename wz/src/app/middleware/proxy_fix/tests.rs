use super::*;

/// A request as the last proxy sends it, after the fix: client, scheme, `Host`, script root.
fn fixed(fix: &ProxyFix, headers: &[(&'static str, &str)]) -> String {
    let mut request = Request::get("/x").with_header("host", "spam");
    request.set_peer(([192, 168, 0, 1], 5000).into());
    for (name, value) in headers {
        request = request.with_header(name, value);
    }
    fix.fix(&mut request);
    let original = request.extensions().get::<Original>().unwrap();
    assert_eq!((original.peer_addr, original.scheme), (Some(([192, 168, 0, 1], 5000).into()), "http"));
    assert!(original.host.as_ref().unwrap() == "spam" && original.script_root.is_empty());
    let peer = request.peer_addr().unwrap();
    let peer = if peer.port() == 0 { peer.ip().to_string() } else { peer.to_string() };
    format!(
        "{peer} {}://{}{}",
        request.scheme(),
        request.headers()["host"].to_str().unwrap(),
        request.script_root()
    )
}

fn nothing() -> ProxyFix {
    ProxyFix::new().x_for(0).x_proto(0)
}

const FOR: &str = "x-forwarded-for";
const PROTO: &str = "x-forwarded-proto";
const HOST: &str = "x-forwarded-host";
const PORT: &str = "x-forwarded-port";
const PREFIX: &str = "x-forwarded-prefix";

/// The values that Werkzeug's own tests have, and what it makes of them.
#[test]
fn as_werkzeug() {
    for (fix, headers, result) in [
        (
            nothing(),
            &[(FOR, "1.1.1.1"), (PROTO, "https"), (HOST, "a"), (PORT, "1"), (PREFIX, "/p")][..],
            "192.168.0.1:5000 http://spam",
        ),
        (ProxyFix::new(), &[], "192.168.0.1:5000 http://spam"),
        (ProxyFix::new(), &[(FOR, "192.168.0.2"), (PROTO, "https")], "192.168.0.2 https://spam"),
        (nothing().x_host(1), &[(HOST, "eggs")], "192.168.0.1:5000 http://eggs"),
        (nothing().x_port(1), &[(PORT, "8080")], "192.168.0.1:5000 http://spam:8080"),
        (
            nothing().x_host(1).x_port(1),
            &[(HOST, "eggs:8443"), (PORT, "8080")],
            "192.168.0.1:5000 http://eggs:8080",
        ),
        (
            nothing().x_host(1).x_port(1),
            &[(HOST, "[2001:db8::a]"), (PORT, "8080")],
            "192.168.0.1:5000 http://[2001:db8::a]:8080",
        ),
        (nothing().x_prefix(1), &[(PREFIX, "/eggs")], "192.168.0.1:5000 http://spam/eggs"),
        // Several values, several lines, too few.
        (nothing().x_for(1), &[(FOR, "1.1.1.1, 2.2.2.2")], "2.2.2.2 http://spam"),
        (nothing().x_for(2), &[(FOR, "1.1.1.1, 2.2.2.2")], "1.1.1.1 http://spam"),
        (nothing().x_for(2), &[(FOR, "1.1.1.1, 2.2.2.2"), (FOR, "3.3.3.3")], "2.2.2.2 http://spam"),
        (nothing().x_for(3), &[(FOR, "1.1.1.1, 2.2.2.2")], "192.168.0.1:5000 http://spam"),
        (
            ProxyFix::new().x_for(2),
            &[(FOR, "1.1.1.1, 2.2.2.2"), (PROTO, "http, https")],
            "1.1.1.1 https://spam",
        ),
        (nothing().x_prefix(2), &[(PREFIX, "/a, /b")], "192.168.0.1:5000 http://spam/a"),
    ] {
        assert_eq!(fixed(&fix, headers), result, "{fix:?} {headers:?}");
    }
}

/// Werkzeug takes whatever is there.
#[test]
fn what_makes_no_sense_is_ignored() {
    let unchanged = "192.168.0.1:5000 http://spam";
    let all = nothing().x_for(1).x_proto(1).x_host(1).x_port(1).x_prefix(1);
    for (name, values) in [
        (
            FOR,
            &[
                "unknown",
                "_hidden",
                "1.1.1",
                "1.1.1.1:x",
                "1.1.1.1:99999",
                "::1]",
                "[::1",
                "example.com",
                "\"1.1.1.1",
            ][..],
        ),
        (PROTO, &["javascript", "file", "htt", "https:", "h\u{7f}ttps"]),
        (HOST, &["a/b", "a b", "a@b", "a:b", "a:0", "a:99999", "[::1", "", "ü", "a,b c", "a\\b"]),
        (PORT, &["0", "-1", "+80", "99999", "80a", "http"]),
        (
            PREFIX,
            &[
                "eggs",
                "//evil.example",
                "/a//b",
                "/a/../b",
                "/./a",
                "/a?b",
                "/a#b",
                "/a\\b",
                "https://evil.example",
                "/\\evil.example",
            ],
        ),
    ] {
        for value in values {
            assert_eq!(fixed(&all, &[(name, value)]), unchanged, "{name}: {value}");
        }
    }
    assert_eq!(fixed(&all, &[(PREFIX, "/")]), unchanged);
    assert_eq!(fixed(&all, &[(PREFIX, "/a/")]), "192.168.0.1:5000 http://spam/a");
    assert_eq!(fixed(&all, &[(PROTO, "WSS")]), "192.168.0.1:5000 https://spam");
    for (value, client) in [
        ("1.1.1.1:80", "1.1.1.1:80"),
        ("\"1.1.1.1\"", "1.1.1.1"),
        ("2001:db8::1", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("\"[2001:db8::1]:80\"", "[2001:db8::1]:80"),
    ] {
        assert_eq!(fixed(&all, &[(FOR, value)]), format!("{client} http://spam"));
    }
}

#[test]
fn rfc_7239() {
    let fix = ProxyFix::new().forwarded(1);
    for (value, result) in [
        ("for=1.1.1.1", "1.1.1.1 http://spam"),
        ("for=6.6.6.6, for=\"1.1.1.1:80\";proto=https;host=eggs", "1.1.1.1:80 https://eggs"),
        ("For=\"[2001:db8::1]\";Proto=HTTPS;by=_x", "2001:db8::1 https://spam"),
        ("for=unknown;host=\"eggs:8080\"", "192.168.0.1:5000 http://eggs:8080"),
        ("for=_hidden;proto=ftp;host=\"a/b\"", "192.168.0.1:5000 http://spam"),
        ("proto=https", "192.168.0.1:5000 https://spam"),
        ("for=1.1.1.1;for=2.2.2.2", "192.168.0.1:5000 http://spam"),
        ("for=1.1.1.1, garbage", "192.168.0.1:5000 http://spam"),
    ] {
        assert_eq!(fixed(&fix, &[("forwarded", value)]), result, "{value}");
    }
    let two = fixed(
        &ProxyFix::new().forwarded(2),
        &[("forwarded", "for=1.1.1.1;host=eggs"), ("forwarded", "for=2.2.2.2")],
    );
    assert_eq!(two, "1.1.1.1 http://eggs");
    // What such a proxy only passes on is the client's.
    let forged = [(FOR, "6.6.6.6"), (PROTO, "https"), (HOST, "evil.example"), ("forwarded", "for=1.1.1.1")];
    assert_eq!(fixed(&fix, &forged), "1.1.1.1 http://spam");
    assert_eq!(
        fixed(&ProxyFix::new(), &[("forwarded", "for=6.6.6.6;proto=https")]),
        "192.168.0.1:5000 http://spam"
    );
}

#[test]
fn networks_instead_of_numbers() {
    let fix = ProxyFix::new().x_host(1).x_prefix(1).peers(["192.168.0.0/16", "10.0.0.0/8"]).unwrap();
    for (headers, result) in [
        (&[(FOR, "6.6.6.6, 1.1.1.1, 10.0.0.1"), (PROTO, "http, https, http")][..], "1.1.1.1 https://spam"),
        (&[(FOR, "6.6.6.6, 1.1.1.1"), (PROTO, "http, https")], "1.1.1.1 https://spam"),
        // A proxy that adds nothing has passed on what the one before it has set.
        (
            &[(FOR, "6.6.6.6, 1.1.1.1, 10.0.0.1"), (PROTO, "https"), (HOST, "eggs"), (PREFIX, "/p")],
            "1.1.1.1 https://eggs/p",
        ),
        // All of them are proxies: the client is one of your own.
        (&[(FOR, "10.0.0.2, 10.0.0.1")], "10.0.0.2 http://spam"),
        // Behind what is no address nothing is known.
        (&[(FOR, "1.1.1.1, unknown, 10.0.0.1")], "192.168.0.1:5000 http://spam"),
        (&[(PROTO, "https")], "192.168.0.1:5000 https://spam"),
    ] {
        assert_eq!(fixed(&fix, headers), result, "{headers:?}");
    }
    let strangers = ProxyFix::new().peers(["10.0.0.0/8"]).unwrap();
    assert_eq!(fixed(&strangers, &[(FOR, "1.1.1.1"), (PROTO, "https")]), "192.168.0.1:5000 http://spam");
    let forwarded = ProxyFix::new().forwarded(1).peers(["192.168.0.0/16"]).unwrap();
    let elements = "for=6.6.6.6;proto=http, for=1.1.1.1;proto=https, for=192.168.0.7";
    assert_eq!(fixed(&forwarded, &[("forwarded", elements)]), "1.1.1.1 https://spam");
    // Without an address there is nobody to trust.
    let mut request = Request::get("/").with_header(FOR, "1.1.1.1");
    fix.fix(&mut request);
    assert_eq!(request.peer_addr(), None);
}

#[test]
fn the_prefix_comes_first() {
    let mut request = Request::get("/x").with_header(PREFIX, "/proxy");
    request.push_script_root("/nested");
    nothing().x_prefix(1).fix(&mut request);
    assert_eq!(request.script_root(), "/proxy/nested");
}

/// The host of the request target counts before the header, so it must not be left there.
#[test]
fn an_absolute_target() {
    let mut request = Request::get("http://inner:5000/x?y").with_header(HOST, "eggs").with_header(PORT, "81");
    nothing().x_host(1).x_port(1).fix(&mut request);
    assert_eq!((request.host().as_deref(), request.uri().to_string()), (Some("eggs"), "/x?y".to_owned()));
    assert_eq!((request.headers()["host"].to_str().unwrap(), request.scheme()), ("eggs:81", "http"));
    let mut secure = Request::get("https://inner/x").with_header(HOST, "eggs");
    nothing().x_host(1).fix(&mut secure);
    assert_eq!((secure.host().as_deref(), secure.scheme(), secure.path()), (Some("eggs"), "https", "/x"));
    let mut request = Request::get("http://inner:5000/x?y").with_header(PORT, "81");
    nothing().x_port(1).fix(&mut request);
    assert_eq!(request.headers()["host"], "inner:81");
}

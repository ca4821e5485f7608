use wz::http::{HeaderName, HeaderValue};
use wz::middleware::ProxyFix;
use wz_tests::{Answer, Client, ask, exchange};

use super::*;

/// The lines that the other server gets of a request with these, without those of every request.
fn forwarded(proxy: impl FnOnce(HttpProxy) -> HttpProxy, lines: &str) -> Vec<String> {
    let upstream = Raw::echo();
    let server = serve(proxy(to(&upstream)));
    let answer = ask(server.addr, "GET /api/x?y", &format!("{lines}\r\n"));
    assert_eq!(answer.status, 200, "{answer:?}");
    let mut lines: Vec<_> = answer.text().trim_end().split("\r\n").map(str::to_owned).collect();
    assert_eq!(lines.remove(0), "GET /base/x?y HTTP/1.1");
    lines.sort_unstable();
    server.stop();
    lines
}

fn without_host(upstream: Vec<String>) -> Vec<String> {
    upstream.into_iter().filter(|line| !line.starts_with("host: ")).collect()
}

const TOLD: [&str; 6] = [
    "forwarded: for=127.0.0.1;proto=http;host=test",
    "via: 1.1 wz",
    "x-forwarded-for: 127.0.0.1",
    "x-forwarded-host: test",
    "x-forwarded-prefix: /api",
    "x-forwarded-proto: http",
];

#[test]
fn what_the_other_server_is_told() {
    assert_eq!(without_host(forwarded(|proxy| proxy, "")), TOLD);
    // What a client makes up is not passed on, in no spelling.
    let made_up = "x-forwarded-for: 6.6.6.6\r\nX_Forwarded_For: 6.6.6.6\r\nforwarded: for=6.6.6.6\r\nx-forwarded-proto: https\r\n\
        x-forwarded-host: evil\r\nx-forwarded-prefix: /evil\r\nx-forwarded-port: 6\r\nx-real-ip: 6.6.6.6\r\nproxy: evil\r\n";
    assert_eq!(without_host(forwarded(|proxy| proxy, made_up)), TOLD);
    // Unless there is a proxy in front that has said it.
    let said = "x-forwarded-for: 203.0.113.7\r\nforwarded: for=203.0.113.7\r\nvia: 1.1 front\r\n";
    let lines = forwarded(HttpProxy::append_forwarded, said);
    for line in [
        "x-forwarded-for: 203.0.113.7, 127.0.0.1",
        "forwarded: for=203.0.113.7, for=127.0.0.1;proto=http;host=test",
        "via: 1.1 front",
        "via: 1.1 wz",
        "x-forwarded-prefix: /api",
    ] {
        assert!(lines.contains(&line.to_owned()), "{lines:?}");
    }
}

#[test]
fn what_is_about_the_connection_stays_here() {
    let lines = "connection: x-a, close, \"x\", Trailer\r\nconnection: X-B\r\nx-a: 1\r\nx-b: 2\r\nx-c: 3\r\nkeep-alive: 5\r\nproxy-connection: x\r\n\
        proxy-authorization: x\r\nte: trailers, deflate\r\nupgrade: h2c\r\nhttp2-settings: x\r\ntrailer: x\r\n";
    let got = without_host(forwarded(|proxy| proxy, lines));
    let others: Vec<_> = got.iter().filter(|line| !TOLD.contains(&line.as_str())).collect();
    assert_eq!(others, ["connection: te", "http2-settings: x", "te: trailers", "x-c: 3"]);
}

#[test]
fn spellings_that_some_servers_take_for_what_is_written_here() {
    let lines = "Transfer_Encoding: chunked\r\nContent_Length: 5\r\nX_Key: made-up\r\nx_other: 1\r\n";
    let got = forwarded(
        |proxy| proxy.set_header(HeaderName::from_static("x-key"), HeaderValue::from_static("own")),
        lines,
    );
    let others: Vec<_> =
        without_host(got).into_iter().filter(|line| !TOLD.contains(&line.as_str())).collect();
    assert_eq!(others, ["x-key: own", "x_other: 1"]);
}

#[test]
fn hosts_and_headers_of_its_own() {
    let host = |lines: Vec<String>| lines.into_iter().find(|line| line.starts_with("host: ")).unwrap();
    assert!(host(forwarded(|proxy| proxy, "")).starts_with("host: 127.0.0.1:"));
    assert_eq!(host(forwarded(HttpProxy::keep_host, "")), "host: test");
    let fixed = |proxy: HttpProxy| proxy.host(HeaderValue::from_static("inner.example"));
    assert_eq!(host(forwarded(fixed, "")), "host: inner.example");
    let secret = |proxy: HttpProxy| {
        proxy
            .set_header("authorization".parse().unwrap(), HeaderValue::from_static("Bearer of the proxy"))
            .set_header("content-length".parse().unwrap(), HeaderValue::from_static("7"))
    };
    let lines = forwarded(secret, "authorization: Basic x\r\n");
    assert!(lines.contains(&"authorization: Bearer of the proxy".to_owned()), "{lines:?}");
    assert_eq!(lines.len(), 8, "{lines:?}");
}

#[test]
fn behind_another_proxy() {
    let upstream = Raw::echo();
    let lines = |proxy: HttpProxy| {
        let app = app(proxy).middleware(ProxyFix::new().x_host(1).x_prefix(1));
        let server = Running::of(app);
        let headers = "x-forwarded-for: 203.0.113.7\r\nx-forwarded-proto: https\r\nx-forwarded-host: front.example\r\n\
            x-forwarded-prefix: /front\r\n\r\n";
        let text = ask(server.addr, "GET /api/x", headers).text();
        server.stop();
        text
    };
    let text = lines(to(&upstream));
    for line in [
        "x-forwarded-for: 203.0.113.7\r\n",
        "x-forwarded-proto: https\r\n",
        "x-forwarded-host: front.example\r\n",
        "x-forwarded-prefix: /front/api\r\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
    // It is added who has asked, and not once more for whom.
    let text = lines(to(&upstream).append_forwarded());
    assert!(text.contains("x-forwarded-for: 203.0.113.7, 127.0.0.1\r\n"), "{text}");
    assert!(text.contains("x-forwarded-proto: https, http\r\n"), "{text}");
}

#[test]
fn paths() {
    let upstream = Raw::echo();
    let line = |proxy: HttpProxy, path: &str| {
        let server = serve(proxy);
        let answer = ask(server.addr, &format!("GET {path}"), "");
        server.stop();
        (answer.status, answer.text().lines().next().unwrap_or_default().to_owned())
    };
    for (path, there) in [
        ("/api", "/base/"),
        ("/api/", "/base/"),
        ("/api?x", "/base/?x"),
        ("/api//x%2Fy/%c3%bc?a=%20+", "/base//x%2Fy/%c3%bc?a=%20+"),
    ] {
        assert_eq!(line(to(&upstream), path), (200, format!("GET {there} HTTP/1.1")));
    }
    let kept = line(to(&upstream).keep_prefix(), "/api/x");
    assert_eq!(kept, (200, "GET /base/api/x HTTP/1.1".to_owned()));
    assert_eq!(line(to(&upstream), "/handler/x").1, "GET /base/handler/x HTTP/1.1");
    let before = upstream.heads().len();
    for path in ["/api/../x", "/api/x/..", "/api/%2e%2E/x", "/api/..%2fx"] {
        assert_eq!(line(to(&upstream), path).0, 400, "{path}");
    }
    assert_eq!(upstream.heads().len(), before);
}

#[test]
fn methods() {
    let upstream = Raw::echo();
    let server = serve(to(&upstream));
    let first = |start: &str, rest: &str| {
        let answer = ask(server.addr, start, rest);
        (answer.status, answer.text())
    };
    assert!(first("PROPFIND /api/x", "").1.starts_with("PROPFIND /base/x "));
    assert_eq!(first("TRACE /api/x", "").0, 501);
    let (_, far) = first("OPTIONS /api/x", "max-forwards: 2\r\n\r\n");
    assert!(far.starts_with("OPTIONS") && far.contains("max-forwards: 1\r\n"), "{far}");
    assert_eq!(first("OPTIONS /api/x", "max-forwards: 0\r\n\r\n"), (200, String::new()));
    let (_, odd) = first("OPTIONS /api/x", "max-forwards: +1\r\n\r\n");
    assert!(odd.contains("max-forwards: +1\r\n"), "{odd}");
    server.stop();
}

/// The response is passed on as it is, but for what is about the connection.
#[test]
fn responses() {
    let upstream = Raw::answering(
        "HTTP/1.1 301 Somewhere Else\r\nlocation: http://elsewhere/x\r\ncontent-length: 3\r\nset-cookie: a=1\r\nset-cookie: b=2\r\n\
         connection: x-a\r\nx-a: 1\r\nkeep-alive: timeout=5\r\nserver: raw\r\nx-b: \u{e4}\r\n\r\nabc"
            .chars()
            .map(|c| c as u8)
            .collect::<Vec<u8>>(),
    );
    let server = serve(to(&upstream));
    let bytes = exchange(server.addr, "GET /api/x HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    let head = bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
    assert!(
        head.starts_with("HTTP/1.1 301 Moved Permanently\r\n") && head.ends_with("\r\n\r\nabc"),
        "{head}"
    );
    for line in
        ["location: http://elsewhere/x", "set-cookie: a=1", "set-cookie: b=2", "server: raw", "x-b: \u{e4}"]
    {
        assert!(head.contains(&format!("{line}\r\n")), "{head}");
    }
    assert!(
        !head.contains("x-a")
            && !head.contains("keep-alive")
            && head.matches("content-length: 3").count() == 1,
        "{head}"
    );
    server.stop();
}

#[test]
fn rewritten_locations() {
    let upstream = Raw::start(|peer, head| {
        let host = head.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        peer.send(format!(
            "HTTP/1.1 302 Found\r\nlocation: http://{host}/base/y?z\r\ncontent-length: 0\r\n\r\n"
        ))
    });
    for (proxy, location) in [
        (to(&upstream).rewrite_location(), "/api/y?z"),
        (to(&upstream).rewrite_location().keep_host(), "/api/y?z"),
        (to(&upstream).rewrite_location().keep_prefix(), "/y?z"),
        (to(&upstream), &*format!("http://{}/base/y?z", upstream.addr)),
    ] {
        let server = serve(proxy);
        assert_eq!(ask(server.addr, "GET /api/x", "").location(), location);
        server.stop();
    }
}

#[test]
fn interim_responses_are_none() {
    let upstream = Raw::answering(
        "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
    );
    let server = serve(to(&upstream));
    let answer = ask(server.addr, "GET /api/x", "");
    assert_eq!((answer.status, answer.text().as_str(), answer.header("link")), (200, "ok", None));
    server.stop();
}

/// Connections are used again.
#[test]
fn one_connection_for_all() {
    let count = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = std::sync::Arc::clone(&count);
    let upstream = Raw::start(move |peer, _| {
        seen.lock().unwrap().push(peer.port());
        peer.send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
    });
    let server = serve(to(&upstream));
    let mut client = Client::connect(server.addr);
    for _ in 0..5 {
        client.send("GET /api/x HTTP/1.1\r\nhost: a\r\n\r\n");
        let Answer { status, body, .. } = client.answer();
        assert_eq!((status, &*body), (200, &b"ok"[..]));
    }
    drop(client);
    let ports = count.lock().unwrap().clone();
    assert!(ports.len() == 5 && ports.iter().all(|port| *port == ports[0]), "{ports:?}");
    server.stop();
}

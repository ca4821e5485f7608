use http::Method;

use super::*;
use crate::app::App;
use crate::response::IntoResponse;
use crate::test_support::{block_on, chunks};

/// What is found in a response to a request.
fn found_by(
    request: Request,
    respond: impl Fn() -> Response + Send + Sync + 'static,
) -> (Response, Vec<LintFinding>) {
    #[wz::get("/<path:path>")]
    fn any(path: &str) {
        let _ = path;
    }
    let (lint, findings) = HttpLint::new().always().collect();
    let app = App::new(wz::routes![any]).on_failure(|_, _, _| ()).middleware(lint);
    let app = app.middleware(move |_: Request, _: Next| {
        let response = respond();
        async { response }
    });
    let response = block_on(app.call(request));
    (response, findings.take())
}

fn found(respond: impl Fn() -> Response + Send + Sync + 'static) -> Vec<LintKind> {
    found_by(Request::get("/x"), respond).1.iter().map(LintFinding::kind).collect()
}

fn with(status: u16, headers: &'static [(&'static str, &'static str)], body: &'static str) -> Vec<LintKind> {
    found(move || {
        let mut response = Response::new(body).with_status(http::StatusCode::from_u16(status).unwrap());
        for (name, value) in headers {
            response = response.with_appended_header(*name, *value);
        }
        response
    })
}

/// Everything that is made here is as it should be.
#[test]
fn nothing_to_say() {
    assert_eq!(found(|| "text".into_response()), []);
    assert_eq!(found(|| ().into_response()), []);
    assert_eq!(found(|| crate::Html("<p>").into_response()), []);
    assert_eq!(found(|| http::StatusCode::NOT_FOUND.into_response()), []);
    assert_eq!(found(|| crate::Redirect::to("/x?y#z").into_response()), []);
    #[cfg(feature = "json")]
    assert_eq!(found(|| crate::Json([1]).into_response()), []);
    assert_eq!(found(|| "x".into_response().with_content_etag()), []);
    for (status, headers, body) in [
        (304, &[("etag", "W/\"a\""), ("content-length", "7")][..], ""),
        (206, &[("content-range", "bytes 0-0/2"), ("content-type", "image/png")], "x"),
        (206, &[("content-type", "multipart/byteranges; boundary=x")], "x"),
        (401, &[("www-authenticate", "Basic realm=\"x\"")], ""),
        (101, &[("connection", "upgrade"), ("upgrade", "websocket")], ""),
        (200, &[("connection", "close"), ("content-length", "1"), ("content-type", "text/css")], "x"),
        (200, &[("cache-control", "no-cache, no-store, must-revalidate, max-age=0")], ""),
        (200, &[("expires", "Thu, 01 Jan 1970 00:00:00 GMT"), ("retry-after", "7")], ""),
        (
            200,
            &[("set-cookie", "__Host-a=1; Secure; Path=/; SameSite=None"), ("set-cookie", "b=1; Path=/")],
            "",
        ),
        (
            200,
            &[("content-encoding", "gzip"), ("vary", "Accept-Encoding"), ("content-type", "text/css")],
            "x",
        ),
        (201, &[("location", "https://example.com/a%20b?c=d#e")], ""),
    ] {
        assert_eq!(with(status, headers, body), [], "{status} {headers:?}");
    }
}

#[test]
fn what_is_wrong() {
    use LintKind::*;

    const CSS: (&str, &str) = ("content-type", "text/css");
    for (status, headers, body, kinds) in [
        (204, &[CSS][..], "x", &[UnexpectedBody][..]),
        (205, &[CSS], "x", &[UnexpectedBody]),
        (304, &[CSS], "x", &[UnexpectedBody, NotModifiedHeaders]),
        (103, &[], "", &[InvalidStatus]),
        (999, &[], "", &[InvalidStatus]),
        (200, &[], "x", &[MissingContentType]),
        (200, &[("content-type", "text")], "x", &[InvalidContentType]),
        (200, &[("content-type", "text/html")], "x", &[MissingCharset]),
        (200, &[CSS, CSS], "x", &[RepeatedHeader]),
        (200, &[CSS, ("content-length", "2")], "x", &[WrongContentLength]),
        (200, &[CSS, ("content-length", "one")], "x", &[WrongContentLength]),
        (204, &[("content-length", "0")], "", &[WrongContentLength]),
        (200, &[CSS, ("content-encoding", "gzip")], "x", &[ContentEncoding]),
        (200, &[CSS, ("content-encoding", "identity")], "x", &[ContentEncoding]),
        (200, &[("etag", "abc")], "", &[InvalidETag]),
        (200, &[("etag", "w/\"abc\"")], "", &[InvalidETag]),
        (200, &[("etag", "\"a b\"")], "", &[InvalidETag]),
        (200, &[("last-modified", "2026-01-01")], "", &[InvalidDate]),
        (200, &[("last-modified", "Tue, 01 Jan 2999 00:00:00 GMT")], "", &[InvalidDate]),
        (200, &[("expires", "0")], "", &[InvalidDate]),
        (200, &[("date", "Sunday, 06-Nov-94 08:49:37 GMT")], "", &[InvalidDate]),
        (302, &[], "", &[MissingLocation]),
        (302, &[("location", "/a b")], "", &[InvalidLocation]),
        (302, &[("location", "http://a b/")], "", &[InvalidLocation]),
        (302, &[("location", "http://[x/")], "", &[InvalidLocation]),
        (401, &[], "", &[MissingChallenge]),
        (407, &[], "", &[MissingChallenge]),
        (405, &[], "", &[MissingAllow]),
        (206, &[CSS], "x", &[ContentRange]),
        (416, &[], "", &[ContentRange]),
        (200, &[("content-range", "bytes 0-0/2")], "", &[ContentRange]),
        (426, &[], "", &[MissingUpgrade]),
        (200, &[("set-cookie", "a=1; SameSite=None")], "", &[Cookie]),
        (200, &[("set-cookie", "a=1; Partitioned")], "", &[Cookie]),
        (200, &[("set-cookie", "__Secure-a=1")], "", &[Cookie]),
        (200, &[("set-cookie", "__host-a=1; Secure; Path=/; Domain=a.example")], "", &[Cookie]),
        (200, &[("set-cookie", "a=1"), ("set-cookie", "a=2")], "", &[Cookie]),
        (200, &[("set-cookie", "a=1"), ("cache-control", "public")], "", &[CachedCookie]),
        (200, &[("cache-control", "no-store, max-age=60, public")], "", &[CacheControl, CacheControl]),
        (200, &[("cache-control", "private, s-maxage=60")], "", &[CacheControl]),
        (200, &[("cache-control", "max-age=1h")], "", &[CacheControl]),
        (200, &[("connection", "keep-alive")], "", &[ConnectionHeader]),
        (200, &[("transfer-encoding", "chunked")], "", &[ConnectionHeader]),
        (200, &[("upgrade", "h2c")], "", &[ConnectionHeader]),
        (200, &[("pragma", "no-cache")], "", &[ObsoleteHeader]),
        (200, &[("x-xss-protection", "1")], "", &[ObsoleteHeader]),
    ] {
        assert_eq!(with(status, headers, body), kinds, "{status} {headers:?}");
    }
}

#[test]
fn a_promise_of_a_stream() {
    for (length, parts, sentence) in [
        ("5", &["abc"][..], Some("promises 5 bytes, and the body has only 3")),
        ("2", &["abc", "d"], Some("promises 2 bytes, and the body has at least 3")),
        ("3", &["abc"], None),
    ] {
        let (lint, findings) = HttpLint::new().always().collect();
        let request = &mut Request::get("/x");
        let stream = Response::new(chunks(parts.iter().copied()))
            .with_header("content-length", length)
            .with_header("content-type", "text/css");
        let response = lint.look(Asked::of(request), stream);
        let mut body = response.into_body();
        while block_on(std::future::poll_fn(|cx| std::pin::Pin::new(&mut body).poll_frame(cx))).is_some() {}
        let found = findings.take();
        let sentences: Vec<_> = found.iter().map(LintFinding::message).collect();
        assert_eq!(sentences.len(), usize::from(sentence.is_some()), "{sentences:?}");
        assert!(sentence.is_none_or(|sentence| sentences[0].contains(sentence)), "{sentences:?}");
    }
}

#[test]
fn bodies_that_nobody_reads() {
    async fn reads(mut request: Request, next: Next) -> crate::Result<Response, crate::HttpError> {
        if request.path() == "/read" {
            request.bytes().await?;
        }
        Ok(next.run(request).await)
    }
    #[wz::post("/<name>")]
    fn any(name: &str) -> String {
        name.to_owned()
    }
    let (lint, findings) = HttpLint::new().always().collect();
    let app =
        App::new(wz::routes![any]).limits(crate::Limits::new().body(4)).middleware(lint).middleware(reads);
    let kinds = |path: &str, body: crate::Body| {
        let status = block_on(app.call(Request::new(Method::POST, path, body))).status().as_u16();
        (
            status,
            findings
                .take()
                .iter()
                .map(|finding| (finding.kind(), finding.route().is_some()))
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(kinds("/read", "abcd".into()), (200, vec![]));
    assert_eq!(kinds("/read", chunks(["ab", "cd"])), (200, vec![]));
    assert_eq!(kinds("/x", chunks(["ab", "cd"])), (200, vec![(LintKind::UnreadBody, true)]));
    assert_eq!(kinds("/x", crate::Body::empty()), (200, vec![]));
    // The limits hold as they do without it.
    assert_eq!(kinds("/read", chunks(["ab", "cde"])).0, 413);
}

#[test]
fn who_is_told() {
    let lint = HttpLint::new().always().allow([LintKind::MissingContentType]);
    let (lint, findings) = lint.collect();
    let asked = || Asked::of(&mut Request::get("/here"));
    let answer = lint.look(asked(), Response::new("x").with_header("etag", "a"));
    assert_eq!(answer.status(), 200);
    let lines: Vec<_> = findings.take().iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        ["http lint: GET /here: `ETag` is not a text in double quotes: `a` (RFC 9110 section 8.8.3)"]
    );
    let failed = HttpLint::new().always().fail().look(asked(), Response::new("x"));
    assert!(failed.status() == 500 && failed.has_failed());
}

#[test]
fn a_line_once_for_a_place() {
    let seen = Seen::default();
    let finding =
        |path: &str| Asked::of(&mut Request::get(path)).finding(LintKind::Cookie, String::new(), "");
    assert!(seen.is_new(&finding("/a")) && seen.is_new(&finding("/b")) && !seen.is_new(&finding("/a")));
    for number in 0..5000 {
        seen.is_new(&finding(&format!("/{number}")));
    }
    assert!(seen.0.lock().unwrap().len() <= 1000);
}

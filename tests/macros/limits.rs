//! Limits of the application, of places in a set, and of routes.

use std::time::Duration;

use wz::prelude::*;

use crate::answers::block_on;

/// What holds where the handler runs.
#[post("/plain")]
fn plain(request: &Request) -> String {
    shown(request)
}

#[route(
    "/all",
    methods(POST, GET),
    limits(
        body = "60MB",
        buffered = "1MiB",
        form_fields = 10,
        parts = 20,
        field = 1_000,
        file = "50MB",
        header = "8KiB",
        first_byte = "10s",
        between_bytes = "500ms",
        rate = "unlimited",
    )
)]
async fn all(request: Request) -> String {
    format!("{:?}", request.limits())
}

#[post("/own", limits(body = 3))]
#[post("/other", limits(buffered = "4KB"))]
#[post("/none")]
fn own(request: &Request) -> String {
    shown(request)
}

#[post("/third")]
fn third(request: &Request) -> String {
    shown(request)
}

mod deep {
    use super::*;

    #[post("/x")]
    fn x(request: &Request) -> String {
        shown(request)
    }

    routes! { pub Deep = x, "/inner" limits(buffered = "22B") => [x, own], limits(buffered = 23) => [own] }
}

routes! {
    pub Limited =
        plain, all,
        "/outer" limits(body = "100B", buffered = "50B",) => [plain, deep::Deep],
        host "h.example" limits(body = 7) => own,
        limits(body = 9) => third,
        own,
}

fn shown(request: &Request) -> String {
    format!("{} {}", request.limits().body, request.limits().buffered_body)
}

fn ask(target: &str, host: &str) -> String {
    let app = App::new(Limited).limits(Limits::new().body(1).buffered_body(2));
    let answer = block_on(app.call(Request::post(target, "").with_header("host", host)));
    String::from_utf8_lossy(answer.body().as_bytes().unwrap_or_default()).into_owned()
}

#[test]
fn the_nearer_one_wins_for_what_it_names() {
    for (target, limits) in [
        ("/plain", "1 2"),
        ("/own", "3 2"),
        ("/other", "1 4000"),
        ("/none", "1 2"),
        ("/outer/plain", "100 50"),
        ("/outer/x", "100 50"),
        ("/outer/inner/x", "100 22"),
        ("/outer/inner/own", "3 22"),
        ("/outer/inner/other", "100 4000"),
        ("/outer/none", "100 23"),
        ("/third", "9 2"),
    ] {
        assert_eq!(ask(target, "a"), limits, "{target}");
    }
    assert_eq!((ask("/none", "h.example"), ask("/own", "h.example")), ("7 2".into(), "3 2".into()));
}

#[test]
fn every_limit_has_a_word() {
    let multipart = wz::form::multipart::MultipartLimits::new()
        .parts(20)
        .field_bytes(1000)
        .file_bytes(50_000_000)
        .header_bytes(8192);
    let limits = Limits::new()
        .body(60_000_000)
        .buffered_body(1 << 20)
        .form_fields(10)
        .multipart(multipart)
        .first_byte(Duration::from_secs(10))
        .between_bytes(Duration::from_millis(500))
        .body_rate(u64::MAX);
    assert_eq!(ask("/all", "a"), format!("{limits:?}"));
}
